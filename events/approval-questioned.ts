import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An approver asks the customer, or a colleague, before deciding; the approval stays open. The question is the text `textId` in `people`. */
export const ApprovalQuestioned = defineEvent(
  'approval.questioned',
  1,
  z.strictObject({ approvalId: ApprovalId, by: PersonId, to: z.union([z.literal('customer'), PersonId]), textId: z.string() }),
);
