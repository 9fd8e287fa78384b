import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { type Basis, type ComposedRefund, composeRefund } from '../../domain/refunds/compose-refund.ts';
import { byAnotherWay } from '../../domain/returns/by-another-way.ts';
import { isRefundedEarly } from '../../domain/returns/early-refund.ts';
import { reserveRefunds } from '../../domain/returns/refund-lifecycle.ts';
import { isUnsettled } from '../../domain/returns/refund-standing.ts';
import type { Refund, ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Elsewhere } from '../adapters/elsewhere.ts';
import type { Orders } from '../adapters/orders.ts';
import { type Policies, policyBody } from '../adapters/policies.ts';
import type { RefundLinks } from '../adapters/refund-links.ts';
import { newRefundId } from '../runtime/random.ts';

/** `short`: less remains on the payments than is due; nothing was reserved and a person must look. */
export type Reserving = 'reserved' | 'short' | 'overtaken';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'move'>;
  readonly orders: Orders;
  readonly policies: Pick<Policies, 'version'>;
  readonly links: Pick<RefundLinks, 'item'>;
  readonly elsewhere: Pick<Elsewhere, 'count'>;
}

const tries = 5;

/**
 * Reserves what is due now, in one transaction with the refunds' entries on the case. Does nothing when refunds are under way
 * already. A ledger or case that changed in between is read again.
 */
export async function reserveDue(first: ReturnCase, execution: string, deps: Deps, now: Date): Promise<Reserving> {
  let subject: ReturnCase | undefined = first;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (!subject || subject.execution !== execution) return 'overtaken';
    if (subject.refunds.some(isUnsettled)) return 'reserved';
    const early = isRefundedEarly(subject);
    const due = await dueNow(subject, early ? 'announced' : 'accepted', deps, now);
    if (due.short > 0) return 'short';
    const starts = early && subject.refundedEarlyAt === undefined;
    if (due.refunds.length === 0 && subject.settledFindings === subject.findings.length && !starts) return 'reserved';
    const outcome = await reserve(
      subject,
      early,
      byAnotherWay(refundsOf(due, subject, early, execution, now), subject),
      execution,
      deps,
      now,
    );
    if (outcome !== 'again') return outcome;
    subject = await deps.cases.read(first.caseId);
  }
  throw new Overtaken(`${first.caseId} and its payments kept changing`);
}

async function dueNow(subject: ReturnCase, basis: Basis, { orders, policies, elsewhere }: Deps, now: Date): Promise<ComposedRefund> {
  let sold = await orders.read(subject.orderId);
  // What the provider's dashboard gave back comes first, as soon as something remains for it to be counted from.
  for (const made of sold?.uncounted ?? []) await elsewhere.count(subject.orderId, made);
  if (sold?.uncounted.length) sold = await orders.read(subject.orderId);
  if (!sold) throw new Error(`the order of ${subject.caseId} is gone`);
  const policy = policyBody(ReturnPolicy, await policies.version('returns', subject.policyVersion));
  return composeRefund(subject, sold.order, sold.ledgers, policy, now, basis);
}

function refundsOf({ refunds }: ComposedRefund, { findings }: ReturnCase, early: boolean, execution: string, now: Date): Refund[] {
  const reservedAt = now.toISOString();
  const from = { findings: findings.length, ...(early ? { early: true as const } : {}) };
  return refunds.map((part) => ({ refundId: newRefundId(), ...part, status: 'reserved', reservedAt, ...from, execution }));
}

async function reserve(
  subject: ReturnCase,
  early: boolean,
  refunds: readonly Refund[],
  execution: string,
  { cases, links }: Deps,
  now: Date,
): Promise<'reserved' | 'again'> {
  const move: Move | NotPossible = reserveRefunds(subject, { refunds, settlesFindings: subject.findings.length, early }, now);
  if (isNotPossible(move)) throw new Error(`cannot reserve: ${move.notPossible.code}`);
  try {
    const tied = refunds.map(({ refundId }) => links.item(refundId, subject.caseId));
    const outcome = await cases.move(subject, move, tied, { execution });
    return 'moved' in outcome ? 'reserved' : 'again';
  } catch (error) {
    if (error instanceof Overtaken) return 'again';
    throw error;
  }
}
