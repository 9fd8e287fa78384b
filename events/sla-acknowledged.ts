import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { SlaMeasure } from '../domain/sla/sla-measure.ts';
import { defineEvent } from './define-event.ts';

/** A colleague has seen that a deadline nears: it stops telling people, but not running. */
export const SlaAcknowledged = defineEvent(
  'sla.acknowledged',
  1,
  z.strictObject({ clockId: z.string(), measure: SlaMeasure, by: PersonId }),
);
