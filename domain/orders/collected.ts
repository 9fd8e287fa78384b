import type { Payment, SoldOrder } from './order.ts';

/** Has everything of the order reached the customer, so that whoever brought the last of it was paid? */
function isDelivered({ deliveredAt, deliveries = [] }: Pick<SoldOrder, 'deliveredAt' | 'deliveries'>): boolean {
  return deliveredAt !== undefined || (deliveries.length > 0 && deliveries.every((parcel) => parcel.deliveredAt !== undefined));
}

/** What of a payment is really in the shop's hands, in minor units: cash on delivery counts from the delivery on, everything else as it is. */
export function collected(
  { method, captured }: Pick<Payment, 'method' | 'captured'>,
  order: Pick<SoldOrder, 'deliveredAt' | 'deliveries'>,
): number {
  return method === 'cod' && !isDelivered(order) ? 0 : captured;
}
