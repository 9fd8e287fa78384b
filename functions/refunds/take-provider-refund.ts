import type { Move, NotPossible } from '../../domain/cases/move.ts';
import { giveWay, markSent, settleRefund } from '../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { notPossible } from '../../domain/returns/transition.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Elsewhere } from '../adapters/elsewhere.ts';
import type { PaymentBooks, ProviderRefund } from '../adapters/payments/gateway.ts';
import { log } from '../runtime/logger.ts';

export interface TakeDeps {
  readonly cases: Pick<Cases, 'read' | 'change' | 'ofOrder'>;
  readonly elsewhere: Elsewhere;
  readonly books: Pick<PaymentBooks, 'find'>;
}

/**
 * Takes over what the provider's books say of one refund, read just now: forward only. One of ours is settled; one that somebody made
 * in the provider's own dashboard lowers what remains of its payment, once. Repeating it changes nothing. Throws GatewayUnavailable.
 */
export async function takeProviderRefund(refund: ProviderRefund, deps: TakeDeps, now: Date): Promise<void> {
  if (refund.refundId && refund.caseId) await takeOurs({ ...refund, refundId: refund.refundId }, refund.caseId, deps, now);
  else await takeElsewhere(refund, deps, now);
}

async function takeOurs(refund: ProviderRefund & { readonly refundId: string }, caseId: string, deps: TakeDeps, now: Date): Promise<void> {
  const { refundId } = refund;
  const known = (await deps.cases.read(caseId))?.refunds.find((one) => one.refundId === refundId);
  if (!known) return log('payment differs', { caseId, refundId, error: 'unknown' });
  // The books may hold the refund twice, once failed: the one that moved money counts.
  const truth = refund.status === 'failed' ? ((await deps.books.find(known)) ?? refund) : refund;
  const outcome = await deps.cases.change(caseId, (before) => settledBy(before, refundId, truth, now));
  if (outcome && 'moved' in outcome) log('refund answered', { caseId, refundId, status: truth.status });
}

function settledBy(
  before: ReturnCase,
  refundId: string,
  { status, reason }: Pick<ProviderRefund, 'status' | 'reason'>,
  now: Date,
): Move | NotPossible {
  // What a person pays out is no business of the provider's.
  if ((before.refunds.find((refund) => refund.refundId === refundId)?.via ?? 'provider') !== 'provider')
    return notPossible('refund-not-open');
  return status === 'pending' ? markSent(before, { refundId }, now) : settleRefund(before, { refundId, status, reason }, now);
}

async function takeElsewhere(refund: ProviderRefund, deps: TakeDeps, now: Date): Promise<void> {
  const place = await deps.elsewhere.orderOf(refund.paymentIds);
  // Not every payment of the shop's account is one of an order that we know.
  if (!place) return;
  const { orderId, paymentId } = place;
  const made = { providerId: refund.providerId, paymentId, amount: refund.amount };
  if (refund.status === 'failed') return await deps.elsewhere.undo(orderId, made);
  log('refund made elsewhere', { count: refund.amount });
  let uncounted = await deps.elsewhere.count(orderId, made);
  // The provider refuses by itself what is above the rest; a person who pays by hand would not know.
  for (const caseId of uncounted > 0 ? await deps.cases.ofOrder(orderId) : []) {
    const values = { amount: refund.amount, currency: refund.currency };
    const outcome = await deps.cases.change(caseId, (before) =>
      giveWay(before, { paymentId, values, owner: before.owner ?? 'agents' }, now),
    );
    if (outcome && 'moved' in outcome) uncounted = await deps.elsewhere.count(orderId, made);
    if (uncounted === 0) return;
  }
}
