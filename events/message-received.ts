import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The customer wrote; the text is in `people`. */
export const MessageReceived = defineEvent('message.received', 1, z.strictObject({ textId: z.string() }));
