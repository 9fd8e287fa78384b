import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const bea = 'bea@customer.example';
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud({ now: '2026-03-02T09:00:00Z' });
});
afterEach(async () => await world.cloud.stop());

const virtualNow = async () => ((await world.raw('GET', '/local/clock')).body as { now: string }).now;

/** The returns policy with this `refundOn`, and an order that is placed and delivered under it. */
async function under(refundOn: unknown, orderId = 'O-1'): Promise<void> {
  const headers = { authorization: `Bearer ${await world.agent('manager@shop.example')}` };
  const newest = (await world.raw('GET', '/v1/agent/policies/returns', undefined, headers)).body as { version: number; body: object };
  const published = { basedOn: newest.version, body: { ...newest.body, refundOn } };
  expect(await world.raw('PUT', '/v1/agent/policies/returns', published, headers)).toMatchObject({ status: 200 });
  await world.advance('PT1H');
  await order(orderId);
}

async function order(orderId: string): Promise<void> {
  const now = await virtualNow();
  const lines = [{ lineId: '1', sku: 'CUP', title: 'Cup', category: 'kitchen', quantity: 2, unitPrice: 500 }];
  const sold = {
    ...{ orderId, email: bea, name: 'Bea', locale: 'en-GB', country: 'GB', currency: 'GBP', placedAt: now, deliveredAt: now, lines },
    payments: [{ paymentId: `pay-${orderId}`, method: 'card', captured: 1000 }],
  };
  const imported = await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders: [sold] });
  expect(imported.body).toMatchObject({ outcomes: [{ outcome: 'imported' }] });
}

async function submit(orderId = 'O-1') {
  const { token } = await world.customer(orderId, bea);
  const lines = [{ lineId: '1', quantity: 2, reason: 'changed-mind' }];
  const { caseId } = (await world.call('POST /v1/returns', { orderId, lines, remedy: 'refund' }, { token, key: orderId })).body;
  await world.cloud.idle();
  await world.call('POST /v1/returns/{caseId}/shipped', { carrier: 'Evri', trackingNumber: 'ZZ 123' }, { params: { caseId }, token });
  return { caseId, look: async () => await world.look(caseId, (await world.customer(orderId, bea)).token) };
}

async function report(status: string): Promise<void> {
  const at = await virtualNow();
  const t = Math.floor(Date.parse(at) / 1000);
  const body = JSON.stringify({ eventId: status, trackingNumber: 'ZZ 123', status, at });
  const v1 = createHmac('sha256', 'local-carrier-secret').update(`${t}.${body}`).digest('hex');
  const told = await world.raw('POST', '/v1/webhooks/carriers', body, { 'x-redress-signature': `t=${t},v1=${v1}` });
  expect(told.status).toBe(200);
  await world.cloud.idle();
}

async function inspected(caseId: string, outcome: 'accepted' | 'rejected'): Promise<void> {
  const token = await world.agent('warehouse@shop.example');
  const params = { caseId };
  expect((await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token })).status).toBe(200);
  const lines = [{ lineId: '1', quantity: 2, outcome }];
  expect((await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token })).status).toBe(200);
  await world.cloud.idle();
}

async function restarted(caseId: string): Promise<void> {
  const token = await world.agent('supervisor@shop.example');
  expect((await world.call('POST /v1/agent/cases/{caseId}/restart', {}, { params: { caseId }, token })).status).toBe(200);
  await world.cloud.idle();
}
const taskOf = async (caseId: string) => {
  const token = await world.agent('supervisor@shop.example');
  return (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token })).body.task;
};
const made = async () => (await world.raw('GET', '/local/payments.json')).body as unknown as { amount: number; status: string }[];
const once = [{ amount: 1000, status: 'succeeded' }];

describe('the money goes back', () => {
  it.each([
    { refundOn: 'request', refunds: [1, 1, 1, 1], told: 'we refund you now' },
    { refundOn: 'first-scan', refunds: [0, 1, 1, 1], told: 'as soon as the carrier reports that it has your parcel' },
    { refundOn: 'delivery', refunds: [0, 0, 1, 1], told: 'reports that your parcel is here' },
    { refundOn: 'inspection', refunds: [0, 0, 0, 1], told: 'we check it and refund you' },
  ])('on $refundOn, once, and the return ends after the inspection', async ({ refundOn, refunds, told }) => {
    await under(refundOn);
    const { caseId, look } = await submit();
    const counts = [(await made()).length];
    await report('in-transit');
    counts.push((await made()).length);
    await report('delivered');
    counts.push((await made()).length);
    if (refundOn !== 'inspection') expect((await look()).status).toBe('awaiting-parcel');
    await inspected(caseId, 'accepted');
    counts.push((await made()).length);

    expect(counts).toEqual(refunds);
    const approval = (await world.mails(bea)).find(({ notice }) => notice === 'approved')!;
    expect(approval.text).toContain(told);
    expect(await made()).toMatchObject(once);
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 1000, status: 'succeeded' } });
    expect(await taskOf(caseId)).toBeUndefined();
  });

  it('by rules: at once for the first return in twelve months, after the inspection for the next', async () => {
    await under([{ when: { upTo: { GBP: 1000 }, category: 'kitchen', earlierReturns: 0 }, at: 'request' }]);
    await submit();
    expect(await made()).toHaveLength(1);
    await order('O-2');
    const { look } = await submit('O-2');
    expect(await made()).toHaveLength(1);
    expect((await look()).status).toBe('awaiting-parcel');
  });
});

describe('money that went back early', () => {
  it('for goods that are rejected: a person is told the figures, nobody refunds again, a restart closes', async () => {
    await under('delivery');
    const { caseId, look } = await submit();
    await report('delivered');
    await inspected(caseId, 'rejected');

    const reason = expect.stringContaining('£10.00 more than the goods turned out to be worth');
    expect(await taskOf(caseId)).toMatchObject({ reason, owner: 'supervisor' });
    await world.advance('P8D');
    expect((await look()).status).toBe('refunding');
    expect(await made()).toMatchObject(once);

    await restarted(caseId);
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 1000 } });
    expect(await made()).toMatchObject(once);
  });

  it('for goods that never come: no silent end but a task; nothing is returnable again', async () => {
    await under('request');
    const { caseId, look } = await submit();
    await world.advance('P15D');
    expect((await look()).status).toBe('awaiting-parcel');
    expect(await taskOf(caseId)).toMatchObject({ reason: expect.stringContaining('2 pieces never came'), owner: 'agents' });

    await restarted(caseId);
    expect((await look()).status).toBe('closed');
    expect((await world.customer('O-1', bea)).order.lines[0]?.returnable.quantity).toBe(0);
    expect(await made()).toMatchObject(once);
  });
});
