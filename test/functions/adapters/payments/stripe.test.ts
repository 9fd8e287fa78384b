import { afterEach, beforeEach, expect, it } from 'vitest';
import { stripeGateway } from '../../../../functions/adapters/payments/stripe.ts';
import { stripeAmount } from '../../../../functions/adapters/payments/stripe-amount.ts';
import { stripeSays, stripeServer } from '../../../fakes/stripe-server.ts';

const order = { refundId: `rf_${'1'.repeat(24)}`, caseId: 'R-00000001', paymentId: 'pi_1', amount: 2500, currency: 'GBP' };

let stripe: Awaited<ReturnType<typeof stripeServer>>;
const gateway = () => stripeGateway({ key: async () => 'sk_test_local', apiBase: stripe.url });
beforeEach(async () => {
  stripe = await stripeServer();
});
afterEach(async () => {
  await stripe.close();
});

it('refunds under our own id as idempotency key, with the way back in the metadata', async () => {
  expect(await gateway().refund(order)).toEqual({ status: 'succeeded' });
  expect(stripe.calls).toEqual([
    {
      method: 'POST',
      path: '/v1/refunds',
      key: order.refundId,
      params: { payment_intent: 'pi_1', amount: '2500', 'metadata[refundId]': order.refundId, 'metadata[caseId]': order.caseId },
    },
  ]);
});

it('names a charge as a charge', async () => {
  await gateway().refund({ ...order, paymentId: 'ch_1' });
  expect(stripe.calls[0]!.params).toMatchObject({ charge: 'ch_1' });
});

it('gets the same answer for the same key, and one refund', async () => {
  stripe.plan({ status: 'pending' });
  expect(await gateway().refund(order)).toEqual({ status: 'pending' });
  expect(await gateway().refund(order)).toEqual({ status: 'pending' });
  expect(stripe.made).toHaveLength(1);
});

it('is refused when the same key comes with another amount', async () => {
  await gateway().refund(order);
  await expect(gateway().refund({ ...order, amount: 2400 })).rejects.toMatchObject({
    name: 'GatewayRefused',
    message: 'idempotency_error',
  });
});

it.each([
  ['asked to slow down', stripeSays.rateLimited],
  ['told that the same key is in flight', stripeSays.inFlight],
  ['told of a fault at Stripe', stripeSays.broken],
])('throws GatewayUnavailable when %s, without trying again itself', async (_case, plan) => {
  stripe.plan(plan);
  await expect(gateway().refund(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  expect(stripe.calls).toHaveLength(1);
});

it('throws GatewayUnavailable when cut off; the one repeat of the stripe package carries the same key', async () => {
  stripe.plan('hang-up', 'hang-up');
  await expect(gateway().refund(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  expect(new Set(stripe.calls.map(({ key }) => key))).toEqual(new Set([order.refundId]));
});

it('throws GatewayRefused with the code when Stripe says no', async () => {
  stripe.plan(stripeSays.alreadyRefunded);
  await expect(gateway().refund(order)).rejects.toMatchObject({ name: 'GatewayRefused', message: 'charge_already_refunded' });
});

it('lets wrong credentials through as they are: they say nothing about the refund', async () => {
  stripe.plan(stripeSays.unauthorised);
  await expect(gateway().refund(order)).rejects.toMatchObject({ type: 'StripeAuthenticationError' });
});

it.each([
  [{ status: 'requires_action' }, { status: 'pending' }],
  [{ status: 'canceled' }, { status: 'failed', reason: 'canceled' }],
  [
    { status: 'failed', failure_reason: 'lost_or_stolen_card' },
    { status: 'failed', reason: 'lost_or_stolen_card' },
  ],
] as const)('reads %j as %j', async (plan, outcome) => {
  stripe.plan(plan);
  expect(await gateway().refund(order)).toEqual(outcome);
});

it('finds a refund by our id among those of the payment', async () => {
  await gateway().refund({ ...order, refundId: `rf_${'2'.repeat(24)}` });
  stripe.plan({ status: 'pending' });
  await gateway().refund(order);

  expect(await gateway().find(order)).toEqual({ status: 'pending' });
  expect(await gateway().find({ ...order, refundId: 'rf_unknown' })).toBeUndefined();
  expect(stripe.calls.at(-1)).toMatchObject({ method: 'GET', params: { payment_intent: 'pi_1' } });
});

it('reads a refund by Stripe’s own id, whoever made it, and none', async () => {
  await gateway().refund({ ...order, amount: 1250 });
  stripe.made[0]!.charge = { id: 'ch_9' };
  const common = { status: 'succeeded', providerId: 're_1', amount: 1250, currency: 'GBP', madeAt: '2026-09-21T14:13:20.000Z' };
  const ours = { refundId: order.refundId, caseId: order.caseId };
  expect(await gateway().read('re_1')).toEqual({ ...common, paymentIds: ['pi_1', 'ch_9'], ...ours });
  Object.assign(stripe.made[0]!, { metadata: {}, payment_intent: null, charge: 'ch_9', currency: 'isk', amount: 70_000 });
  expect(await gateway().read('re_1')).toEqual({ ...common, amount: 700, currency: 'ISK', paymentIds: ['ch_9'] });
  expect(await gateway().read('re_none')).toBeUndefined();
});

it('lists every page: of a payment, or since an instant, oldest first', async () => {
  for (const n of [1, 2, 3, 4, 5])
    await gateway().refund({ ...order, refundId: `rf_${String(n).repeat(24)}`, paymentId: n === 4 ? 'ch_1' : 'pi_1' });
  const ids = (refunds: readonly { providerId: string }[]) => refunds.map(({ providerId }) => providerId);
  expect(ids(await gateway().ofPayment('pi_1'))).toEqual(['re_1', 're_2', 're_3', 're_5']);
  expect(ids(await gateway().ofPayment('ch_1'))).toEqual(['re_4']);
  expect(ids(await gateway().since(new Date(1_790_000_001_000)))).toEqual(['re_2', 're_3', 're_4', 're_5']);
});

it('throws GatewayUnavailable when a look-up is cut off', async () => {
  await stripe.close();
  await expect(gateway().find(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  await expect(gateway().read('re_1')).rejects.toMatchObject({ name: 'GatewayUnavailable' });
  stripe = await stripeServer();
});

it.each([
  [1500, 'JPY', 1500],
  [15_000_000, 'IDR', 15_000_000],
  [700, 'ISK', 70_000],
  [700, 'MGA', 7],
  [1230, 'KWD', 1230],
])('counts %i minor units of %s as %i', (amount, currency, counted) => {
  expect(stripeAmount(amount, currency)).toBe(counted);
});

it.each([
  [750, 'MGA'],
  [1234, 'KWD'],
])('refuses %i of %s, which Stripe cannot express', (amount, currency) => {
  expect(() => stripeAmount(amount, currency)).toThrow('amount-not-expressible');
});
