import { expect, it } from 'vitest';
import type { OrderIntake } from '../../../functions/adapters/order-intake.ts';
import { handler, run } from '../../../functions/orders/import-orders.ts';
import { aWholeOrder } from '../../builders/a-whole-order.ts';
import { aContext } from '../../builders/an-http-event.ts';
import { aLine } from '../../builders/an-order.ts';
import { anIntake } from '../../fakes/an-intake.ts';

const now = new Date('2026-11-10T10:00:00.000Z');

it('gives every order its own outcome, and lets no bad one stop the others', async () => {
  const { intake } = anIntake();
  const good = aWholeOrder();
  const { email: _, ...nobody } = aWholeOrder({ orderId: 'A-2' });
  const orders = [
    good,
    nobody,
    { ...good, orderId: 'A-3', lines: [aLine({ quantity: 0 })], colour: 'red' },
    aWholeOrder({ orderId: 'A-4', lines: [aLine({ discount: 999_999 })] }),
    null,
    'A-6',
    { orderId: { toString: 1 } },
    { orderId: '__proto__', email: 'x' },
    { ...good, updatedAt: '2026-11-05T00:00:00Z' },
    aWholeOrder({
      orderId: 'A-10',
      payments: Array.from({ length: 100 }, (_, n) => ({ paymentId: `${n}`, method: 'card' as const, captured: 1 })),
    }),
    good,
    aWholeOrder({ orderId: 'A-12' }),
  ];
  const { outcomes } = await run({ orders }, { intake }, { now });
  expect(outcomes.map(({ orderId, outcome }) => [orderId, outcome])).toEqual([
    ['A-1', 'imported'],
    ['A-2', 'rejected'],
    ['A-3', 'rejected'],
    ['A-4', 'rejected'],
    ['?', 'rejected'],
    ['?', 'rejected'],
    ['?', 'rejected'],
    ['__proto__', 'rejected'],
    ['A-1', 'updated'],
    ['A-10', 'rejected'],
    ['A-1', 'unchanged'],
    ['A-12', 'imported'],
  ]);
  expect(outcomes[1]?.reason).toBe('/email: Add this field: a text in quotes.');
  expect(outcomes[2]?.reason).toMatch(/^\/lines\/0\/quantity: .* \/colour: Remove this field/);
  expect(outcomes[3]?.reason).toBe('line 1: the discount is more than the line costs');
});

it('stops for a table that does not answer, since that is no order’s fault', async () => {
  const intake: OrderIntake = {
    take: async () => Promise.reject(new Error('down')),
    parcel: async () => Promise.reject(new Error('down')),
  };
  await expect(run({ orders: [aWholeOrder()] }, { intake }, { now })).rejects.toThrow('down');
});

it.each([
  ['26 orders', { orders: Array.from({ length: 26 }, () => ({})) }],
  ['no list', { orders: {} }],
  ['more than orders', { orders: [], force: true }],
])('refuses %s', async (_, event) => {
  await expect(handler(event, aContext)).rejects.toMatchObject({ name: 'ZodError' });
});
