import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The customer got more time to send the goods. */
export const ReturnExtended = defineEvent('return.extended', 1, z.strictObject({ until: Instant, times: z.int() }));
