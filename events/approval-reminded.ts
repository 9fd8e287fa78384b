import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** These people are told again that a decision waits for them; `expiring`: for the last time, the approval ends soon. Nobody of them is asleep. */
export const ApprovalReminded = defineEvent(
  'approval.reminded',
  1,
  z.strictObject({ approvalId: ApprovalId, to: z.array(PersonId), why: z.enum(['unanswered', 'expiring']) }),
);
