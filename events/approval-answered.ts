import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Whoever was asked answered; the approver in `to` reads the text `textId` in `people`. */
export const ApprovalAnswered = defineEvent(
  'approval.answered',
  1,
  z.strictObject({ approvalId: ApprovalId, to: z.array(PersonId), by: z.union([z.literal('customer'), PersonId]), textId: z.string() }),
);
