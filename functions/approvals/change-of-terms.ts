import { approvalStatus } from '../../domain/approvals/approval.ts';
import type { Because } from '../../domain/cases/because.ts';
import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { changeTerms, type TermsChange } from '../../domain/returns/change-terms.ts';
import { type ReturnCase, standing } from '../../domain/returns/return-case.ts';
import type { Approvals } from '../adapters/approvals.ts';
import type { People } from '../adapters/people.ts';
import type { Policies } from '../adapters/policies.ts';
import type { TransactItem } from '../adapters/transaction.ts';
import { deciders, matterOf } from './approval-desk.ts';
import { firstAsked } from './first-asked.ts';

interface Desk {
  readonly approvals: Approvals;
  readonly people: Pick<People, 'customer'>;
  readonly policies: Pick<Policies, 'inForce'>;
}

/** Which case changes, how, and the id of the approval that would ask again. */
export interface Changing {
  readonly subject: ReturnCase;
  readonly change: Omit<TermsChange, 'ask'>;
  readonly approvalId: string;
}

/** The move that changes the terms of a case, with the approvals that it ends and opens, for one transaction. */
export async function changeOfTerms(
  { subject, change, approvalId }: Changing,
  desk: Desk,
  now: Date,
): Promise<{ readonly move: Move | NotPossible; readonly extra: readonly TransactItem[] }> {
  if (standing(subject) !== 'awaiting-approval') return { move: changeTerms(subject, { ...change, ask: neverAsked }, now), extra: [] };
  const who = await deciders(desk, now);
  const { beneficiary } = await matterOf(subject, desk);
  const former = subject.approvalId ? await desk.approvals.read(subject.approvalId) : undefined;
  const open = former && approvalStatus(former, subject, now) === 'open' ? former : undefined;
  const because = whyAgain(change);
  const first = (after: ReturnCase) => firstAsked({ approvalId, subject: { ...after, approvalId }, beneficiary, because }, who, now);
  const ask = (after: ReturnCase) => ({ ...first(after), approvalId, because, supersedes: open?.approvalId });
  const move = changeTerms(subject, { ...change, ask }, now);
  if (isNotPossible(move)) return { move, extra: [] };
  const superseded = former?.status === 'open' ? [desk.approvals.endItem({ ...former, status: 'superseded' })] : [];
  return { move, extra: [...superseded, desk.approvals.askItem(first({ ...move.case, task: undefined } as ReturnCase).approval)] };
}

/** What policy says about the new terms; what it would let through is decided by people too, since a person changed it. */
function whyAgain({ terms, by }: Changing['change']): Because {
  if (terms.decision.outcome === 'needs-approval') return terms.decision.because;
  return { code: by === 'policy' ? 'changed-by-policy' : 'changed-by-colleague', values: { ...terms.value } };
}

function neverAsked(): never {
  throw new Error('nobody was asked about the former terms');
}
