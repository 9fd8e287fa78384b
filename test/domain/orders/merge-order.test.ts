import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../domain/orders/check-order.ts';
import { ordersFromJsonLines } from '../../../domain/orders/import-json-lines.ts';
import { mergeOrder, orderHash } from '../../../domain/orders/merge-order.ts';
import type { Delivery, SoldOrder } from '../../../domain/orders/order.ts';
import { withParcel } from '../../../domain/orders/parcels.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const order = anOrder();
const known = { order, hash: orderHash(order) };
const newer = { updatedAt: '2026-11-09T10:00:00.000Z' };
const none = new Map<string, number>();

describe('an incoming order is', () => {
  it('imported when it is new', () => {
    expect(mergeOrder(undefined, order, none)).toEqual({ outcome: 'imported', order, hash: orderHash(order) });
  });

  it.each([
    [
      'unchanged when it is the same, in whatever order its keys come',
      Object.fromEntries(Object.entries(order).toReversed()),
      { outcome: 'unchanged' },
    ],
    ['unchanged when ours is newer', anOrder({ placedAt: '2026-10-01T00:00:00.000Z' }), { outcome: 'unchanged' }],
    [
      'rejected when it differs without being newer',
      anOrder({ tier: 'gold' }),
      { outcome: 'rejected', reason: expect.stringContaining('updatedAt') },
    ],
    [
      'rejected when it changes the currency',
      anOrder({ ...newer, currency: 'EUR' }),
      { outcome: 'rejected', reason: expect.stringContaining('currency') },
    ],
    [
      'rejected when it contradicts itself',
      anOrder({ ...newer, lines: [aLine(), aLine()] }),
      { outcome: 'rejected', reason: 'line 1 occurs twice' },
    ],
  ])('%s', (_sentence, incoming, expected) => {
    expect(mergeOrder(known, incoming as SoldOrder, none)).toEqual(expected);
  });

  it('unchanged after a delivery that we heard of since', () => {
    const delivered = withParcel(order, { deliveredAt: '2026-11-05T00:00:00.000Z' });
    expect(mergeOrder({ order: delivered, hash: known.hash }, order, none)).toEqual({ outcome: 'unchanged' });
  });
});

describe('a newer order', () => {
  const merged = (incoming: Partial<SoldOrder>, counters = none) => {
    const merge = mergeOrder(known, anOrder({ ...newer, ...incoming }), counters);
    if (merge.outcome !== 'updated') throw new Error(JSON.stringify(merge));
    return merge;
  };

  it('brings more pieces and a new line', () => {
    const lines = [aLine({ quantity: 6 }), aLine({ lineId: '2', quantity: 1 })];
    const merge = merged({ lines });
    expect(merge.order).toMatchObject({ lines, updatedAt: newer.updatedAt });
    expect(merge.lines).toEqual([{ lineId: '1', delta: 2 }]);
  });

  it.each([
    ['takes pieces away', 1, new Map([['1', 4]]), 1, -3],
    ['takes no piece away that came back', 1, new Map([['1', 2]]), 2, -2],
  ])('%s', (_sentence, quantity, counters, left, delta) => {
    const merge = merged({ lines: [aLine({ quantity })] }, counters);
    expect(merge.order.lines[0]?.quantity).toBe(left);
    expect(merge.lines).toEqual([{ lineId: '1', delta }]);
  });

  it.each([
    ['drops a line of which nothing came back', none, [], -4],
    ['keeps of a dropped line what came back', new Map([['1', 3]]), [1], -3],
  ])('%s', (_sentence, counters, quantities, delta) => {
    const merge = merged({ lines: [aLine({ lineId: '2' })] }, counters);
    expect(merge.order.lines.filter(({ lineId }) => lineId === '1').map(({ quantity }) => quantity)).toEqual(quantities);
    expect(merge.lines).toEqual([{ lineId: '1', delta }]);
  });

  it.each([
    [
      'raises what was captured',
      [{ paymentId: 'pay-1', method: 'card', captured: 6000 }],
      [6000],
      [{ paymentId: 'pay-1', delta: 1000, isNew: false }],
    ],
    ['never lowers what was captured', [{ paymentId: 'pay-1', method: 'card', captured: 10 }], [5000], []],
    [
      'adds a payment and forgets none',
      [{ paymentId: 'pay-2', method: 'wallet', captured: 70 }],
      [5000, 70],
      [{ paymentId: 'pay-2', delta: 70, isNew: true }],
    ],
  ] as const)('%s', (_sentence, payments, captured, deltas) => {
    const merge = merged({ payments: [...payments] });
    expect(merge.order.payments.map((payment) => payment.captured)).toEqual(captured);
    expect(merge.payments).toEqual(deltas);
  });

  it('does not take a delivery back that we heard of', () => {
    const deliveries = [{ parcelId: 'p', deliveredAt: '2026-11-05T00:00:00.000Z', lines: [{ lineId: '1', quantity: 4 }] }];
    const merge = mergeOrder(
      { order: anOrder({ deliveries }), hash: 'x' },
      anOrder({ ...newer, deliveries: [{ parcelId: 'p', lines: [{ lineId: '1', quantity: 4 }] }] }),
      none,
    );
    expect(merge).toMatchObject({ outcome: 'updated', order: { deliveries } });
  });
});

describe('news of a parcel', () => {
  const { deliveredAt: _, ...undelivered } = anOrder({ lines: [aLine(), aLine({ lineId: '2', quantity: 1 })] });
  const at = '2026-11-05T00:00:00.000Z';
  const first = [{ lineId: '1', quantity: 3 }];

  it.each([
    ['that names nothing is about the order', [{ deliveredAt: at }], { deliveredAt: at }],
    [
      'shipped and delivered',
      [
        { parcelId: 'p', lines: first },
        { parcelId: 'p', deliveredAt: at },
      ],
      { deliveries: [{ parcelId: 'p', lines: first, deliveredAt: at }] },
    ],
    [
      'delivered and then shipped',
      [{ parcelId: 'p', lines: first, deliveredAt: at }, { parcelId: 'p' }],
      { deliveries: [{ parcelId: 'p', lines: first, deliveredAt: at }] },
    ],
    [
      'without lines holds what no other holds',
      [
        { parcelId: 'p', lines: first },
        { parcelId: 'q', deliveredAt: at },
      ],
      {
        deliveries: [
          { parcelId: 'p', lines: first },
          {
            parcelId: 'q',
            deliveredAt: at,
            lines: [
              { lineId: '1', quantity: 1 },
              { lineId: '2', quantity: 1 },
            ],
          },
        ],
      },
    ],
  ])('%s', (_sentence, news, expected) => {
    expect(news.reduce<SoldOrder>(withParcel, undelivered)).toEqual({ ...undelivered, ...expected });
    expect([...news, ...news].reduce<SoldOrder>(withParcel, undelivered)).toEqual({ ...undelivered, ...expected });
  });

  it('with lines but no name comes once, however often it is told', () => {
    const news = { lines: first, deliveredAt: at };
    expect(withParcel(withParcel(undelivered, news), news).deliveries).toHaveLength(1);
  });
});

describe('an order contradicts itself', () => {
  const parcel = (lineId: string, quantity: number): { deliveries: (typeof Delivery)['_output'][] } => ({
    deliveries: [{ parcelId: 'p', lines: [{ lineId, quantity }] }],
  });
  it.each([
    ['with a payment twice', { payments: [order.payments[0]!, order.payments[0]!] }, 'payment pay-1 occurs twice'],
    ['with a discount above the price', { lines: [aLine({ discount: 5001 })] }, 'line 1: the discount is more than the line costs'],
    ['with an inexact amount', { lines: [aLine({ unitPrice: 2 ** 53 - 1 })] }, 'line 1: 4 × 9007199254740991 is no exact amount'],
    ['with more delivered than sold', parcel('1', 5), 'line 1: more pieces in parcels than were sold'],
    ['with an unknown line delivered', parcel('9', 1), 'a delivery names line 9, which the order does not have'],
  ])('%s', (_sentence, differs, fault) => {
    expect(faultsOf(anOrder(differs))).toContain(fault);
  });
});

it('JSON Lines are read one by one, each bad one with its line and reason', () => {
  const good = JSON.stringify({ ...order, email: 'ana@customer.example', name: 'Ana' });
  const read = ordersFromJsonLines(['', good, '{', '{"orderId":"B"}', good.replace('"1"', '""'), '[]', 'null'].join('\n'));
  expect(read.orders.map(({ orderId }) => orderId)).toEqual(['A-1']);
  expect(read.rejected.map(({ line, orderId }) => [line, orderId])).toEqual([
    [3, ''],
    [4, 'B'],
    [5, 'A-1'],
    [6, ''],
    [7, ''],
  ]);
  expect(read.rejected[0]?.reason).toBe('this line is no JSON');
  expect(read.rejected[2]?.reason).toContain('lines.0.lineId');
});
