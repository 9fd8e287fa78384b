import * as z from 'zod';
import { Measure } from '../domain/clocks/clock.ts';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A clock reached a rung. */
export const ClockRang = defineEvent(
  'clock.rang',
  1,
  z.strictObject({ clockId: z.string(), measure: Measure, rung: z.string(), at: Instant, dueAt: Instant }),
);
