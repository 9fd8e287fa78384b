import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stripeGateway } from '../../functions/adapters/payments/stripe.ts';
import { hasGo, startStripeMock } from './stripe-mock.ts';

const go = hasGo();
if (!go) console.log('SKIPPED: stripe-mock needs Go (https://go.dev/dl); the requests of the Stripe adapter were not checked');

const order = { refundId: `rf_${'1'.repeat(24)}`, caseId: 'R-00000001', paymentId: 'pi_123', amount: 2500, currency: 'GBP' };

describe.skipIf(!go)('stripe-mock, which knows Stripe’s API', () => {
  let mock: Awaited<ReturnType<typeof startStripeMock>>;
  beforeAll(async () => {
    mock = await startStripeMock();
  }, 300_000);
  afterAll(() => mock?.stop());
  const gateway = (key = 'sk_test_123') => stripeGateway({ key: async () => key, apiBase: mock.url });

  it.each(['pi_123', 'ch_123', 'py_123'])('accepts a refund of %s', async (paymentId) => {
    const outcome = await gateway().refund({ ...order, paymentId });
    expect(['succeeded', 'pending']).toContain(outcome.status);
  });

  it.each(['JPY', 'USD', 'IDR'])('accepts a refund in %s', async (currency) => {
    expect(['succeeded', 'pending']).toContain((await gateway().refund({ ...order, currency, amount: 5000 })).status);
  });

  it('accepts the look-up of a refund by its id', async () => {
    expect(await gateway().read('re_123')).toMatchObject({ providerId: 're_123', amount: expect.any(Number), currency: 'USD' });
  });

  it('accepts the list of a payment’s refunds, by intent and by charge', async () => {
    for (const paymentId of ['pi_123', 'ch_123']) {
      const refunds = await gateway().ofPayment(paymentId);
      expect(refunds.length).toBeGreaterThan(0);
      for (const refund of refunds) expect(refund).toMatchObject({ providerId: expect.stringMatching(/^re_/), amount: expect.any(Number) });
    }
  });

  it('accepts the list of refunds since an instant', async () => {
    expect((await gateway().since(new Date('2026-11-01T00:00:00Z'))).length).toBeGreaterThan(0);
  });

  it('accepts the search for one of ours, and finds none that is not there', async () => {
    expect(await gateway().find(order)).toBeUndefined();
  });

  it('refuses what Stripe would refuse: a key that is none', async () => {
    await expect(gateway('no-key').refund(order)).rejects.toMatchObject({ type: 'StripeAuthenticationError' });
  });

  it('refuses an amount that is no integer, so its yes says something', async () => {
    const answer = await fetch(`${mock.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_123', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_intent=pi_123&amount=12.5x',
    });
    expect(answer.status).toBe(400);
  });
});
