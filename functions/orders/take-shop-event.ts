import type { Order } from '../../domain/orders/order.ts';
import { ShopOrderDelivered } from '../../events/shop-order-delivered.ts';
import { ShopOrderPlaced } from '../../events/shop-order-placed.ts';
import { ShopOrderShipped } from '../../events/shop-order-shipped.ts';
import { intake, type OrderIntake, type Taken } from '../adapters/order-intake.ts';
import { type Heard, subscriber } from '../runtime/subscriber.ts';

/** What the shop tells us. */
export const hears = [ShopOrderPlaced, ShopOrderShipped, ShopOrderDelivered] as const;

async function take(event: Heard<typeof hears>, intake: OrderIntake, now: Date): Promise<Taken> {
  switch (event.type) {
    case 'shop.order.placed.v1':
      return await intake.take(event.data, now);
    case 'shop.order.shipped.v1': {
      if (isOrder(event.data)) return await takeMoved(event.data, intake, now);
      const { orderId, parcelId, lines } = event.data;
      return await intake.parcel(orderId, { parcelId, lines }, now);
    }
    case 'shop.order.delivered.v1': {
      if (isOrder(event.data)) return await takeMoved(event.data, intake, now);
      const { orderId, parcelId, lines, deliveredAt } = event.data;
      return await intake.parcel(orderId, { parcelId, lines, deliveredAt }, now);
    }
  }
}

function isOrder(data: object): data is Order {
  return 'placedAt' in data;
}

/** A whole order whose parcels moved. What left and arrived counts also where the shop dates no change (`updatedAt`). */
async function takeMoved(order: Order, intake: OrderIntake, now: Date): Promise<Taken> {
  let taken = await intake.take(order, now);
  if (taken.outcome === 'imported' || order.updatedAt) return taken;
  for (const news of [...(order.deliveries ?? []), ...(order.deliveredAt ? [{ deliveredAt: order.deliveredAt }] : [])]) {
    taken = await intake.parcel(order.orderId, news, now);
    if (taken.outcome === 'rejected') return taken;
  }
  return taken;
}

/** Keeps up with the shop: orders and parcels as they happen. What cannot be taken in fails, so that it lands where a person looks. */
export const { handler, run } = subscriber({
  hears,
  connect: () => ({ intake: intake() }),
  run: async (event, { intake }, { now }) => {
    const taken = await take(event, intake, now);
    if (taken.outcome === 'rejected') throw new Error(`${event.type} was not taken in: ${taken.reason}`);
  },
});
