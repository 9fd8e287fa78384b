import * as z from 'zod';
import { type Approval, approvalStatus } from '../../domain/approvals/approval.ts';
import type { Matter } from '../../domain/approvals/barred.ts';
import { levelsFor } from '../../domain/approvals/ladder.ts';
import { type Asked, askedAbout, whoDecides } from '../../domain/approvals/who-decides.ts';
import { ApprovalId, CaseId, Instant } from '../../domain/identifiers.ts';
import { Currency, Minor } from '../../domain/money.ts';
import { say } from '../../domain/texts/say.ts';
import { type Deciders, nameOf } from './approval-desk.ts';

const Vote = z.object({ level: z.int(), by: z.string(), at: Instant });
/** An approval as colleagues see it, by name. `status` is how it stands now, whatever is stored. */
export const ApprovalView = z
  .object({
    approvalId: ApprovalId,
    caseId: CaseId,
    kind: z.string(),
    amount: Minor,
    currency: Currency,
    terms: z.int(),
    because: z.string(),
    /** What the customer sent back in twelve months, in one line; where one approval is shown. */
    history: z.string().optional(),
    level: z.int(),
    /** How many levels have to approve, one after the other. */
    levels: z.int(),
    /** Who is asked now, and how it came to them; how many of them are still needed. */
    asked: z.array(z.object({ name: z.string(), how: z.enum(['named', 'deputy', 'reassigned', 'above', 'fallback']) })),
    needed: z.int(),
    votes: z.array(Vote),
    /** What an approver asked and nobody has answered yet. */
    question: z.object({ by: z.string(), to: z.string(), askedAt: Instant }).optional(),
    decidedBy: z.string().optional(),
    decidedAt: Instant.optional(),
    openedAt: Instant,
    expiresAt: Instant,
    status: z.enum(['open', 'approved', 'refused', 'superseded', 'ended', 'expired']),
  })
  .meta({ id: 'Approval' });
export type ApprovalView = z.infer<typeof ApprovalView>;

/** What a view is made from. */
export interface Shown {
  readonly approval: Approval;
  readonly matter: Matter;
  readonly deciders: Deciders;
}

export function approvalView({ approval, matter, deciders: { rules, staff } }: Shown, now: Date): ApprovalView {
  const { approvalId, caseId, kind, amount, currency, terms, because, level, openedAt, expiresAt, decidedBy, decidedAt } = approval;
  const status = approvalStatus(approval, matter.subject, now);
  const panel = status === 'open' ? whoDecides(approval, matter, rules, staff, now) : undefined;
  const question = matter.subject.question?.approvalId === approvalId ? matter.subject.question : undefined;
  return {
    ...{ approvalId, caseId, kind, amount, currency, terms, level, openedAt, expiresAt, status },
    because: say(because, 'en'),
    levels: levelsFor(askedAbout(approval, matter), rules).length,
    asked: (panel?.asked ?? []).map(({ person, how }: Asked) => ({ name: person.name, how })),
    needed: panel?.needed ?? 0,
    votes: approval.votes.map(({ by, ...vote }) => ({ ...vote, by: nameOf(staff, by) })),
    ...(question
      ? {
          question: {
            by: nameOf(staff, question.by),
            to: question.to === 'customer' ? 'customer' : nameOf(staff, question.to),
            askedAt: question.askedAt,
          },
        }
      : {}),
    ...(decidedBy ? { decidedBy: nameOf(staff, decidedBy) } : {}),
    ...(decidedAt ? { decidedAt } : {}),
  };
}
