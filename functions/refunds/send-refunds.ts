import { GatewayRefused, GatewayUnavailable, Overtaken } from '../../domain/errors.ts';
import { issueCredit, markSent, needPayout, settleRefund } from '../../domain/returns/refund-lifecycle.ts';
import type { Refund, ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import type { Cases } from '../adapters/cases.ts';
import type { PaymentGateway, RefundOutcome } from '../adapters/payments/gateway.ts';
import { type Policies, policyBody } from '../adapters/policies.ts';
import { log } from '../runtime/logger.ts';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'change'>;
  readonly policies: Pick<Policies, 'version'>;
  readonly gateway: PaymentGateway;
}

/** Providers keep an idempotency key for 24 hours; an hour earlier we look the refund up first. */
const keyIsSure = 23 * 3_600_000;

/**
 * Takes every refund of the case that has no outcome one step on: a payout to a person, store credit to the customer at once, the others to the provider. One that gets
 * no answer does not stop the others; then GatewayUnavailable is thrown, for all of it to be tried again under the same ids.
 */
export async function sendRefunds(caseId: string, deps: Deps, now: Date): Promise<void> {
  const subject = await deps.cases.read(caseId);
  let silent: GatewayUnavailable | undefined;
  if (!subject) return;
  for (const refund of subject.refunds) {
    try {
      await sendOne(subject, refund, deps, now);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error;
      log('refund answered', { caseId, refundId: refund.refundId, error: error.name });
      silent = error;
    }
  }
  if (silent) throw silent;
}

async function sendOne(
  { caseId, policyVersion }: ReturnCase,
  refund: Refund,
  { cases, policies, gateway }: Deps,
  now: Date,
): Promise<void> {
  const { refundId, status, via } = refund;
  // An exchange was asked for when it was set aside; the shop's answer settles it.
  if (via === 'exchange' || (status !== 'reserved' && status !== 'sent')) return;
  if (via === 'payout') {
    const policy = policyBody(ReturnPolicy, await policies.version('returns', policyVersion));
    await cases.change(caseId, (before) => needPayout(before, { refundId, policy }, now));
    return;
  }
  if (via === 'credit') {
    const issued = await cases.change(caseId, (before) => issueCredit(before, { refundId }, now));
    if (issued && 'refused' in issued) throw new Overtaken(`${refundId} is a credit already, but its case does not say so`);
    return;
  }
  log('refund requested', { caseId, refundId });
  const outcome = await outcomeOf(caseId, refund, gateway, now);
  log('refund answered', { caseId, refundId, status: outcome.status });
  // Forward only: what a webhook has settled meanwhile stays, and what the provider did is recorded whoever holds the case by now.
  await cases.change(caseId, (before) => {
    const { status: to, reason } = outcome;
    return to === 'pending' ? markSent(before, { refundId }, now) : settleRefund(before, { refundId, status: to, reason }, now);
  });
}

async function outcomeOf(caseId: string, refund: Refund, gateway: PaymentGateway, now: Date): Promise<RefundOutcome> {
  const old = now.getTime() - Date.parse(refund.reservedAt) > keyIsSure;
  const known = old ? await gateway.find(refund) : undefined;
  if (known) return known;
  try {
    const { refundId, paymentId, amount, currency } = refund;
    return await gateway.refund({ refundId, caseId, paymentId, amount, currency });
  } catch (error) {
    if (error instanceof GatewayRefused) return { status: 'failed', reason: error.message };
    throw error;
  }
}
