import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An agent wrote to the customer; the text is in `people`. */
export const MessageSent = defineEvent('message.sent', 1, z.strictObject({ textId: z.string(), by: PersonId }));
