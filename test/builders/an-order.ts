import type { OrderLine, SoldOrder } from '../../domain/orders/order.ts';

/** Four mugs at 12.50, delivered on 3 November 2026, unless said otherwise. */
export function aLine(differs: Partial<OrderLine> = {}): OrderLine {
  return { lineId: '1', sku: 'MUG', title: 'Blue mug', category: 'kitchen', quantity: 4, unitPrice: 1250, ...differs };
}

/** A British order, paid in full by one card. */
export function anOrder(differs: Partial<SoldOrder> = {}): SoldOrder {
  const lines = differs.lines ?? [aLine()];
  const captured = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity - (line.discount ?? 0), 0);
  return {
    orderId: 'A-1',
    locale: 'en',
    country: 'GB',
    currency: 'GBP',
    placedAt: '2026-11-01T10:00:00.000Z',
    deliveredAt: '2026-11-03T10:00:00.000Z',
    payments: [{ paymentId: 'pay-1', method: 'card', captured }],
    ...differs,
    lines,
  };
}
