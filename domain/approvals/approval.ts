import * as z from 'zod';
import { Because } from '../cases/because.ts';
import { plus } from '../clocks/duration.ts';
import { ApprovalId, CaseId, Instant, PersonId } from '../identifiers.ts';
import { Currency, Minor } from '../money.ts';
import { hasEnded, type ReturnCase } from '../returns/return-case.ts';
import type { ApprovalsPolicy } from './approvals-policy.ts';

/** A decision asked of named people about one revision of the terms. A refusal's reason is free text, kept in `people` under `reasonTextId`. */
export const Approval = z.strictObject({
  approvalId: ApprovalId,
  caseId: CaseId,
  kind: z.enum(['return']),
  amount: Minor,
  currency: Currency,
  terms: z.int().min(1),
  because: Because,
  /** Which level of the chain is asked now; each level's people are different ones. */
  level: z.int().min(1),
  /** Who approved so far, on which level. */
  votes: z.array(z.strictObject({ level: z.int().min(1), by: PersonId, at: Instant })).default([]),
  /** How many steps above its level it has reached, because nobody answered. */
  raised: z.int().min(0).default(0),
  /** Seats that colleagues handed on, in that order. */
  handed: z.array(z.strictObject({ from: PersonId, to: PersonId })).default([]),
  /** Who was told that they are asked; compared with who is asked now. */
  asked: z.array(PersonId).default([]),
  /** Who was reminded on this step, and whom the other channel followed. */
  reminded: z.array(PersonId).default([]),
  chased: z.array(PersonId).default([]),
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

/** Opens the approval of a case's present terms, on the first level of its chain. Nobody is told yet. */
export function openApproval(args: {
  approvalId: string;
  subject: ReturnCase;
  because: Because;
  policy: Pick<ApprovalsPolicy, 'expiresAfter'>;
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
    level: 1,
    votes: [],
    raised: 0,
    handed: [],
    asked: [],
    reminded: [],
    chased: [],
    status: 'open',
    openedAt: on.toISOString(),
    expiresAt: plus(on, policy.expiresAfter),
  };
}

/** The approval with one more vote for it, on its present level. */
export function withVote(approval: Approval, by: string, on: Date): Approval {
  return { ...approval, votes: [...approval.votes, { level: approval.level, by, at: on.toISOString() }] };
}

/** The approval as decided. Whether it may be is `takeDecision`'s question. */
export function closeApproval(approval: Approval, decision: Verdict, by: string, on: Date, reasonTextId?: string): Approval {
  return {
    ...(decision === 'approve' ? withVote(approval, by, on) : approval),
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
