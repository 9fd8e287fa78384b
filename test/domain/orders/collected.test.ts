import { expect, it } from 'vitest';
import { collected } from '../../../domain/orders/collected.ts';
import { mergeOrder, orderHash, paymentDeltas } from '../../../domain/orders/merge-order.ts';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import { anOrder } from '../../builders/an-order.ts';

const cod = { paymentId: 'pay-1', method: 'cod' as const, captured: 5000 };
const on = '2026-11-03T10:00:00.000Z';
const parcel = (parcelId: string, deliveredAt?: string) => ({
  parcelId,
  lines: [{ lineId: '1', quantity: 2 }],
  ...(deliveredAt ? { deliveredAt } : {}),
});
const { deliveredAt: _delivered, ...sent } = anOrder({ payments: [cod] });

it.each([
  ['nothing is known of its delivery', {}, 0],
  ['it was delivered', { deliveredAt: on }, 5000],
  ['its parcel is on the way', { deliveries: [parcel('a')] }, 0],
  ['one of two parcels was delivered', { deliveries: [parcel('a', on), parcel('b')] }, 0],
  ['both parcels were delivered', { deliveries: [parcel('a', on), parcel('b', on)] }, 5000],
  ['no parcels are named', { deliveries: [] }, 0],
] as const)('cash on delivery counts when %s: %j', (_case, delivery, captured) => {
  const order = { ...delivery, deliveries: 'deliveries' in delivery ? [...delivery.deliveries] : undefined } as never;
  expect(collected(cod, order)).toBe(captured);
  expect(collected({ ...cod, method: 'card' }, order)).toBe(5000);
});

it('before the delivery nothing of it can be refunded, afterwards all', () => {
  expect(ledgersOf(sent)[0]).toMatchObject({ captured: 0, remaining: 0 });
  expect(ledgersOf({ ...sent, deliveredAt: on })[0]).toMatchObject({ captured: 5000, remaining: 5000 });
});

it('a newer order that says delivered adds what was collected', () => {
  const known = { order: sent, hash: orderHash(sent) };
  const merged = mergeOrder(known, { ...sent, deliveredAt: on, updatedAt: '2026-11-04T10:00:00.000Z' }, new Map());
  expect(merged).toMatchObject({ outcome: 'updated', payments: [{ paymentId: 'pay-1', delta: 5000, isNew: false }] });
});

it('what was collected stays when another parcel is sent, and is not added again when that one arrives', () => {
  const first = { ...sent, deliveries: [parcel('a', on)] };
  const another = { ...sent, deliveries: [parcel('a', on), parcel('b')] };
  const both = { ...sent, deliveries: [parcel('a', on), parcel('b', on)] };
  const captured = new Map([['pay-1', 5000]]);
  expect(paymentDeltas({ order: first, captured }, another)).toEqual([]);
  expect(paymentDeltas({ order: another, captured }, both)).toEqual([]);
  expect(paymentDeltas({ order: another }, both)).toEqual([{ paymentId: 'pay-1', delta: 5000, isNew: false }]);
});
