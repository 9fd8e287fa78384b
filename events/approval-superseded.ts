import * as z from 'zod';
import { ApprovalId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The terms changed under an open approval; `by` is the approval that asks again, if it is asked already. `terms`: the new revision. */
export const ApprovalSuperseded = defineEvent(
  'approval.superseded',
  1,
  z.strictObject({ approvalId: ApprovalId, terms: z.int(), by: ApprovalId.optional() }),
);
