import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The customer, or an agent for them, took the request back. */
export const ReturnCancelled = defineEvent('return.cancelled', 1, z.strictObject({ by: z.string() }));
