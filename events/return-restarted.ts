import * as z from 'zod';
import { CaseId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A person restarted a stopped return. Starts the workflow again. */
export const ReturnRestarted = defineEvent('return.restarted', 1, z.strictObject({ caseId: CaseId, by: PersonId }));
