import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { defineEvent } from './define-event.ts';

/** The machinery stopped; the case is an open task with an owner. */
export const CaseStopped = defineEvent('case.stopped', 1, z.strictObject({ owner: z.string(), reason: Because }));
