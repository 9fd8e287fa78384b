import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { reserveRefunds } from '../../../domain/returns/refund-lifecycle.ts';
import { seenTable } from '../../../functions/adapters/seen.ts';
import { paymentEvent } from '../../../functions/refunds/payment-event.ts';
import { routes } from '../../../functions/refunds/receive-payment-event.ts';
import { aRequest } from '../../builders/a-request.ts';
import { aRefund, walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const key = 'whsec_local';
const refund = aRefund(1, 2500, noon, { status: 'sent' });
const metadata = { refundId: refund.refundId, caseId: 'R-00000001' };
const anEvent = (status: string, type = 'refund.updated', id = 'evt_1') => ({
  id,
  type,
  data: { object: { object: 'refund', status, metadata, failure_reason: status === 'failed' ? 'lost_or_stolen_card' : null } },
});

interface Sent {
  readonly secret?: string;
  readonly skewSeconds?: number;
  readonly signature?: string;
  readonly raw?: string;
}

async function aSentRefund() {
  const reserved = walked(twoMugs(), approve, arrive, accept(), (before) =>
    reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon),
  );
  const stored = await storedReturn(reserved);
  const deps = { cases: stored.cases, seen: seenTable('cases'), secret: async () => key };
  const send = async (event: object, { secret = key, skewSeconds = 0, signature, raw }: Sent = {}) => {
    const rawBody = raw ?? JSON.stringify(event);
    const timestamp = Math.floor(noon.getTime() / 1000) + skewSeconds;
    const header = signature ?? Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp });
    const request = aRequest(undefined, { kind: 'anyone' }, { rawBody, now: noon, headers: { 'stripe-signature': header } });
    return await routes[0]!.run(request as never, deps);
  };
  return { ...stored, send };
}

describe('receive-payment-event', () => {
  it.each(['refund.updated', 'charge.refund.updated'])('settles on %s', async (type) => {
    const { send, read } = await aSentRefund();
    expect(await send(anEvent('succeeded', type))).toEqual({ status: 200, body: { received: true } });
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it('settles once, however often it comes', async () => {
    const { send, types } = await aSentRefund();
    for (const id of ['evt_1', 'evt_1', 'evt_2']) await send(anEvent('succeeded', 'refund.updated', id));
    expect((await types()).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
  });

  it('moves forward only: pending after success changes nothing', async () => {
    const { send, read } = await aSentRefund();
    await send(anEvent('succeeded'));
    await send(anEvent('pending', 'refund.updated', 'evt_2'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it('takes a failure after success: the money is owed again, and the case becomes a task or is tried again', async () => {
    const { send, read, orders } = await aSentRefund();
    await send(anEvent('succeeded'));
    expect((await orders.read('A-1'))!.ledgers).toMatchObject([{ captured: 5000, remaining: 2500, reserved: 0, refunded: 2500 }]);
    await send(anEvent('failed', 'refund.failed', 'evt_2'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'failed' });
    expect((await orders.read('A-1'))!.ledgers).toMatchObject([{ captured: 5000, remaining: 5000, reserved: 0, refunded: 0 }]);
  });

  it.each([
    ['another secret', { secret: 'whsec_other' }],
    ['a signature of six minutes ago', { skewSeconds: -360 }],
    ['a signature of six minutes ahead', { skewSeconds: 360 }],
    ['no signature', { signature: '' }],
    ['a signature without a time', { signature: 'v1=00' }],
  ] as const)('refuses %s', async (_case, how) => {
    const { send, read } = await aSentRefund();
    await expect(send(anEvent('succeeded'), how)).rejects.toMatchObject({ status: 401 });
    expect((await read()).refunds[0]).toMatchObject({ status: 'sent' });
  });

  it.each([
    ['signed rightly', {}, 400],
    ['not signed', { signature: '' }, 401],
  ])('answers what is no JSON, %s', async (_case, how, status) => {
    const { send } = await aSentRefund();
    await expect(send({}, { raw: '{"id":', ...how })).rejects.toMatchObject({ status });
  });

  it.each([-299, 299])('takes a clock that is %i seconds off', async (skewSeconds) => {
    const { send } = await aSentRefund();
    expect(await send(anEvent('succeeded'), { skewSeconds })).toMatchObject({ status: 200 });
  });
});

it.each([
  ['another kind of event', { type: 'charge.updated', data: { object: { object: 'refund', status: 'succeeded', metadata } } }],
  ['a refund of the dashboard', { type: 'refund.updated', data: { object: { object: 'refund', status: 'succeeded', metadata: {} } } }],
  ['something that is no refund', { type: 'refund.updated', data: { object: { object: 'charge', status: 'succeeded', metadata } } }],
])('has nothing to say about %s', (_case, event) => {
  expect(paymentEvent(event)).toBeUndefined();
});
