import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ledger } from '../../domain/refunds/ledger.ts';
import { type Counted, ledgerFaults } from '../../domain/refunds/ledger-invariant.ts';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud();
});
afterEach(async () => await world.cloud.stop());

const orderId = 'HUNDRED';
const bea = 'bea@customer.example';
const pieces = Array.from({ length: 100 }, (_, index) => String(index + 1));

/** A hundred lines at 1.50, of which 100.00 were paid. */
async function aHundredLines() {
  const { now } = (await world.raw('GET', '/local/clock')).body as { now: string };
  const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const lines = pieces.map((lineId) => ({ lineId, sku: `S-${lineId}`, title: 'A card', category: 'cards', quantity: 1, unitPrice: 150 }));
  const payments = [{ paymentId: 'pay-hundred', method: 'card', captured: 10_000 }];
  const about = { email: bea, name: 'Bea', locale: 'en-GB', country: 'GB', currency: 'GBP', placedAt: ago(5), deliveredAt: ago(3) };
  await world.raw('POST', '/local/events', { detailType: 'shop.order.placed.v1', detail: { orderId, ...about, lines, payments } });
  await world.cloud.idle();
}

/** What the tables hold of the order: its ledgers, and the refunds of all its cases. */
function books() {
  const items = world.cloud.cloud.model.tables
    .flatMap(({ name }) => world.cloud.cloud.tables.dump(name))
    .map((item) => unmarshall(item as never));
  const ledgers = items.filter(({ pk, sk }) => pk === `ORDER#${orderId}` && String(sk).startsWith('PAYMENT#')) as unknown as Ledger[];
  const cases = items.filter((item) => item.sk === 'CASE' && item.orderId === orderId && item.status);
  return { ledgers, cases, refunds: cases.flatMap(({ refunds }) => refunds as Counted[]) };
}

it('a hundred returns of 1.50 at once of an order of which 100.00 were paid: 66 refunds, 34 tasks, and the books agree', async () => {
  await aHundredLines();
  const { token } = await world.customer(orderId, bea);
  const warehouse = await world.agent('warehouse@shop.example');
  const wish = (lineId: string) => ({ orderId, lines: [{ lineId, quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const });

  const asked = await Promise.all(pieces.map((lineId) => world.call('POST /v1/returns', wish(lineId), { token, key: `key-${lineId}` })));
  expect(asked.map(({ status }) => status)).toEqual(Array(100).fill(202));
  await world.cloud.idle();
  const handled = await Promise.all(
    asked.map(async ({ body: { caseId } }, index) => {
      const call = { params: { caseId }, token: warehouse };
      await world.call('POST /v1/agent/cases/{caseId}/received', {}, call);
      const lines = [{ lineId: pieces[index]!, quantity: 1, outcome: 'accepted' as const }];
      return (await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, call)).status;
    }),
  );
  expect(handled).toEqual(Array(100).fill(200));
  await world.cloud.idle();

  const { ledgers, cases, refunds } = books();
  const payments = (await world.raw('GET', '/local/payments.json')).body as unknown as { amount: number; status: string }[];
  expect(payments.map(({ amount, status }) => [amount, status])).toEqual(Array(66).fill([150, 'succeeded']));
  expect(payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(9900);
  expect(ledgers).toMatchObject([{ captured: 10_000, remaining: 100, reserved: 0, refunded: 9900 }]);
  expect(ledgerFaults(ledgers, refunds)).toEqual([]);
  const ended = cases.map(({ status, task }) => `${status} ${(task as { reason?: { code?: string } } | undefined)?.reason?.code ?? ''}`);
  expect(ended.filter((end) => end === 'closed ')).toHaveLength(66);
  expect(ended.filter((end) => end === 'inspected refund-above-rest')).toHaveLength(34);
  expect(cases.filter(({ refunds: of }) => (of as unknown[]).length > 1)).toEqual([]);
}, 120_000);
