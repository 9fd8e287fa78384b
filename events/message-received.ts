import * as z from 'zod';
import { Channel } from '../domain/cases/channel.ts';
import { defineEvent } from './define-event.ts';

/** The customer wrote, by whatever channel; the text is in `people`. */
export const MessageReceived = defineEvent('message.received', 1, z.strictObject({ textId: z.string(), channel: Channel.optional() }));
