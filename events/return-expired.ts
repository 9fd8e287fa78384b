import * as z from 'zod';
import { Measure } from '../domain/clocks/clock.ts';
import { defineEvent } from './define-event.ts';

/** Nothing was sent in time; the pieces are returnable again. */
export const ReturnExpired = defineEvent('return.expired', 1, z.strictObject({ measure: Measure }));
