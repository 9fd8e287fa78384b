import * as z from 'zod';
import { CaseId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A person restarted a stopped return, or the answer came for which it had stopped (`system`). Starts the workflow again. */
export const ReturnRestarted = defineEvent(
  'return.restarted',
  1,
  z.strictObject({ caseId: CaseId, by: z.union([PersonId, z.literal('system')]) }),
);
