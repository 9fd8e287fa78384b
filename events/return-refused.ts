import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { defineEvent } from './define-event.ts';

/** The return is refused, with the reason that the customer reads. */
export const ReturnRefused = defineEvent('return.refused', 1, z.strictObject({ because: Because, by: z.string() }));
