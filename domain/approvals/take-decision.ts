import type { Because } from '../cases/because.ts';
import { personIdOf } from '../identifiers.ts';
import type { PeoplePolicy, Person } from '../people/people-policy.ts';
import { type Approval, approvalStatus, type Verdict } from './approval.ts';
import type { ApprovalsPolicy } from './approvals-policy.ts';
import { barredFrom, type Matter } from './barred.ts';
import { presentLevel, whoDecides } from './who-decides.ts';

/** Who decided before whoever answers now, and what. */
export interface Decided {
  readonly by: string;
  readonly decision: Verdict;
  readonly at: string;
}

/**
 * What to answer to a decision: take it, say it again, or why not. `barred` is 403; `terms-changed` and `decided` are 409, `over` is 410.
 * Who was never asked learns nothing else.
 */
export type Taken =
  | { readonly taken: 'take' | 'repeated' | 'terms-changed' | 'over' }
  | { readonly taken: 'barred'; readonly because: Because }
  | { readonly taken: 'decided'; readonly decided: Decided };

/** Judges what a colleague says about an approval. Another word than approve or refuse (a question, say) repeats nothing. */
export function takeDecision(
  approval: Approval,
  matter: Matter,
  said: { readonly decision: string; readonly terms: number; readonly by: Person },
  { rules, staff }: { readonly rules: ApprovalsPolicy; readonly staff: PeoplePolicy },
  on: Date,
): Taken {
  const status = approvalStatus(approval, matter.subject, on);
  const by = personIdOf(said.by.email);
  const decided = decidedBefore(approval, by);
  if (decided?.by === by) {
    const same = decided.decision === said.decision && approval.terms === said.terms && status !== 'superseded';
    if (same) return { taken: 'repeated' };
    if (status !== 'superseded' && status !== 'ended') return { taken: 'decided', decided };
  }
  if (status !== 'open') {
    if (decided?.by !== by && !wasAsked(said.by, approval, matter, rules, staff, on)) return notYours(matter);
    if (decided && (status === 'approved' || status === 'refused')) return { taken: 'decided', decided };
    return { taken: status === 'superseded' ? 'terms-changed' : 'over' };
  }
  const because = barredFrom(matter, said.by);
  if (because) return { taken: 'barred', because };
  const { asked } = whoDecides(approval, matter, rules, staff, on);
  if (!asked.some(({ personId }) => personId === by)) {
    // A level that is done was decided by somebody else of it.
    const level = approval.votes.findLast((vote) => vote.level < approval.level);
    const late = level && wasAsked(said.by, approval, matter, rules, staff, on, approval.level - 1);
    return late ? { taken: 'decided', decided: { by: level.by, decision: 'approve', at: level.at } } : notYours(matter);
  }
  return { taken: said.terms === approval.terms ? 'take' : 'terms-changed' };
}

function notYours({ subject }: Matter): Taken {
  return { taken: 'barred', because: { code: 'not-yours-to-decide', values: { ...subject.value } } };
}

/** What this colleague decided, else the decision that stands. */
function decidedBefore({ votes, decidedBy, decidedAt, status }: Approval, by: string): Decided | undefined {
  const final =
    decidedBy && decidedAt
      ? { by: decidedBy, decision: status === 'refused' ? ('refuse' as const) : ('approve' as const), at: decidedAt }
      : undefined;
  const own = votes.find((vote) => vote.by === by);
  if (final?.by === by || !own) return final;
  return { by, decision: 'approve', at: own.at };
}

/** Would rules and staff of today have asked them, on a level up to `upTo`, before anybody decided? Whoever changed the terms since still counts. */
function wasAsked(
  person: Person,
  approval: Approval,
  { subject, beneficiary }: Matter,
  rules: ApprovalsPolicy,
  staff: PeoplePolicy,
  on: Date,
  upTo?: number,
): boolean {
  const { lastEditedBy: _, ...unedited } = subject;
  const matter = { subject: unedited, beneficiary };
  const last = upTo ?? presentLevel(approval, matter, rules).number;
  const levels = Array.from({ length: last }, (_level, index) => ({ ...approval, level: index + 1, votes: [] }));
  return levels.some((level) =>
    whoDecides(level, matter, rules, staff, on).asked.some(({ personId }) => personId === personIdOf(person.email)),
  );
}
