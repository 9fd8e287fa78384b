import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import type { Order } from '../../../domain/orders/order.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { orderIntake } from '../../../functions/adapters/order-intake.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import { aReturn } from '../../builders/a-return.ts';
import { aWholeOrder } from '../../builders/a-whole-order.ts';
import { aLine } from '../../builders/an-order.ts';
import { anIntake } from '../../fakes/an-intake.ts';

const now = new Date('2026-11-10T10:00:00.000Z');
const later = (more: Partial<Order> = {}, updatedAt = '2026-11-05T00:00:00.000Z') => aWholeOrder({ updatedAt, ...more });
const paid = (captured: number) => [{ paymentId: 'pay-1', method: 'card' as const, captured }];

it('takes a new order in with its person and ledgers, and keeps the person out of the table of cases', async () => {
  const { intake, orders, people, dump } = anIntake();
  expect(await intake.take(aWholeOrder(), now)).toEqual({ outcome: 'imported' });
  expect(await people.customer('A-1')).toEqual({
    email: 'ana@customer.example',
    name: 'Ana Putri',
    phone: '+62 811 234 567',
    locale: 'en',
  });
  expect((await orders.read('A-1'))?.ledgers).toMatchObject([{ paymentId: 'pay-1', captured: 5000, remaining: 5000, refunded: 0 }]);
  expect(JSON.stringify(dump('cases'))).not.toMatch(/ana@|Ana Putri|811 234/);
});

it.each([
  ['the same again', aWholeOrder(), 'unchanged'],
  ['the same with its keys in another order', Object.fromEntries(Object.entries(aWholeOrder()).reverse()) as Order, 'unchanged'],
  ['an older one', aWholeOrder({ updatedAt: '2026-10-01T00:00:00Z', tier: 'gold' }), 'unchanged'],
  ['a newer one', later(), 'updated'],
  ['one that differs but is not newer', aWholeOrder({ lines: [aLine({ quantity: 9 })] }), 'rejected'],
  ['one in another currency', later({ currency: 'IDR' }), 'rejected'],
])('answers %s with the right outcome', async (_, order, outcome) => {
  const { intake } = anIntake();
  await intake.take(aWholeOrder(), now);
  expect(await intake.take(order, now)).toMatchObject({ outcome });
});

it('writes nothing for an order that it holds already, and not even the person of an older one', async () => {
  const { intake, people, calls } = anIntake();
  await intake.take(aWholeOrder(), now);
  calls.length = 0;
  await intake.take(aWholeOrder(), now);
  await intake.take(aWholeOrder({ updatedAt: '2026-10-01T00:00:00Z', email: 'old@customer.example' }), now);
  expect(calls).toEqual(['Query', 'Query']);
  expect((await people.customer('A-1'))?.email).toBe('ana@customer.example');
});

it.each([
  ['more was captured', 6000, { captured: 6000, remaining: 5000 }],
  ['less was captured', 10, { captured: 5000, remaining: 4000 }],
])('counts %s upward only, on top of what was refunded', async (_, captured, expected) => {
  const { intake, orders, documents } = anIntake();
  await intake.take(aWholeOrder(), now);
  const refund = { TableName: 'cases', Key: { pk: 'ORDER#A-1', sk: 'PAYMENT#pay-1' } };
  const UpdateExpression = 'SET remaining = remaining - :n, refunded = :n';
  await documents.send(new UpdateCommand({ ...refund, UpdateExpression, ExpressionAttributeValues: { ':n': 1000 } }));
  expect(await intake.take(later({ payments: paid(captured) }), now)).toEqual({ outcome: 'updated' });
  expect((await orders.read('A-1'))?.ledgers).toMatchObject([{ ...expected, refunded: 1000 }]);
});

it('adds a payment that came later, once', async () => {
  const { intake, orders } = anIntake();
  await intake.take(aWholeOrder(), now);
  const payments = [...paid(5000), { paymentId: 'pay-2', method: 'wallet' as const, captured: 700 }];
  await intake.take(later({ payments }), now);
  await intake.take(later({ payments, tier: 'gold' }, '2026-11-06T00:00:00Z'), now);
  expect((await orders.read('A-1'))?.ledgers).toMatchObject([{ remaining: 5000 }, { paymentId: 'pay-2', remaining: 700 }]);
});

/** A return of `quantity` mugs, open on the order. */
async function takePieces(documents: ReturnType<typeof anIntake>['documents'], quantity: number, sold = 4) {
  const lines = [{ lineId: '1', quantity, open: quantity, reason: 'changed-mind', photos: [], amount: 1 }];
  const subject = aReturn({ orderId: 'A-1', caseId: `R-0000000${quantity}`, lines });
  const opened = await casesTable(documents, 'cases').open({ name: 'open', case: subject, records: [] }, new Map([['1', sold]]));
  if (!('opened' in opened)) throw new Error('the pieces were not there');
}

it.each([
  ['grows to 6', 6, 6, 3],
  ['shrinks to 3, all of them back', 3, 3, 0],
  ['shrinks below what came back', 1, 3, 0],
])('lets a line of four, of which three are in a return, that %s keep its count', async (_, quantity, sold, returnable) => {
  const { intake, orders, documents } = anIntake();
  await intake.take(aWholeOrder(), now);
  await takePieces(documents, 3);
  expect(await intake.take(later({ lines: [aLine({ quantity })] }), now)).toEqual({ outcome: 'updated' });
  const record = await orders.read('A-1');
  expect(record?.order.lines[0]?.quantity).toBe(sold);
  expect(record?.counters.get('1')).toBe(returnable);
});

it.each([
  ['the first return of the line', 0],
  ['another return of the line', 1],
])('counts again when %s takes pieces between reading and writing', async (_, before) => {
  const { orders, people, documents } = anIntake();
  let meanwhile = async () => {};
  const reads = {
    read: async (orderId: string) => {
      const record = await orders.read(orderId);
      await meanwhile();
      return record;
    },
  };
  const intake = orderIntake(documents, 'cases', reads, people);
  await intake.take(aWholeOrder(), now);
  if (before) await takePieces(documents, before);
  meanwhile = async () => {
    meanwhile = async () => {};
    await takePieces(documents, 3);
  };
  expect(await intake.take(later({ lines: [aLine({ quantity: 1 })] }), now)).toEqual({ outcome: 'updated' });
  const record = await orders.read('A-1');
  expect(record?.order.lines[0]?.quantity).toBe(before + 3);
  expect(record?.counters.get('1')).toBe(0);
});

it('takes one order of ten that arrive at once, and tells the others that nothing changed', async () => {
  const { intake } = anIntake();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => intake.take(aWholeOrder(), now)));
  expect(outcomes.filter(({ outcome }) => outcome === 'imported')).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(9);
});

it('loses neither of a newer order and a delivery that come at once', async () => {
  const { intake, orders } = anIntake();
  const { deliveredAt: _, ...undelivered } = aWholeOrder();
  await intake.take(undelivered, now);
  const delivered = { deliveredAt: '2026-11-08T00:00:00Z' };
  const newer = { ...undelivered, updatedAt: '2026-11-05T00:00:00Z', lines: [aLine({ quantity: 6 })] };
  expect(await Promise.all([intake.take(newer, now), intake.parcel('A-1', delivered, now)])).toEqual([
    { outcome: 'updated' },
    { outcome: 'updated' },
  ]);
  const record = await orders.read('A-1');
  expect(record?.order).toMatchObject({ ...delivered, lines: [{ quantity: 6 }] });
  expect(record?.revision).toBe(3);
});

it('writes an order under the condition that nobody wrote it since it was read', async () => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));
  const mock = mockClient(documents);
  mock.rejects(new Error('unexpected'));
  mock.on(TransactWriteCommand).resolves({});
  const { email: _e, name: _n, phone: _p, ...order } = aWholeOrder();
  const record = { order, hash: 'h', revision: 7, counters: new Map<string, number>(), ledgers: [], caseIds: [], uncounted: [] };
  const written = async (known: boolean) => {
    mock.resetHistory();
    const reads = { read: async () => (known ? record : undefined) };
    await orderIntake(documents, 'cases', reads, peopleTable(documents, 'people')).take(later(), now);
    return mock.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
  };
  const fresh = await written(false);
  expect(fresh.map((item) => [item.Put?.TableName, item.Put?.Item?.sk, item.Put?.ConditionExpression])).toEqual([
    ['cases', 'ORDER', 'attribute_not_exists(pk)'],
    ['people', 'PERSON', undefined],
    ['people', 'ORDER#A-1', undefined],
    ['cases', 'PAYMENT#pay-1', 'attribute_not_exists(pk)'],
    ['cases', 'ORDER', undefined],
  ]);
  const [again] = await written(true);
  expect(again?.Put).toMatchObject({
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': 7 },
    Item: { revision: 8 },
  });
});

it('gives up politely on an order that keeps changing', async () => {
  const { people, documents } = anIntake();
  const intake = orderIntake(documents, 'cases', { read: async () => undefined }, people);
  await intake.take(aWholeOrder(), now);
  expect(await intake.take(aWholeOrder(), now)).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('send it again') });
});

it.each([
  [
    '100 payments',
    { payments: Array.from({ length: 100 }, (_, n) => ({ paymentId: `p${n}`, method: 'card' as const, captured: 1 })) },
    /split it/,
  ],
  [
    'more lines than an item holds',
    { lines: Array.from({ length: 4000 }, (_, n) => aLine({ lineId: `${n}`, title: 'x'.repeat(100) })) },
    /cannot hold/,
  ],
])('rejects an order with %s instead of failing', async (_, differs, reason) => {
  const { intake } = anIntake();
  expect(await intake.take(aWholeOrder(differs), now)).toEqual({ outcome: 'rejected', reason: expect.stringMatching(reason) });
});

it('fails when the table does, for that is not the order’s fault', async () => {
  const { people, documents } = anIntake();
  const broken = new Error('Rate exceeded');
  broken.name = 'ThrottlingException';
  const intake = orderIntake(documents, 'cases', { read: async () => Promise.reject(broken) }, people);
  await expect(intake.take(aWholeOrder(), now)).rejects.toThrow('Rate exceeded');
});

it('calls a line without a title by its stock code', async () => {
  const { intake, orders } = anIntake();
  await intake.take(aWholeOrder({ lines: [aLine({ title: ' ' })] }), now);
  expect((await orders.read('A-1'))?.order.lines[0]?.title).toBe('MUG');
});

it.each([
  ['a parcel of an order that nobody sent', 'A-9', { parcelId: 'p' }, /send shop\.order\.placed first/],
  ['a parcel of a line that the order does not have', 'A-1', { parcelId: 'p', lines: [{ lineId: '9', quantity: 1 }] }, /does not have/],
  ['a parcel of more than was sold', 'A-1', { parcelId: 'p', lines: [{ lineId: '1', quantity: 5 }] }, /more pieces in parcels/],
])('rejects %s', async (_, orderId, parcel, reason) => {
  const { intake, orders } = anIntake();
  await intake.take(aWholeOrder(), now);
  expect(await intake.parcel(orderId, parcel, now)).toEqual({ outcome: 'rejected', reason: expect.stringMatching(reason) });
  expect((await orders.read('A-1'))?.order.deliveries).toBeUndefined();
});

it('notes a parcel and its delivery once, and an import of the same order afterwards takes neither back', async () => {
  const { intake, orders } = anIntake();
  const { deliveredAt: _, ...undelivered } = aWholeOrder();
  await intake.take(undelivered, now);
  const parcel = { parcelId: 'p', lines: [{ lineId: '1', quantity: 4 }] };
  const arrived = { ...parcel, deliveredAt: '2026-11-08T00:00:00Z' };
  expect(await intake.parcel('A-1', parcel, now)).toEqual({ outcome: 'updated' });
  expect(await intake.parcel('A-1', arrived, now)).toEqual({ outcome: 'updated' });
  expect(await intake.parcel('A-1', arrived, now)).toEqual({ outcome: 'unchanged' });
  expect(await intake.parcel('A-1', parcel, now)).toEqual({ outcome: 'unchanged' });
  expect(await intake.take(undelivered, now)).toEqual({ outcome: 'unchanged' });
  expect((await orders.read('A-1'))?.order.deliveries).toEqual([{ parcelId: 'p', lines: parcel.lines, deliveredAt: arrived.deliveredAt }]);
});

it('finds the orders of an address, however it is written, and not those that moved to another one', async () => {
  const { intake, people } = anIntake();
  await intake.take(aWholeOrder(), now);
  await intake.take(aWholeOrder({ orderId: 'A-2' }), now);
  await intake.take(aWholeOrder({ orderId: 'B-1', email: 'ben@customer.example' }), now);
  await intake.take(later({ orderId: 'A-2', email: 'ana.new@customer.example' }), now);

  expect(await people.ordersOf(' ANA@customer.example')).toEqual(['A-1']);
  expect(await people.ordersOf('ana.new@customer.example')).toEqual(['A-2']);
  expect(await people.ordersOf('nobody@customer.example')).toEqual([]);
});

it('keeps a person for the days that the stage says, anew whenever they come back, and never brings one back', async () => {
  const { documents, dump, intake } = anIntake();
  await intake.take(aWholeOrder(), now);
  const people = peopleTable(documents, 'people', { peopleDays: 1000, textDays: 500 });
  const ends = () => dump('people').map((item) => Number((item as { ttl: { N: string } }).ttl.N));
  const back = new Date('2027-06-01T00:00:00Z');
  await people.keep('A-1', now);
  await people.keep('A-1', back);
  await people.keep('A-1', now);
  await people.keep('nobody', back);
  const until = Math.floor(back.getTime() / 1000) + 1000 * 86_400;
  expect(ends()).toEqual([until, until]);
  const note = { textId: 't', kind: 'note' as const, text: 'x', at: now.toISOString(), by: 'customer' };
  expect(people.textItem('R-00000001', note).Put?.Item?.ttl).toBe(Math.floor(now.getTime() / 1000) + 500 * 86_400);
});

it.each([
  [
    'a parcel arrives',
    async ({ intake }: ReturnType<typeof anIntake>) => await intake.parcel('A-1', { deliveredAt: '2026-11-08T00:00:00Z' }, now),
  ],
  [
    'a newer order says so',
    async ({ intake }: ReturnType<typeof anIntake>) =>
      await intake.take(
        { ...aWholeOrder({ payments: [{ paymentId: 'pay-1', method: 'cod', captured: 5000 }] }), updatedAt: '2026-11-08T00:00:00Z' },
        now,
      ),
  ],
] as const)('counts cash on delivery as captured from the delivery on, once, when %s', async (_case, arrives) => {
  const taken = anIntake();
  const { deliveredAt: _, ...sent } = aWholeOrder({ payments: [{ paymentId: 'pay-1', method: 'cod', captured: 5000 }] });
  await taken.intake.take(sent, now);
  const ledger = async () => (await taken.orders.read('A-1'))?.ledgers[0];
  expect(await ledger()).toMatchObject({ captured: 0, remaining: 0 });
  expect(await arrives(taken)).toEqual({ outcome: 'updated' });
  await arrives(taken);
  expect(await ledger()).toMatchObject({ captured: 5000, remaining: 5000, reserved: 0, refunded: 0 });
});
