import * as z from 'zod';
import { Channel } from '../domain/cases/channel.ts';
import { PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An agent wrote to the customer; the text is in `people`. `waitFor`: it asks something, and the case waits for the answer. */
export const MessageSent = defineEvent(
  'message.sent',
  1,
  z.strictObject({
    textId: z.string(),
    by: PersonId,
    waitFor: z.literal('customer').optional(),
    channel: Channel.optional(),
    /** No person wrote it: it is no answer. */
    automatic: z.literal(true).optional(),
  }),
);
