import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The one automatic message of a promise, before it would break: why, and the new date. The first date still counts. */
export const HoldingSent = defineEvent(
  'holding.sent',
  1,
  z.strictObject({ automatic: z.literal(true), promisedBy: Instant, because: Because }),
);
