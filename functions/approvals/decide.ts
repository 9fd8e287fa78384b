import { type Approval, closeApproval, withVote } from '../../domain/approvals/approval.ts';
import { approvalClock } from '../../domain/approvals/approval-clock.ts';
import { panelChange } from '../../domain/approvals/panel-change.ts';
import { presentLevel, whoDecides } from '../../domain/approvals/who-decides.ts';
import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { approveLevel } from '../../domain/returns/approval-care.ts';
import { decideApproval } from '../../domain/returns/return-decision.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { say } from '../../domain/texts/say.ts';
import type { CaseText } from '../adapters/people.ts';
import { policyBody } from '../adapters/policies.ts';
import type { TransactItem } from '../adapters/transaction.ts';
import { Problem, wrongContent } from '../runtime/problem.ts';
import { newId } from '../runtime/random.ts';
import type { Heard } from './answer-approval.ts';
import type { ApprovalDesk } from './approval-desk.ts';
import { type ApprovalView, approvalView } from './approval-view.ts';

/** Approves or refuses. The last approval that is needed, or any refusal, decides the case; every other one asks the next. */
export async function decide(desk: ApprovalDesk, heard: Heard, now: Date): Promise<ApprovalView> {
  const { approval, said, by } = heard;
  if (said.decision === 'refuse' && !said.reason) {
    throw wrongContent([{ pointer: '/reason', message: 'Say why you refuse; the customer reads it.' }]);
  }
  // The customer reads why a return is refused; why one is approved stays among colleagues.
  const kind = said.decision === 'refuse' ? ('message' as const) : ('note' as const);
  const text: CaseText | undefined = said.reason
    ? { textId: newId(), kind, text: said.reason, at: now.toISOString(), by: by.personId }
    : undefined;
  const reason = text ? [desk.people.textItem(approval.caseId, text)] : [];
  const isLast = said.decision === 'refuse' || decidesAll(heard, now);
  return await (isLast ? end(desk, heard, text?.textId, reason, now) : goOn(desk, heard, reason, now));
}

function decidesAll({ approval, matter, deciders: { rules, staff } }: Heard, now: Date): boolean {
  return presentLevel(approval, matter, rules).last && whoDecides(approval, matter, rules, staff, now).needed === 1;
}

async function end(desk: ApprovalDesk, heard: Heard, reasonTextId: string | undefined, reason: TransactItem[], now: Date) {
  const { approval, matter, said, channel } = heard;
  const { subject } = matter;
  const by = heard.by.personId;
  const decision = said.decision === 'refuse' ? ('refuse' as const) : ('approve' as const);
  const { approvalId, level } = approval;
  const policy = policyBody(ReturnPolicy, await desk.policies.version('returns', subject.policyVersion));
  const move = decideApproval(subject, { approvalId, terms: said.terms, decision, by, level, channel, reasonTextId, policy }, now);
  return await written(desk, heard, move, closeApproval(approval, decision, by, now, reasonTextId), reason, now);
}

async function goOn(desk: ApprovalDesk, heard: Heard, reason: TransactItem[], now: Date) {
  const { approval, matter, said, channel, deciders } = heard;
  const { rules: policy, staff: people } = deciders;
  const by = heard.by.personId;
  const { approvalId, level } = approval;
  const voted = withVote(approval, by, now);
  const levelDone = whoDecides(approval, matter, policy, people, now).needed === 1;
  const asks: Approval = levelDone ? { ...voted, level: level + 1, raised: 0, handed: [], asked: [], reminded: [], chased: [] } : voted;
  const change = panelChange({ approval: asks, matter, policy, people }, now);
  const { to, task } = change;
  const from = approval.asked.filter((personId) => !change.approval.asked.includes(personId));
  const handover = levelDone ? { approvalId, to, from, why: 'next-level' as const, level: level + 1 } : undefined;
  const running = matter.subject.clocks.find(({ measure }) => measure === 'approval');
  const facts = { approval: change.approval, matter, policy, people };
  const clock = levelDone || !running ? approvalClock(facts, now) : running;
  const move = approveLevel(matter.subject, { approvalId, terms: said.terms, by, level, channel, handover, clock, task }, now);
  return await written(desk, heard, move, change.approval, reason, now);
}

/** Writes case, log and approval in one transaction. Throws Overtaken when somebody else was faster. */
export async function written(
  desk: Pick<ApprovalDesk, 'cases' | 'approvals'>,
  heard: Heard,
  move: Move | NotPossible,
  approval: Approval,
  texts: readonly TransactItem[],
  now: Date,
): Promise<ApprovalView> {
  const { subject } = heard.matter;
  if (isNotPossible(move)) throw new Problem(409, 'not-now', say(move.notPossible, 'en'), { current: { status: subject.status } });
  const moved = await desk.cases.move(subject, move, [desk.approvals.endItem(approval), ...texts]);
  if ('refused' in moved) throw new Overtaken(`approval ${approval.approvalId} was decided by somebody else`);
  return approvalView({ ...heard, approval, matter: { ...heard.matter, subject: moved.moved } }, now);
}
