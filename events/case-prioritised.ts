import * as z from 'zod';
import { Priority } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** The case became more, or less, pressing. `by`: a person id, or `policy` when a rung raised it. */
export const CasePrioritised = defineEvent('case.prioritised', 1, z.strictObject({ was: Priority, priority: Priority, by: z.string() }));
