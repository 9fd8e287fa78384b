import * as z from 'zod';
import { Measure } from '../domain/clocks/clock.ts';
import { RungCall } from '../domain/clocks/sla-clock-item.ts';
import { Instant } from '../domain/identifiers.ts';
import { SlaMeasure } from '../domain/sla/sla-measure.ts';
import { defineEvent } from './define-event.ts';

/** A clock reached a rung. `sla`: it is a deadline of the sla policy, the rung one of its ladder; whom it calls, and what for. */
export const ClockRang = defineEvent(
  'clock.rang',
  1,
  z.strictObject({
    clockId: z.string(),
    measure: z.union([Measure, SlaMeasure]),
    rung: z.string(),
    at: Instant,
    dueAt: Instant,
    sla: RungCall.optional(),
  }),
);
