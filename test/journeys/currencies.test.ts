import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud();
  const headers = { authorization: `Bearer ${await world.agent('manager@shop.example')}` };
  const newest = (await world.raw('GET', '/v1/agent/policies/returns', undefined, headers)).body as { version: number; body: object };
  const limit = 100_000_000;
  const autoApproveUpTo = { JPY: limit, USD: limit, KWD: limit, IDR: limit };
  const fees = { restocking: { percent: 12.5 } };
  const body = { ...newest.body, autoApproveUpTo, fees };
  const put = await world.raw('PUT', '/v1/agent/policies/returns', { basedOn: newest.version, body }, headers);
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  await world.advance('PT1H');
});
afterAll(async () => await world.cloud.stop());

/** Three pieces with a discount on the line and one on the order; two come back, and inspection takes something off. */
it.each([
  ['JPY', 'en-GB', { unitPrice: 1000, discount: 100, order: 50 }, 7, { amount: 1656, tax: 'JP¥172', written: 'JP¥1,656' }],
  ['USD', 'en-GB', { unitPrice: 1999, discount: 100, order: 250 }, 33, { amount: 3262, tax: 'US$3.39', written: 'US$32.62' }],
  ['KWD', 'en-GB', { unitPrice: 12_345, discount: 1000, order: 500 }, 250, { amount: 20_479, tax: 'KWD 2.131', written: 'KWD 20.479' }],
  [
    'IDR',
    'id-ID',
    { unitPrice: 15_000_000, discount: 1_000_000, order: 500_000 },
    250_000,
    { amount: 25_125_000, tax: 'Rp 26.136', written: 'Rp 251.250' },
  ],
])('%s: quote, preview, refund, provider and mail say the same amount', async (currency, locale, price, deduction, expected) => {
  const orderId = `CURRENCY-${currency}`;
  const email = `${currency.toLowerCase()}@customer.example`;
  const { now } = (await world.raw('GET', '/local/clock')).body as { now: string };
  const paid = 3 * price.unitPrice - price.discount - price.order;
  const line = {
    lineId: '1',
    sku: 'S',
    title: 'Cup',
    category: 'c',
    quantity: 3,
    unitPrice: price.unitPrice,
    discount: price.discount,
    taxRate: 0.1,
  };
  const order = {
    ...{ orderId, email, name: 'Kim', locale, country: 'GB', currency, placedAt: now, deliveredAt: now, discount: price.order },
    ...{ lines: [line], payments: [{ paymentId: `pay-${currency}`, method: 'card', captured: paid }] },
  };
  await world.raw('POST', '/local/events', { detailType: 'shop.order.placed.v1', detail: order });
  await world.cloud.idle();
  const { token } = await world.customer(orderId, email);
  const wish = { orderId, lines: [{ lineId: '1', quantity: 2, reason: 'changed-mind' }], remedy: 'refund' as const };
  const sum = (parts: readonly { amount: number }[]) => parts.reduce((all, { amount }) => all + amount, 0);

  const quote = (await world.call('POST /v1/returns/quote', wish, { token })).body;
  expect(sum(quote.parts)).toBe(quote.total.amount);
  const { caseId } = (await world.call('POST /v1/returns', wish, { token, key: currency })).body;
  await world.cloud.idle();
  const warehouse = { params: { caseId }, token: await world.agent('warehouse@shop.example') };
  const preview = async () => (await world.call('GET /v1/agent/cases/{caseId}/refund-preview', undefined, warehouse)).body;
  expect(await preview()).toMatchObject({ total: quote.total, parts: quote.parts.map(({ code, amount }) => ({ code, amount })) });
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, warehouse);
  const lines = [{ lineId: '1', quantity: 2, outcome: 'accepted' as const, deduction, note: 'a scratch' }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, warehouse);
  await world.cloud.idle();

  const refunds = (await world.raw('GET', '/local/payments.json')).body as unknown as {
    paymentId: string;
    amount: number;
    currency: string;
  }[];
  const closed = await world.look(caseId, token);
  const mail = (await world.mails(email)).find(({ notice }) => notice === 'refunded');
  const text = mail?.text.replaceAll('\u00a0', ' ') ?? '';
  expect(refunds.filter(({ paymentId }) => paymentId === `pay-${currency}`)).toMatchObject([{ amount: expected.amount, currency }]);
  expect(closed).toMatchObject({ status: 'closed', refund: { amount: expected.amount, currency, status: 'succeeded' } });
  expect(expected.amount).toBe(quote.total.amount - deduction);
  expect(mail?.subject.replaceAll('\u00a0', ' ')).toContain(expected.written);
  expect(text).toContain(`Total: ${expected.written}`);
  expect(text).toMatch(/(Includes 10% tax|Termasuk pajak 10%): /);
  expect(text).toContain(`: ${expected.tax}\n`);
  expect(text).toContain('Cup (a scratch)');
});
