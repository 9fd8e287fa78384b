import { expect, it } from 'vitest';
import { hears, run } from '../../../functions/orders/take-shop-event.ts';
import { understand } from '../../../functions/runtime/subscriber.ts';
import { aWholeOrder } from '../../builders/a-whole-order.ts';
import { anIntake } from '../../fakes/an-intake.ts';

const now = new Date('2026-11-10T10:00:00.000Z');
const lines = [{ lineId: '1', quantity: 4 }];
const envelope = (type: string, detail: object, source = 'shop') => ({
  id: 'e-1',
  source,
  'detail-type': `shop.order.${type}.v1`,
  time: '2026-11-10T10:00:00Z',
  detail: { ...detail },
});

/** The shop's news, told one after the other. */
async function told(...news: ReturnType<typeof envelope>[]) {
  const shop = anIntake();
  for (const one of news) await run(understand(hears, one), { intake: shop.intake }, { now });
  return shop;
}

it.each([
  ['plain details', (data: object) => data],
  ['details with somebody else’s metadata', (data: object) => ({ metadata: { id: 7 }, data })],
  [
    'details with metadata like ours',
    (data: object) => ({ metadata: { eventId: 'x', occurredAt: '2026-11-10T10:00:00Z', caseId: 'x', version: 1, traceId: 't' }, data }),
  ],
])('takes an order, its parcel and its delivery in from %s, twice told once taken', async (_, wrap) => {
  const { deliveredAt: _deliveredAt, ...order } = aWholeOrder();
  const news = [
    envelope('placed', wrap(order)),
    envelope('shipped', wrap({ orderId: 'A-1', parcelId: 'p', shippedAt: '2026-11-02T00:00:00Z', lines })),
    envelope('delivered', wrap({ orderId: 'A-1', parcelId: 'p', deliveredAt: '2026-11-04T00:00:00Z', lines })),
  ];
  const { orders, people } = await told(...news, ...news);
  const record = await orders.read('A-1');
  expect(record?.order.deliveries).toEqual([{ parcelId: 'p', lines, deliveredAt: '2026-11-04T00:00:00Z' }]);
  expect(record?.revision).toBe(3);
  expect((await people.customer('A-1'))?.name).toBe('Ana Putri');
});

it.each([
  ['without updatedAt', {}],
  ['with a newer updatedAt', { updatedAt: '2026-11-05T00:00:00Z' }],
])('takes whole orders as news of parcels, %s, known before or not, twice told once taken', async (_, dated) => {
  const { deliveredAt: _deliveredAt, ...order } = aWholeOrder();
  const parcel = { parcelId: 'p', lines, deliveredAt: '2026-11-04T00:00:00Z' };
  const shipped = envelope('shipped', { ...order, deliveries: [{ parcelId: 'p', lines }] });
  const delivered = envelope('delivered', { ...order, ...dated, deliveries: [parcel], deliveredAt: '2026-11-04T00:00:00Z' });
  for (const news of [
    [envelope('placed', order), shipped, delivered, delivered],
    [delivered, shipped],
    [shipped, delivered],
  ]) {
    const { orders } = await told(...news);
    expect((await orders.read('A-1'))?.order).toMatchObject({ deliveries: [parcel], deliveredAt: '2026-11-04T00:00:00Z' });
  }
});

it('dates a delivery of everything that names no parcel', async () => {
  const { deliveredAt: _, ...order } = aWholeOrder();
  const { orders } = await told(envelope('placed', order), envelope('delivered', { orderId: 'A-1', deliveredAt: '2026-11-04T00:00:00Z' }));
  expect((await orders.read('A-1'))?.order.deliveredAt).toBe('2026-11-04T00:00:00Z');
});

it.each([
  ['a parcel of an unknown order', [envelope('shipped', { orderId: 'A-9', shippedAt: '2026-11-02T00:00:00Z' })], /there is no order A-9/],
  [
    'a delivery of an unknown order',
    [envelope('delivered', { orderId: 'A-9', deliveredAt: '2026-11-02T00:00:00Z' })],
    /there is no order A-9/,
  ],
  ['an order that contradicts itself', [envelope('placed', { ...aWholeOrder(), payments: [] })], /payments/],
  [
    'an order that contradicts the one we hold',
    [envelope('placed', aWholeOrder()), envelope('placed', aWholeOrder({ tier: 'gold' }))],
    /not newer/,
  ],
  ['news under our own name without our metadata', [envelope('placed', aWholeOrder(), 'redress')], /metadata|eventId|Invalid/],
])('fails on %s, so that it lands where a person looks', async (_, news, message) => {
  await expect(told(...news)).rejects.toThrow(message);
});
