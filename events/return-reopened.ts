import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { CaseId } from '../domain/identifiers.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** A closed return is open again, because money came back. Starts the workflow again. */
export const ReturnReopened = defineEvent(
  'return.reopened',
  1,
  z.strictObject({ caseId: CaseId, because: Because, status: ReturnStatus.optional() }),
);
