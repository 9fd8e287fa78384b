import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The customer hears that the request is here, and by when the next step comes. `backAt`: outside working hours, when we are back. */
export const CaseAcknowledged = defineEvent(
  'case.acknowledged',
  1,
  z.strictObject({ automatic: z.literal(true), promisedBy: Instant, backAt: Instant.optional() }),
);
