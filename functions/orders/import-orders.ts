import * as z from 'zod';
import { Order } from '../../domain/orders/order.ts';
import { intake } from '../adapters/order-intake.ts';
import { explain } from '../runtime/explain.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';

const Outcome = z.object({
  orderId: z.string(),
  outcome: z.enum(['imported', 'updated', 'unchanged', 'rejected']),
  reason: z.string().optional(),
});

/** An order that is not even one: where it is wrong, for the person who sent the file. */
function unfit(raw: unknown, error: z.ZodError): z.infer<typeof Outcome> {
  const orderId = (raw as { orderId?: unknown } | null)?.orderId;
  const reason = explain(error, raw).map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message));
  return { orderId: typeof orderId === 'string' ? orderId.slice(0, 64) : '?', outcome: 'rejected', reason: reason.slice(0, 5).join(' ') };
}

/** Takes up to 25 orders in for the command line; every order gets its own outcome, none stops the others. */
export const { handler, run } = task({
  input: z.strictObject({ orders: z.array(z.unknown()).max(25) }),
  output: z.object({ outcomes: z.array(Outcome) }),
  connect: () => ({ intake: intake() }),
  run: async ({ orders }, { intake }, { now }) => {
    const outcomes: z.infer<typeof Outcome>[] = [];
    for (const raw of orders) {
      const order = Order.safeParse(raw);
      if (order.success) outcomes.push({ orderId: order.data.orderId, ...(await intake.take(order.data, now)) });
      else outcomes.push(unfit(raw, order.error));
    }
    log('orders imported', { count: outcomes.length });
    return { outcomes };
  },
});
