import { expect, it } from 'vitest';
import { ReturnClosed } from '../../../events/return-closed.ts';
import { ShopOrderShipped } from '../../../events/shop-order-shipped.ts';
import { understand } from '../../../functions/runtime/subscriber.ts';

const metadata = { eventId: 'R-00000001.3', occurredAt: '2026-11-10T10:00:00Z', caseId: 'R-00000001', version: 3, traceId: 't' };
const envelope = { id: 'bus-1', source: 'redress', 'detail-type': 'return.closed.v1', time: '2026-11-10T10:00:01Z' };
const data = { refunded: { amount: 1, currency: 'GBP' } };
const shipped = { orderId: 'A-1', shippedAt: '2026-11-10T09:00:00Z' };
const hears = [ReturnClosed, ShopOrderShipped] as const;

it('reads an event of ours', () => {
  expect(understand(hears, { ...envelope, detail: { metadata, data } })).toEqual({ type: 'return.closed.v1', metadata, data });
});

it.each([
  ['with our frame around it', { metadata, data: shipped }, metadata],
  ['with a frame but no metadata of our kind', { metadata: { by: 'shop' }, data: shipped }, expect.objectContaining({ eventId: 'bus-1' })],
  ['bare', shipped, { eventId: 'bus-1', occurredAt: '2026-11-10T10:00:01Z', caseId: 'bus-1', version: 1, traceId: 'bus-1' }],
])('reads an event of the shop %s', (_, detail, expected) => {
  const foreign = { ...envelope, source: 'shop', 'detail-type': 'shop.order.shipped.v1', detail };
  expect(understand(hears, foreign)).toEqual({ type: 'shop.order.shipped.v1', metadata: expected, data: shipped });
});

it.each([
  ['nobody here hears', { ...envelope, 'detail-type': 'return.opened.v1', detail: { metadata, data } }],
  ['of ours lacks its metadata', { ...envelope, detail: data }],
  ['does not fit its schema', { ...envelope, detail: { metadata, data: { refunded: 1 } } }],
])('refuses an event that %s', (_, raw) => {
  expect(() => understand(hears, raw)).toThrow();
});
