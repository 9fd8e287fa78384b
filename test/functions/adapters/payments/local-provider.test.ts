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

const entry = (id: string, status: string, metadata: object = { refundId: order.refundId, caseId: order.caseId }) => ({
  ...{ id, paymentId: 'pay-1', amount: 2500, currency: 'GBP', created: Date.UTC(2026, 10, 10), status, metadata },
});
/** Answers each address with its own body. */
function pages(bodies: Readonly<Record<string, unknown>>) {
  vi.stubGlobal('fetch', async (url: string) => {
    const body = bodies[url.replace('http://payments.local', '')];
    return new Response(JSON.stringify(body ?? {}), { status: body ? 200 : 404 });
  });
}

it('finds a refund by our id on every page of its payment, or nothing', async () => {
  pages({
    '/refunds?paymentId=pay-1': { data: [entry('re_9', 'succeeded', {})], hasMore: true },
    '/refunds?paymentId=pay-1&startingAfter=re_9': { data: [{ ...entry('re_1', 'failed'), reason: 'account_closed' }], hasMore: false },
  });
  expect(await provider.find(order)).toEqual({ status: 'failed', reason: 'account_closed' });
  expect(await provider.find({ ...order, refundId: 'rf_other' })).toBeUndefined();
});

it('counts the one that moved money when the books hold a refund twice', async () => {
  pages({
    '/refunds?paymentId=pay-1': { data: [entry('re_2', 'failed'), entry('re_1', 'succeeded'), entry('re_3', 'pending')], hasMore: false },
  });
  expect(await provider.find(order)).toEqual({ status: 'succeeded' });
});

it('reads a refund of the dashboard, ours, and none', async () => {
  pages({ '/refunds/re_1': entry('re_1', 'requires_action'), '/refunds/re_2': entry('re_2', 'canceled', {}) });
  const common = { paymentIds: ['pay-1'], amount: 2500, currency: 'GBP', madeAt: '2026-11-10T00:00:00.000Z' };
  expect(await provider.read('re_1')).toEqual({
    ...common,
    providerId: 're_1',
    status: 'pending',
    refundId: order.refundId,
    caseId: order.caseId,
  });
  expect(await provider.read('re_2')).toEqual({ ...common, providerId: 're_2', status: 'failed', reason: 'canceled' });
  expect(await provider.read('re_3')).toBeUndefined();
});

it('lists what was made since an instant, oldest first', async () => {
  pages({
    '/refunds?since=2026-11-10T00%3A00%3A00.000Z': { data: [entry('re_2', 'succeeded'), entry('re_1', 'succeeded')], hasMore: false },
  });
  expect((await provider.since(new Date('2026-11-10'))).map(({ providerId }) => providerId)).toEqual(['re_1', 're_2']);
});
