import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { type Basis, type ComposedRefund, composeRefund } from '../../domain/refunds/compose-refund.ts';
import { byAnotherWay } from '../../domain/returns/by-another-way.ts';
import { isRefundedEarly } from '../../domain/returns/early-refund.ts';
import type { Exchange } from '../../domain/returns/exchange.ts';
import { askedExchange } from '../../domain/returns/exchange-request.ts';
import { reserveRefunds } from '../../domain/returns/refund-lifecycle.ts';
import { isUnderWay } from '../../domain/returns/refund-standing.ts';
import type { Refund, ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Elsewhere } from '../adapters/elsewhere.ts';
import type { Orders } from '../adapters/orders.ts';
import { type Policies, policyBody } from '../adapters/policies.ts';
import type { RefundLinks } from '../adapters/refund-links.ts';
import { newExchangeId, newRefundId } from '../runtime/random.ts';

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
    if (isUnderWay(subject)) return 'reserved';
    const early = isRefundedEarly(subject);
    const { due, policy } = await dueNow(subject, early ? 'announced' : 'accepted', deps, now);
    if (due.short > 0) return 'short';
    const starts = early && subject.refundedEarlyAt === undefined;
    const isNothing = due.refunds.length === 0 && !due.exchange;
    if (isNothing && subject.settledFindings === subject.findings.length && !starts) return 'reserved';
    const exchange = due.exchange && askedExchange(due.exchange, newExchangeId(), policy.exchange.answerWithin, now);
    const made = { findings: subject.findings.length, ...(early ? { early: true as const } : {}), execution };
    const refunds = byAnotherWay(refundsOf(due, exchange, made, now), subject);
    const outcome = await reserve(subject, { refunds, exchange, early }, execution, deps, now);
    if (outcome !== 'again') return outcome;
    subject = await deps.cases.read(first.caseId);
  }
  throw new Overtaken(`${first.caseId} and its payments kept changing`);
}

async function dueNow(
  subject: ReturnCase,
  basis: Basis,
  { orders, policies, elsewhere }: Deps,
  now: Date,
): Promise<{ readonly due: ComposedRefund; readonly policy: ReturnPolicy }> {
  let sold = await orders.read(subject.orderId);
  // What the provider's dashboard gave back comes first, as soon as something remains for it to be counted from.
  for (const made of sold?.uncounted ?? []) await elsewhere.count(subject.orderId, made);
  if (sold?.uncounted.length) sold = await orders.read(subject.orderId);
  if (!sold) throw new Error(`the order of ${subject.caseId} is gone`);
  const policy = policyBody(ReturnPolicy, await policies.version('returns', subject.policyVersion));
  return { due: composeRefund(subject, sold.order, sold.ledgers, policy, now, basis), policy };
}

function refundsOf(
  { refunds }: ComposedRefund,
  exchange: Exchange | undefined,
  made: Pick<Refund, 'findings' | 'early' | 'execution'>,
  now: Date,
): Refund[] {
  const reservedAt = now.toISOString();
  return refunds.map((part): Refund => {
    const refund: Refund = { refundId: newRefundId(), ...part, status: 'reserved', reservedAt, ...made };
    // The shop is asked with the very step that sets the money aside.
    return part.via === 'exchange' && exchange ? { ...refund, status: 'sent', exchangeId: exchange.exchangeId } : refund;
  });
}

async function reserve(
  subject: ReturnCase,
  wanted: { readonly refunds: readonly Refund[]; readonly exchange: Exchange | undefined; readonly early: boolean },
  execution: string,
  { cases, links }: Deps,
  now: Date,
): Promise<'reserved' | 'again'> {
  const move: Move | NotPossible = reserveRefunds(subject, { ...wanted, settlesFindings: subject.findings.length }, now);
  if (isNotPossible(move)) throw new Error(`cannot reserve: ${move.notPossible.code}`);
  try {
    const ids = [...wanted.refunds.map(({ refundId }) => refundId), ...(wanted.exchange ? [wanted.exchange.exchangeId] : [])];
    const tied = ids.map((id) => links.item(id, subject.caseId));
    const outcome = await cases.move(subject, move, tied, { execution });
    return 'moved' in outcome ? 'reserved' : 'again';
  } catch (error) {
    if (error instanceof Overtaken) return 'again';
    throw error;
  }
}
