import { afterEach, expect, it, vi } from 'vitest';
import { localProvider } from '../../../../functions/adapters/payments/local-provider.ts';

const order = { refundId: `rf_${'1'.repeat(24)}`, caseId: 'R-00000001', paymentId: 'pay-1', amount: 2500, currency: 'GBP' };
const provider = localProvider('http://payments.local/');

afterEach(() => {
  vi.unstubAllGlobals();
});

function answering(status: number, body: unknown) {
  const fetched = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

it('sends the refund under its id', async () => {
  const fetched = answering(200, { refundId: order.refundId, status: 'succeeded' });
  expect(await provider.refund(order)).toEqual({ status: 'succeeded' });
  const [[url, request]] = fetched.mock.calls as unknown as [[string, RequestInit]];
  expect(url).toBe('http://payments.local/refunds');
  expect(request.headers).toMatchObject({ 'idempotency-key': order.refundId });
  expect(JSON.parse(String(request.body))).toEqual(order);
});

it.each([429, 409, 500, 503])('throws GatewayUnavailable on %i', async (status) => {
  answering(status, {});
  await expect(provider.refund(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
});

it('throws GatewayUnavailable when nobody answers', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  await expect(provider.refund(order)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
});

it('throws GatewayRefused with the code of the provider', async () => {
  answering(400, { error: { code: 'idempotency_error' } });
  await expect(provider.refund(order)).rejects.toMatchObject({ name: 'GatewayRefused', message: 'idempotency_error' });
});

it('finds a refund, or nothing', async () => {
  answering(200, { status: 'failed', reason: 'account_closed' });
  expect(await provider.find(order)).toEqual({ status: 'failed', reason: 'account_closed' });
  answering(404, {});
  expect(await provider.find(order)).toBeUndefined();
});
