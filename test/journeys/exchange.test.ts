import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Order } from '../../domain/orders/order.ts';
import { freshCloud, type Reply } from './visitor.ts';

const bea = 'bea@customer.example';
let world: Awaited<ReturnType<typeof freshCloud>>;
let staff: { warehouse: string; agent: string };
let no = 0;

beforeAll(async () => {
  world = await freshCloud({ now: '2026-03-02T09:00:00Z' });
  const token = await world.agent('manager@shop.example');
  const params = { name: 'returns' };
  const { version, body } = (await world.call('GET /v1/agent/policies/{name}', undefined, { params, token })).body;
  const offered = { ...(body as object), remedies: ['refund', 'exchange'], exchange: { answerWithin: 'P2D' } };
  const put = { basedOn: version, validFrom: '2020-01-01T00:00:00.000Z', body: offered };
  expect((await world.call('PUT /v1/agent/policies/{name}', put, { params, token })).status).toBe(200);
  await world.cloud.idle();
});
afterAll(async () => await world.cloud.stop());
beforeEach(async () => {
  no += 1;
  staff = { warehouse: await world.agent('warehouse@shop.example'), agent: await world.agent('agent@shop.example') };
});

type Payment = Order['payments'][number];
const card = (captured: number): Payment => ({ paymentId: `pay-${no}`, method: 'card', captured });

/** Two mugs at 12.50 that may become a red one (15.00) or a small one (10.00), delivered four days ago for 3.00. */
async function anOrderOfMugs(payments: readonly Payment[] = [card(2800)]): Promise<string> {
  const orderId = `X-${no}`;
  const now = new Date((await world.raw('GET', '/local/clock')).body.now as string);
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const exchangeable = [
    { sku: 'MUG-RED', title: 'Red mug', unitPrice: 1500 },
    { sku: 'MUG-SMALL', title: 'Small mug', unitPrice: 1000 },
  ];
  const line = { lineId: '1', sku: 'MUG', title: 'Blue mug', category: 'kitchen', quantity: 2, unitPrice: 1250, exchangeable };
  const order = {
    ...{ orderId, email: bea, name: 'Bea', locale: 'en-GB', country: 'GB', currency: 'GBP', placedAt: ago(6), deliveredAt: ago(4) },
    ...{ lines: [line], shipping: 300, payments },
  };
  await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders: [order] });
  return orderId;
}

const wish = (orderId: string, quantity: number, exchangeFor?: string) => ({
  ...{ orderId, remedy: 'exchange' as const },
  lines: [{ lineId: '1', quantity, reason: 'changed-mind', ...(exchangeFor ? { exchangeFor } : {}) }],
});

/** Asked for, arrived and accepted: the shop has been asked. */
async function asked(quantity: number, exchangeFor?: string, payments?: readonly Payment[]) {
  const orderId = await anOrderOfMugs(payments);
  const { token } = await world.customer(orderId, bea);
  const { caseId } = (await world.call('POST /v1/returns', wish(orderId, quantity, exchangeFor), { token, key: orderId })).body;
  await world.cloud.idle();
  const params = { caseId };
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: staff.warehouse });
  const lines = [{ lineId: '1', quantity, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token: staff.warehouse });
  await world.cloud.idle();
  const look = async () => await world.look(caseId, token);
  const exchangeId = (await look()).exchanges![0]!.exchangeId;
  return { orderId, caseId, params, look, exchangeId };
}

async function shopSays(outcome: 'fulfilled' | 'declined', detail: Record<string, unknown>): Promise<Reply> {
  const told = await world.raw('POST', '/local/events', { detailType: `shop.exchange.${outcome}.v1`, detail });
  await world.cloud.idle();
  return told;
}

const requestsOf = async (caseId: string) => {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as { detailType: string; detail: Record<string, never> }[];
  return events.filter(({ detailType, detail }) => {
    const { metadata } = detail as { metadata?: { caseId: string } };
    return detailType === 'exchange.requested.v1' && metadata?.caseId === caseId;
  });
};
const refundsAt = async (...paymentIds: string[]) => {
  const made = (await world.raw('GET', '/local/payments.json')).body as unknown as { paymentId: string; amount: number; status: string }[];
  return made.filter(({ paymentId }) => paymentIds.includes(paymentId));
};
/** In no order: the bus keeps none. */
const noticesOf = async (caseId: string) =>
  (await world.mails(bea)).flatMap((mail) => (mail.caseId === caseId ? [mail.notice] : [])).sort();

it('the quote says what is sent instead and who pays the difference, and what cannot be had', async () => {
  const orderId = await anOrderOfMugs();
  const { token, order } = await world.customer(orderId, bea);
  expect(order).toMatchObject({ remedies: ['refund', 'exchange'], lines: [{ exchangeable: [{ sku: 'MUG-RED' }, { sku: 'MUG-SMALL' }] }] });
  const quote = async (exchangeFor?: string) => (await world.call('POST /v1/returns/quote', wish(orderId, 2, exchangeFor), { token })).body;
  expect(await quote()).toMatchObject({ total: { amount: 2500 }, exchange: { worth: 2500, price: 2500, difference: 0 } });
  const dearer = await quote('MUG-RED');
  expect(dearer.exchange).toMatchObject({ price: 3000, difference: 500, items: [{ sku: 'MUG-RED', title: 'Red mug', quantity: 2 }] });
  expect(dearer.exchange?.lines.map(({ text, amount }) => `${text}: ${amount}`)).toEqual([
    '2 × Red mug instead: 3000',
    'What you send back is worth: -2500',
    'You pay the shop the difference: 500',
  ]);
  const cheaper = await quote('MUG-SMALL');
  expect(cheaper).toMatchObject({
    exchange: { price: 2000, difference: -500 },
    refunds: [
      { amount: 500, via: 'provider' },
      { amount: 2000, via: 'exchange' },
    ],
  });
  const strange = await world.call('POST /v1/returns', wish(orderId, 1, 'SOFA'), { token, key: 'strange' });
  expect(strange).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/0/exchangeFor' }] } });
  expect(JSON.stringify(strange.body)).toContain('Choose one of: MUG, MUG-RED, MUG-SMALL.');
  const plain = await world.call('POST /v1/returns', { ...wish(orderId, 1, 'MUG-RED'), remedy: 'refund' }, { token, key: 'plain' });
  expect(plain).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/0/exchangeFor' }] } });
});

it('like for like: the shop is asked once, says that it sent it, and no money moves', async () => {
  const { caseId, look, exchangeId } = await asked(2);
  expect(await look()).toMatchObject({ status: 'refunding', exchanges: [{ status: 'requested', difference: 0, price: 2500 }] });
  const [request, ...more] = await requestsOf(caseId);
  expect(more).toEqual([]);
  expect(request?.detail).toMatchObject({
    data: { exchangeId, items: [{ lineId: '1', sku: 'MUG', quantity: 2, price: 2500 }], worth: 2500, price: 2500, difference: 0 },
  });
  for (const _again of [1, 2])
    expect((await shopSays('fulfilled', { exchangeId, reference: 'New order 77 for Bea' })).status).toBeLessThan(300);

  const ended = await look();
  expect(ended).toMatchObject({
    status: 'closed',
    exchanges: [{ status: 'fulfilled' }],
    refunds: [{ via: 'exchange', status: 'succeeded' }],
  });
  expect(ended.log.filter(({ type }) => type === 'exchange.fulfilled.v1')).toHaveLength(1);
  expect(JSON.stringify(ended)).not.toContain('New order 77');
  expect(await refundsAt(`pay-${no}`)).toEqual([]);
  expect(await noticesOf(caseId)).toEqual(['approved', 'closed', 'exchange-requested', 'exchanged', 'parcel-received', 'received']);
  const colleague = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token: staff.agent });
  expect(colleague.body.notes).toMatchObject([{ text: 'New order 77 for Bea', by: 'shop' }]);
});

it('dearer: all that came back pays for it, and the shop is told what to collect', async () => {
  const { caseId, look, exchangeId } = await asked(1, 'MUG-RED');
  const [request] = await requestsOf(caseId);
  expect(request?.detail).toMatchObject({ data: { worth: 1250, price: 1500, difference: 250, currency: 'GBP' } });
  const mail = (await world.mails(bea)).find((one) => one.caseId === caseId && one.notice === 'exchange-requested');
  expect(mail?.text).toContain('The shop asks you for the difference of £2.50');
  await shopSays('fulfilled', { exchangeId });
  expect(await look()).toMatchObject({ status: 'closed', refunds: [{ via: 'exchange', amount: 1250, status: 'succeeded' }] });
  expect(await refundsAt(`pay-${no}`)).toEqual([]);
});

it('cheaper and paid in two ways: the rest goes back, and the exchange pays itself from what is left', async () => {
  const split: Payment[] = [
    { paymentId: `a-${no}`, method: 'card', captured: 1800 },
    { paymentId: `b-${no}`, method: 'paypal', captured: 1000 },
  ];
  const { caseId, look, exchangeId } = await asked(2, 'MUG-SMALL', split);
  expect((await look()).refunds).toMatchObject([
    { paymentId: `b-${no}`, via: 'provider', amount: 500, status: 'succeeded' },
    { paymentId: `b-${no}`, via: 'exchange', amount: 500, status: 'sent' },
    { paymentId: `a-${no}`, via: 'exchange', amount: 1500, status: 'sent' },
  ]);
  await shopSays('fulfilled', { exchangeId });
  expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 2500, status: 'succeeded' } });
  expect(await refundsAt(`a-${no}`, `b-${no}`)).toMatchObject([{ paymentId: `b-${no}`, amount: 500, status: 'succeeded' }]);
  const mails = (await world.mails(bea)).filter((mail) => mail.caseId === caseId);
  expect(mails.find(({ notice }) => notice === 'refunded')?.text).toContain('Of this for your exchange: £5.00');
  expect(mails.find(({ notice }) => notice === 'closed')?.text).toContain('Refunded besides: £5.00');
});

it('declined by a colleague: the money goes back by itself, with the delivery; the opposite is then refused', async () => {
  const { caseId, params, look, exchangeId } = await asked(2, 'MUG-RED');
  const path = { params: { caseId, exchangeId }, token: staff.agent };
  const unknown = { ...path, params: { caseId, exchangeId: `ex_${'0'.repeat(24)}` } };
  const answer = 'POST /v1/agent/cases/{caseId}/exchanges/{exchangeId}' as const;
  expect((await world.call(answer, { outcome: 'declined' }, unknown)).status).toBe(404);
  for (const _again of [1, 2]) expect((await world.call(answer, { outcome: 'declined', reason: 'out-of-stock' }, path)).status).toBe(200);
  await world.cloud.idle();
  expect(await look()).toMatchObject({
    status: 'closed',
    exchanges: [{ status: 'declined', reason: 'out-of-stock' }],
    refunds: [
      { via: 'exchange', status: 'failed' },
      { via: 'provider', amount: 2800, status: 'succeeded' },
    ],
  });
  expect(await refundsAt(`pay-${no}`)).toMatchObject([{ amount: 2800, status: 'succeeded' }]);
  const told = ['approved', 'closed', 'exchange-declined', 'exchange-requested', 'parcel-received', 'received', 'refunded'];
  expect(await noticesOf(caseId)).toEqual(told);
  expect((await world.call(answer, { outcome: 'fulfilled' }, path)).status).toBe(409);

  for (const _again of [1, 2]) await shopSays('fulfilled', { exchangeId });
  const { body } = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token: staff.agent });
  expect(body.task?.reason).toContain('The shop says that it sent 2 × MUG-RED');
  expect(body.log.filter(({ type }) => type === 'case.stopped.v1')).toHaveLength(1);
  expect(await refundsAt(`pay-${no}`)).toHaveLength(1);
});

it('in two parcels: the shop is asked for each, and a parcel that comes while it is asked waits for its answer', async () => {
  const orderId = await anOrderOfMugs();
  const { token } = await world.customer(orderId, bea);
  const { caseId } = (await world.call('POST /v1/returns', wish(orderId, 2), { token, key: orderId })).body;
  await world.cloud.idle();
  const arrives = async () => {
    const place = { params: { caseId }, token: staff.warehouse };
    expect((await world.call('POST /v1/agent/cases/{caseId}/received', {}, place)).status).toBe(200);
    const lines = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
    expect((await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, place)).status).toBe(200);
    await world.cloud.idle();
    return (await world.look(caseId, token)).exchanges ?? [];
  };
  const [first] = await arrives();
  expect(first).toMatchObject({ status: 'requested', price: 1250 });
  expect(await arrives()).toHaveLength(1);
  await shopSays('fulfilled', { exchangeId: first!.exchangeId });
  const [, second] = (await world.look(caseId, token)).exchanges!;
  expect(second).toMatchObject({ status: 'requested', price: 1250 });
  await shopSays('declined', { exchangeId: second!.exchangeId });
  expect(await world.look(caseId, token)).toMatchObject({
    status: 'closed',
    refunds: [{ status: 'succeeded' }, { status: 'failed' }, { via: 'provider', amount: 1250, status: 'succeeded' }],
  });
  expect(await refundsAt(`pay-${no}`)).toMatchObject([{ amount: 1250 }]);
});

it('unanswered: a person is asked, the customer is told, no money moves, and a late answer still counts', async () => {
  const { caseId, params, look, exchangeId } = await asked(1);
  const promised = (await look()).promisedBy;
  await world.advance('P2DT2M');
  staff.agent = await world.agent('agent@shop.example');
  const read = async () => (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token: staff.agent })).body;
  const waiting = await read();
  expect(waiting.task?.reason).toContain(`to send 1 × MUG (exchange ${exchangeId})`);
  expect(waiting.promisedBy > promised).toBe(true);
  expect(waiting).toMatchObject({ status: 'refunding', refunds: [{ via: 'exchange', status: 'sent' }] });
  expect(await refundsAt(`pay-${no}`)).toEqual([]);
  expect(await noticesOf(caseId)).toEqual(['approved', 'exchange-requested', 'holding', 'parcel-received', 'received']);

  await shopSays('fulfilled', { exchangeId });
  const ended = await read();
  expect(ended).toMatchObject({ status: 'closed', exchanges: [{ status: 'fulfilled' }] });
  expect(ended.task).toBeUndefined();
  await shopSays('declined', { exchangeId, reason: 'out-of-stock' });
  expect((await read()).task?.reason).toContain('Nothing was refunded');
  expect(await refundsAt(`pay-${no}`)).toEqual([]);
});

it('a colleague makes a refund of it, and an exchange again, while nothing has arrived', async () => {
  const orderId = await anOrderOfMugs();
  const { token } = await world.customer(orderId, bea);
  const { caseId } = (await world.call('POST /v1/returns', wish(orderId, 1, 'MUG-RED'), { token, key: orderId })).body;
  await world.cloud.idle();
  const change = async (remedy: 'refund' | 'exchange', lines?: { lineId: string; quantity: number; exchangeFor?: string }[]) => {
    const { version } = await world.look(caseId, token);
    const body = { version, remedy, ...(lines ? { lines } : {}) };
    const changed = await world.call('PATCH /v1/agent/cases/{caseId}', body, { params: { caseId }, token: staff.agent });
    await world.cloud.idle();
    return changed;
  };
  expect((await world.look(caseId, token)).exchange).toMatchObject({ difference: 250 });
  const approved = (await world.mails(bea)).find((mail) => mail.caseId === caseId && mail.notice === 'approved');
  expect(approved?.text).toContain(
    '- 1 × Red mug instead: £15.00\n- What you send back is worth: -£12.50\n- You pay the shop the difference: £2.50',
  );
  expect(approved?.text).toContain('have your exchange sent without delay');
  const place = { params: { caseId }, token: staff.agent };
  const preview = await world.call('GET /v1/agent/cases/{caseId}/refund-preview', undefined, place);
  expect(preview.body).toMatchObject({
    total: { amount: 1250 },
    refunds: [{ via: 'exchange', amount: 1250 }],
    exchange: { worth: 1250, price: 1500, difference: 250, items: [{ title: 'Red mug' }] },
  });
  expect(await change('refund')).toMatchObject({ status: 200, body: { remedy: 'refund' } });
  expect((await world.look(caseId, token)).exchange).toBeUndefined();
  const back = await change('exchange', [{ lineId: '1', quantity: 1, exchangeFor: 'MUG-SMALL' }]);
  expect(back).toMatchObject({ status: 200, body: { exchange: { difference: -250 }, lines: [{ exchangeFor: 'MUG-SMALL' }] } });
});
