import * as z from 'zod';
import { Instant, LineId, OrderId } from '../domain/identifiers.ts';
import { Order } from '../domain/orders/order.ts';
import { defineEvent } from './define-event.ts';

/** A parcel of an order left the shop: the order as it is now, or only the parcel. Comes from the shop, not from our log. */
export const ShopOrderShipped = defineEvent(
  'shop.order.shipped',
  1,
  z.union([
    Order,
    z.strictObject({
      orderId: OrderId,
      parcelId: z.string().min(1).max(128).optional(),
      shippedAt: Instant,
      lines: z.array(z.strictObject({ lineId: LineId, quantity: z.int().min(1) })).optional(),
    }),
  ]),
  'shop',
);
