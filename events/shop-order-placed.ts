import { Order } from '../domain/orders/order.ts';
import { defineEvent } from './define-event.ts';

/** A shop sold something, or tells us more about what it sold. Comes from the shop, not from our log. */
export const ShopOrderPlaced = defineEvent('shop.order.placed', 1, Order, 'shop');
