import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A colleague did what a case that has ended was still a task for. */
export const TaskFinished = defineEvent('task.finished', 1, z.strictObject({ by: z.string() }));
