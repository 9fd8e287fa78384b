import * as z from 'zod';
import { Question } from '../domain/returns/questions.ts';
import { defineEvent } from './define-event.ts';

/** A workflow step stored its token and waits for the answer to a question. */
export const StepWaiting = defineEvent('step.waiting', 1, z.strictObject({ question: Question }));
