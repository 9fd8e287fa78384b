import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The missing pieces did not come in time; the case goes on without them. */
export const ReturnRestExpired = defineEvent('return.rest-expired', 1, z.strictObject({ pieces: z.int() }));
