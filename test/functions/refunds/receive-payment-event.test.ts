import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { GatewayUnavailable } from '../../../domain/errors.ts';
import { needPayout, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { paymentEvent } from '../../../functions/refunds/payment-event.ts';
import { routes } from '../../../functions/refunds/receive-payment-event.ts';
import { api } from '../../../functions/runtime/api.ts';
import { aRefund, policy, walked } from '../../builders/a-return.ts';
import { aContext, anHttpEvent } from '../../builders/an-http-event.ts';
import { aCase, aCharge, anEvent, aSentRefund, inBooks, key, refund } from '../../fakes/a-sent-refund.ts';
import { noon } from '../../fakes/stored-return.ts';

describe('receive-payment-event', () => {
  it.each(['refund.updated', 'charge.refund.updated'])('settles on %s', async (type) => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    expect(await send(anEvent('succeeded', type))).toEqual({ status: 200, body: { received: true } });
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it('leaves a refund of ours that was made just now to whoever asked for it', async () => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    await send(aCharge());
    await send(anEvent('succeeded', 'refund.created'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'sent' });
  });

  it('believes the provider’s books, never the event', async () => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('pending'));
    await send(anEvent('succeeded'));
    await send(anEvent('failed', 'refund.failed', 'evt_2'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'sent' });
    await send(anEvent('succeeded', 'refund.updated', 'evt_3', 're_of_nobody'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'sent' });
  });

  it('asks for the event again when the provider does not answer, and takes it then', async () => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    provider.falls(new GatewayUnavailable('silent'));
    await expect(send(anEvent('succeeded'))).rejects.toMatchObject({ status: 503 });
    provider.falls();
    await send(anEvent('succeeded'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it('settles once, however often it comes, and looks an event up once', async () => {
    const { send, types, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    for (const id of ['evt_1', 'evt_1', 'evt_1', 'evt_2']) await send(anEvent('succeeded', 'refund.updated', id));
    expect((await types()).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
    expect(provider.looked).toEqual(['re_1', 're_1']);
  });

  it('moves forward only: pending after success changes nothing, nor does success after failure', async () => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    await send(anEvent('succeeded'));
    provider.books(inBooks('pending'));
    await send(anEvent('pending', 'refund.updated', 'evt_2'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
    provider.books(inBooks('failed'));
    await send(anEvent('failed', 'refund.failed', 'evt_3'));
    provider.books(inBooks('succeeded'));
    await send(anEvent('succeeded', 'refund.updated', 'evt_4'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'failed' });
  });

  it('takes a failure after success: the money remains again, and is owed by another way', async () => {
    const { send, read, ledger, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    await send(anEvent('succeeded'));
    const before = await ledger();
    provider.books(inBooks('failed', { reason: 'lost_or_stolen_card' }));
    await send(anEvent('failed', 'refund.failed', 'evt_2'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'failed', cameBackAt: noon.toISOString() });
    expect(await ledger()).toEqual({ ...before, remaining: before.remaining + 2500, refunded: before.refunded - 2500 });
  });

  it('does not take a failure of a refund that the books also hold as made', async () => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('failed'));
    provider.knows({ status: 'succeeded' });
    await send(anEvent('failed', 'refund.failed'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it('leaves a payout alone, whatever the provider says of its id', async () => {
    const reserved = { ...aCase(), refunds: [aRefund(1, 2500, noon)] };
    const paid = walked(reserved, (before) => needPayout(before, { refundId: refund.refundId, policy }, noon));
    const { send, read, ledger, provider } = await aSentRefund(paid);
    const before = await ledger();
    provider.books(inBooks('failed'));
    await send(anEvent('failed', 'refund.failed'));
    expect((await read()).refunds[0]).toMatchObject({ status: 'awaiting-payout' });
    expect(await ledger()).toEqual(before);
  });

  it('opens a closed return again, for the money to go by another way', async () => {
    const closed = walked(
      aCase(),
      (before) => settleRefund(before, { refundId: refund.refundId, status: 'succeeded' }, noon),
      (before) => close(before, {}, noon),
    );
    const { send, read, types, provider } = await aSentRefund({ ...closed, execution: 'an-execution' });
    provider.books(inBooks('failed'));
    await send(anEvent('failed', 'refund.failed'));
    const after = await read();
    expect(after).toMatchObject({ status: 'inspected', refunds: [{ status: 'failed' }] });
    expect(after.execution).toBeUndefined();
    expect(await types()).toContain('return.reopened.v1');
  });
});

describe('a webhook’s signature', () => {
  it.each([false, true])('is counted over the very bytes, in base64 or not: %s', async (base64) => {
    const { read, provider, deps } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    const { handler } = api({ connect: () => deps, routes });
    const payload = JSON.stringify({ ...anEvent('succeeded'), note: 'Ünïcode – 😀' }, null, 2);
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp });
    const body = base64 ? Buffer.from(payload).toString('base64') : payload;
    const send = async (sent: string) =>
      (
        await handler(
          anHttpEvent({ method: 'POST', path: '/v1/webhooks/payments', headers: { 'stripe-signature': signature }, body: sent, base64 }),
          aContext,
        )
      ).statusCode;
    expect(
      await send(base64 ? Buffer.from(JSON.stringify(JSON.parse(payload))).toString('base64') : JSON.stringify(JSON.parse(payload))),
    ).toBe(401);
    expect(await send(body)).toBe(200);
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it.each([key, 'whsec_next'])('is taken with either of two secrets, such as %s', async (secret) => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
    await send(anEvent('succeeded'), { secret });
    expect((await read()).refunds[0]).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['another secret', { secret: 'whsec_other' }],
    ['a signature of six minutes ago', { skewSeconds: -360 }],
    ['a signature of six minutes ahead', { skewSeconds: 360 }],
    ['no signature', { signature: '' }],
    ['a signature without a time', { signature: 'v1=00' }],
  ] as const)('refuses %s', async (_case, how) => {
    const { send, read, provider } = await aSentRefund();
    provider.books(inBooks('succeeded'));
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

  it.each(['{}', 'null', '[]', '7', '"evt"', '{"id":"evt_1","type":"refund.failed"}', '{"id":7,"type":"refund.failed","data":{}}'])(
    'answers 422 to JSON that was signed rightly and is no event: %s',
    async (raw) => {
      const { send } = await aSentRefund();
      await expect(send({}, { raw })).rejects.toMatchObject({ status: 422, code: 'wrong-content' });
    },
  );

  it.each([-299, 299])('takes a clock that is %i seconds off', async (skewSeconds) => {
    const { send } = await aSentRefund();
    expect(await send(anEvent('succeeded'), { skewSeconds })).toMatchObject({ status: 200 });
  });
});

it.each([
  ['a refund', anEvent('x'), { providerId: 're_1' }],
  ['a charge by its payment', aCharge(), { paymentId: 'pay-1', onlyElsewhere: true }],
  ['a refund made just now', anEvent('x', 'refund.created'), { providerId: 're_1', onlyElsewhere: true }],
  [
    'a charge by itself',
    { type: 'charge.refunded', data: { object: { object: 'charge', id: 'ch_1', payment_intent: null } } },
    { paymentId: 'ch_1', onlyElsewhere: true },
  ],
  ['another kind of event', { ...anEvent('x'), type: 'charge.updated' }, undefined],
  ['something that is no refund', { type: 'refund.updated', data: { object: { object: 'charge', id: 'ch_1' } } }, undefined],
  ['something that is no charge', { type: 'charge.refunded', data: { object: { object: 'refund', id: 're_1' } } }, undefined],
])('reads what an event is about: %s', (_case, event, subject) => {
  expect(paymentEvent(event)).toEqual(subject);
});
