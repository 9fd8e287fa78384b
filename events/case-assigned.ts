import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The case has a new owner. */
export const CaseAssigned = defineEvent('case.assigned', 1, z.strictObject({ to: z.string(), by: z.string() }));
