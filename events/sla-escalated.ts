import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { RungAction, SlaMeasure } from '../domain/sla/sla-measure.ts';
import { defineEvent } from './define-event.ts';

/** A ring was carried out. `how`: whether it reached those it names, their deputies, the next level or the fallback. */
export const SlaEscalated = defineEvent(
  'sla.escalated',
  1,
  z.strictObject({
    clockId: z.string(),
    measure: SlaMeasure,
    rung: z.string(),
    action: RungAction,
    people: z.array(PersonId),
    how: z.string(),
  }),
);
