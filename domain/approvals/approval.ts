import * as z from 'zod';
import { Because } from '../cases/because.ts';
import { plus } from '../clocks/duration.ts';
import { ApprovalId, CaseId, Instant, PersonId } from '../identifiers.ts';
import { Currency, Minor } from '../money.ts';
import { hasEnded, type ReturnCase } from '../returns/return-case.ts';
import { type ApprovalsPolicy, chainFor } from './approvals-policy.ts';

/** A decision asked of named people about one revision of the terms. A refusal's reason is free text, kept in `people` under `reasonTextId`. */
export const Approval = z.strictObject({
  approvalId: ApprovalId,
  caseId: CaseId,
  kind: z.enum(['return']),
  amount: Minor,
  currency: Currency,
  terms: z.int().min(1),
  because: Because,
  level: z.int().min(1),
  status: z.enum(['open', 'approved', 'refused', 'superseded', 'ended', 'expired']),
  openedAt: Instant,
  expiresAt: Instant,
  decidedBy: PersonId.optional(),
  decidedAt: Instant.optional(),
  reasonTextId: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

export type Verdict = 'approve' | 'refuse';
const decidedAs = { approve: 'approved', refuse: 'refused' } as const;

/** Opens the approval of a case's present terms. `level` counts within the chain; until chains are walked, its last level decides alone. */
export function openApproval(args: {
  approvalId: string;
  subject: ReturnCase;
  because: Because;
  policy: ApprovalsPolicy;
  on: Date;
}): Approval {
  const { approvalId, subject, because, policy, on } = args;
  return {
    approvalId,
    caseId: subject.caseId,
    kind: 'return',
    amount: subject.value.amount,
    currency: subject.value.currency,
    terms: subject.terms,
    because,
    level: chainFor(askedAbout(subject), policy)?.levels.length ?? 1,
    status: 'open',
    openedAt: on.toISOString(),
    expiresAt: plus(on, policy.expiresAfter),
  };
}

/** The approval as decided. Whether it may be is `takeDecision`'s and `mayDecide`'s question. */
export function closeApproval(approval: Approval, decision: Verdict, by: string, on: Date, reasonTextId?: string): Approval {
  return {
    ...approval,
    status: decidedAs[decision],
    decidedBy: by,
    decidedAt: on.toISOString(),
    ...(reasonTextId ? { reasonTextId } : {}),
  };
}

/** Where an approval stands now: the case or the calendar may have overtaken what is stored. */
export function approvalStatus(approval: Approval, subject: ReturnCase, on: Date): Approval['status'] {
  if (approval.status !== 'open') return approval.status;
  if (hasEnded(subject.status)) return 'ended';
  if (subject.approvalId !== approval.approvalId || subject.terms !== approval.terms) return 'superseded';
  return approval.expiresAt <= on.toISOString() ? 'expired' : 'open';
}

/** What to answer to a decision: take it, say it again, or why not (`terms-changed` and `decided` are 409, `over` is 410). */
export type Taken = 'take' | 'repeated' | 'terms-changed' | 'decided' | 'over';

export function takeDecision(
  approval: Approval,
  subject: ReturnCase,
  said: { decision: Verdict; terms: number; by: string },
  on: Date,
): Taken {
  const status = approvalStatus(approval, subject, on);
  if (status === 'approved' || status === 'refused') {
    return approval.decidedBy === said.by && status === decidedAs[said.decision] && approval.terms === said.terms ? 'repeated' : 'decided';
  }
  if (status === 'ended' || status === 'expired') return 'over';
  return status === 'superseded' || said.terms !== approval.terms ? 'terms-changed' : 'take';
}

/** What chains look at of a return. */
export function askedAbout(subject: Pick<ReturnCase, 'kind' | 'value' | 'lines'>) {
  return { kind: subject.kind, amount: subject.value, reasons: subject.lines.map((line) => line.reason) };
}
