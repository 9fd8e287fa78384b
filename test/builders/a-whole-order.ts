import type { Order } from '../../domain/orders/order.ts';
import { anOrder } from './an-order.ts';

/** An order as it arrives, with its person. */
export function aWholeOrder(differs: Partial<Order> = {}): Order {
  return { ...anOrder(), email: 'ana@customer.example', name: 'Ana Putri', phone: '+62 811 234 567', ...differs };
}
