import { type Approval, approvalStatus } from '../../domain/approvals/approval.ts';
import { approvalClock, reviewedClock } from '../../domain/approvals/approval-clock.ts';
import { handoverOf, panelChange } from '../../domain/approvals/panel-change.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { runningClock } from '../../domain/clocks/plain-clock.ts';
import { Overtaken } from '../../domain/errors.ts';
import { carryOut } from '../../domain/returns/approval-care.ts';
import { stoppedFor } from '../../domain/returns/open-task.ts';
import { requote } from '../../domain/returns/requote.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { PolicyPublished } from '../../events/policy-published.ts';
import { approvals } from '../adapters/approvals.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { log } from '../runtime/logger.ts';
import { newApprovalId } from '../runtime/random.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { deciders, matterOf } from './approval-desk.ts';
import { changeOfTerms } from './change-of-terms.ts';
import type { RingDesk } from './ring-approval.ts';

interface Deps extends RingDesk {
  readonly cases: Pick<Cases, 'read' | 'move'>;
  readonly orders: Orders;
  readonly policies: Pick<Policies, 'inForce' | 'version'>;
}

const tries = 5;
const atOnce = 10;

/**
 * Looks at every open approval again when staff, rules or the returns policy change: an absence hands it to a deputy, new rules to others,
 * and another returns policy for the order's day makes other terms. Safe to repeat: what is as it should be is not written.
 */
export const { handler, run, hears } = subscriber({
  hears: [PolicyPublished],
  connect: (): Deps => ({ approvals: approvals(), cases: cases(), orders: orders(), people: people(), policies: policies() }),
  run: async ({ data: { name } }, deps, { now }) => {
    if (name !== 'people' && name !== 'approvals' && name !== 'returns') return;
    const review = name === 'returns' ? reviewTerms : reviewPanel;
    const open = await deps.approvals.open();
    for (let start = 0; start < open.length; start += atOnce) {
      await Promise.all(open.slice(start, start + atOnce).map(async (approval) => await reviewed(approval, review, deps, now)));
    }
    log('approvals reviewed', { count: open.length });
  },
});

type Review = (approval: Approval, subject: ReturnCase, deps: Deps, now: Date) => Promise<void>;

/** Reads the approval afresh: the list is a moment behind. */
async function reviewed({ approvalId, caseId }: Approval, review: Review, deps: Deps, now: Date): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const [approval, subject] = await Promise.all([deps.approvals.read(approvalId), deps.cases.read(caseId)]);
    if (!approval || !subject || approvalStatus(approval, subject, now) !== 'open') return;
    try {
      return await review(approval, subject, deps, now);
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === tries) throw error;
    }
  }
}

const reviewPanel: Review = async (approval, subject, deps, now) => {
  const { rules: policy, staff } = await deciders(deps, now);
  const facts = { approval, matter: await matterOf(subject, deps), policy, people: staff };
  const change = panelChange(facts, now);
  const clock = runningClock(subject.clocks, 'approval');
  const next = reviewedClock(clock ?? approvalClock(facts, now), { ...facts, approval: change.approval }, now, change.to.length > 0);
  if (!change.why && JSON.stringify(next.rungs) === JSON.stringify(clock?.rungs)) return;
  const records = [...(change.why ? [handoverOf({ ...change, why: change.why })] : []), ...stoppedFor(change.task)];
  const move = carryOut(subject, { records, clock: next, task: change.task }, now);
  if (isNotPossible(move)) return;
  const moved = await deps.cases.move(subject, move, [deps.approvals.endItem(change.approval)]);
  if ('refused' in moved) throw new Overtaken(`approval ${approval.approvalId} was answered meanwhile`);
};

/** Orders keep the policy of their day; only one published for that very day, or before it, changes their terms. */
const reviewTerms: Review = async (_approval, subject, deps, now) => {
  const sold = await deps.orders.read(subject.orderId);
  const version = sold && (await deps.policies.inForce('returns', sold.order.placedAt));
  if (!version || version.version === subject.policyVersion) return;
  const policy = policyBody(ReturnPolicy, version);
  const terms = requote(subject, {}, { ...sold, policy, policyVersion: version.version });
  if ('faults' in terms) return log('approvals reviewed', { caseId: subject.caseId, status: 'terms-unclear' });
  const change = { terms, by: 'policy', fields: ['policy'] };
  const { move, extra } = await changeOfTerms({ subject, change, approvalId: newApprovalId() }, deps, now);
  if (isNotPossible(move)) return;
  const moved = await deps.cases.move(subject, move, extra);
  if ('refused' in moved) throw new Overtaken(`${subject.caseId} was decided meanwhile`);
};
