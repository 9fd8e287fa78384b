import * as z from 'zod';
import { Instant, PersonId } from '../domain/identifiers.ts';
import { Finding } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** What arrived was looked at, line by line. */
export const ReturnInspected = defineEvent(
  'return.inspected',
  1,
  z.strictObject({ findings: z.array(Finding), by: PersonId, open: z.int(), promisedBy: Instant.optional() }),
);
