import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The return may go ahead; the customer sends the goods (or keeps them). */
export const ReturnApproved = defineEvent(
  'return.approved',
  1,
  z.strictObject({ because: Because, by: z.string(), keepItem: z.boolean(), promisedBy: Instant.optional() }),
);
