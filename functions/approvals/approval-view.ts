import * as z from 'zod';
import { type Approval, approvalStatus } from '../../domain/approvals/approval.ts';
import { ApprovalId, CaseId, Instant } from '../../domain/identifiers.ts';
import { Currency, Minor } from '../../domain/money.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { say } from '../../domain/texts/say.ts';

/** An approval as colleagues see it. `status` is how it stands now, whatever is stored. */
export const ApprovalView = z
  .object({
    approvalId: ApprovalId,
    caseId: CaseId,
    kind: z.string(),
    amount: Minor,
    currency: Currency,
    terms: z.int(),
    because: z.string(),
    level: z.int(),
    expiresAt: Instant,
    status: z.enum(['open', 'approved', 'refused', 'superseded', 'ended', 'expired']),
  })
  .meta({ id: 'Approval' });

export function approvalView(approval: Approval, subject: ReturnCase, now: Date): z.infer<typeof ApprovalView> {
  const { approvalId, caseId, kind, amount, currency, terms, because, level, expiresAt } = approval;
  return {
    approvalId,
    caseId,
    kind,
    amount,
    currency,
    terms,
    because: say(because, 'en'),
    level,
    expiresAt,
    status: approvalStatus(approval, subject, now),
  };
}
