import { faultsOf } from './check-order.ts';
import type { ReadOrders, RejectedOrder } from './import-csv.ts';
import { Order, partOrder } from './order.ts';

/** Orders from JSON Lines: each line one order of the interface; empty lines are passed over, a bad line is rejected with its reason. */
export function ordersFromJsonLines(text: string): ReadOrders {
  const orders: Order[] = [];
  const rejected: RejectedOrder[] = [];
  for (const [index, source] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (source.trim() === '') continue;
    const taken = orderFrom(source);
    if ('reason' in taken) rejected.push({ ...taken, line: index + 1 });
    else orders.push(taken);
  }
  return { orders, rejected, skipped: 0 };
}

function orderFrom(source: string): Order | Omit<RejectedOrder, 'line'> {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return { orderId: '', reason: 'this line is no JSON' };
  }
  const named = json as { orderId?: unknown } | null;
  const orderId = typeof named?.orderId === 'string' ? named.orderId : '';
  const order = Order.safeParse(json);
  if (!order.success) return { orderId, reason: order.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
  const [fault] = faultsOf(partOrder(order.data).sold);
  return fault ? { orderId, reason: fault } : order.data;
}
