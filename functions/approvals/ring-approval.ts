import { answerRungs } from '../../domain/approvals/answer-rungs.ts';
import { approvalStatus } from '../../domain/approvals/approval.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { runningClock, stopClock } from '../../domain/clocks/plain-clock.ts';
import { Overtaken } from '../../domain/errors.ts';
import { carryOut } from '../../domain/returns/approval-care.ts';
import { type ReturnCase, standing } from '../../domain/returns/return-case.ts';
import { type Approvals, approvals } from '../adapters/approvals.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type People, people } from '../adapters/people.ts';
import { type Policies, policies } from '../adapters/policies.ts';
import { deciders, matterOf } from './approval-desk.ts';

/** What an approval's clock needs to do what it asks for. */
export interface RingDesk {
  readonly approvals: Approvals;
  readonly cases: Pick<Cases, 'read' | 'move'>;
  readonly people: Pick<People, 'customer'>;
  readonly policies: Pick<Policies, 'inForce'>;
}

const tries = 5;

/**
 * Does what the due rungs of a case's approval clock ask for: reminds, goes up, hands over when an absence begins or ends, lets it expire.
 * Records, approval and clock are one transaction, so that a ring that comes twice finds nothing due. False: nothing was due.
 */
export async function ringApproval(caseId: string, desk: RingDesk, now: Date): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const subject = await desk.cases.read(caseId);
    if (!subject) return false;
    try {
      return await ring(subject, desk, now);
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === tries) throw error;
    }
  }
}

async function ring(subject: ReturnCase, desk: RingDesk, now: Date): Promise<boolean> {
  const clock = runningClock(subject.clocks, 'approval');
  if (!clock || standing(subject) !== 'awaiting-approval') return false;
  const approval = subject.approvalId ? await desk.approvals.read(subject.approvalId) : undefined;
  const status = approval && approvalStatus(approval, subject, now);
  if (!approval || (status !== 'open' && !(status === 'expired' && approval.status === 'open'))) {
    // Nobody is asked any more: its clock has nothing to say.
    const idle = carryOut(subject, { records: [], clock: stopClock(clock) }, now);
    if (!isNotPossible(idle)) await desk.cases.move(subject, idle);
    return false;
  }
  const { rules: policy, staff } = await deciders(desk, now);
  const matter = await matterOf(subject, desk);
  const seen = await desk.approvals.seenBy(approval.approvalId);
  const answered = answerRungs({ approval, matter, policy, people: staff, clock, seen }, now);
  if (!answered) return false;
  const move = carryOut(subject, answered, now);
  if (isNotPossible(move)) return false;
  const moved = await desk.cases.move(subject, move, [desk.approvals.endItem(answered.approval)]);
  if ('refused' in moved) throw new Overtaken(`approval ${approval.approvalId} was answered meanwhile`);
  return true;
}

/** Rings the clocks of approvals. */
export interface ApprovalClocks {
  ring(caseId: string, now: Date): Promise<boolean>;
}

export function approvalClocks(): ApprovalClocks {
  const desk: RingDesk = { approvals: approvals(), cases: cases(), people: people(), policies: policies() };
  return { ring: async (caseId, now) => await ringApproval(caseId, desk, now) };
}
