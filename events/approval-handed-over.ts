import * as z from 'zod';
import { HandedOver } from '../domain/approvals/handed-over.ts';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Others are asked from now on. `to` are those who were not asked before, `from` those who may decide no longer. `by`: who reassigned it. */
export const ApprovalHandedOver = defineEvent(
  'approval.handed-over',
  1,
  z.strictObject({
    approvalId: ApprovalId,
    to: z.array(PersonId),
    from: z.array(PersonId),
    why: HandedOver,
    level: z.int().min(1),
    by: PersonId.optional(),
  }),
);
