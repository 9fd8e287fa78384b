import Stripe from 'stripe';
import { reserveRefunds } from '../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { ProviderRefund } from '../../functions/adapters/payments/gateway.ts';
import { seenBeforeTable } from '../../functions/adapters/seen.ts';
import { routes } from '../../functions/refunds/receive-payment-event.ts';
import { aRequest } from '../builders/a-request.ts';
import { aRefund, walked } from '../builders/a-return.ts';
import { scriptedGateway } from './scripted-gateway.ts';
import { accept, approve, arrive, noon, storedReturn, twoMugs } from './stored-return.ts';

export const key = 'whsec_local';
export const refund = aRefund(1, 2500, noon, { status: 'sent' });
export const caseId = 'R-00000001';
type Status = ProviderRefund['status'];

/** An event about a refund; what it says of its status is nobody's business. */
export const anEvent = (says: string, type = 'refund.updated', id = 'evt_1', providerId = 're_1') => ({
  id,
  type,
  data: { object: { object: 'refund', id: providerId, status: says, metadata: { refundId: refund.refundId, caseId } } },
});
export const aCharge = (id = 'evt_c') => ({
  id,
  type: 'charge.refunded',
  data: { object: { object: 'charge', id: 'ch_1', payment_intent: 'pay-1' } },
});
export const inBooks = (status: Status, differs: Partial<ProviderRefund> = {}): ProviderRefund => ({
  ...{ providerId: 're_1', paymentIds: ['pay-1'], amount: 2500, currency: 'GBP', madeAt: noon.toISOString() },
  ...{ refundId: refund.refundId, caseId, status },
  ...differs,
});
export const { refundId: _ours, caseId: _case, ...foreign } = inBooks('succeeded', { providerId: 're_dash' });

interface Sent {
  readonly secret?: string;
  readonly skewSeconds?: number;
  readonly signature?: string;
  readonly raw?: string;
}

export async function aSentRefund(subject = aCase()) {
  const stored = await storedReturn(subject);
  const provider = scriptedGateway({ status: 'pending' });
  const deps = {
    cases: stored.cases,
    elsewhere: stored.elsewhere,
    seen: seenBeforeTable(stored.documents, 'cases'),
    books: provider.gateway,
    secrets: async () => ['whsec_next', key],
  };
  const send = async (event: object, { secret = key, skewSeconds = 0, signature, raw }: Sent = {}) => {
    const rawBody = raw ?? JSON.stringify(event);
    const timestamp = Math.floor(noon.getTime() / 1000) + skewSeconds;
    const header = signature ?? Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp });
    const request = aRequest(undefined, { kind: 'anyone' }, { rawBody, now: noon, headers: { 'stripe-signature': header } });
    return await routes[0]!.run(request as never, deps);
  };
  const ledger = async () => {
    const { captured, remaining, reserved, refunded, elsewhere } = (await stored.orders.read('A-1'))!.ledgers[0]!;
    return { captured, remaining, reserved, refunded, elsewhere };
  };
  return { ...stored, deps, provider, send, ledger };
}

/** A case whose refund of 25.00 is with the provider. */
export function aCase(): ReturnCase {
  return walked(twoMugs(), approve, arrive, accept(), (before) => reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon));
}
