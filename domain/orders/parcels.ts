import type * as z from 'zod';
import type { Delivery, SoldOrder } from './order.ts';

type Parcel = z.infer<typeof Delivery>;

/** News about one parcel, as `shop.order.shipped` (no `deliveredAt`) and `shop.order.delivered` bring it. */
export interface ParcelNews {
  readonly parcelId?: string | undefined;
  readonly deliveredAt?: string | undefined;
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[] | undefined;
}

/**
 * The order after a parcel left or reached the customer. Without parcel and lines the news is about the whole order; a parcel whose
 * lines nobody named holds what no other parcel holds. News may come twice or in any order: a delivery is never taken back.
 */
export function withParcel(order: SoldOrder, news: ParcelNews): SoldOrder {
  if (!news.parcelId && !news.lines) return news.deliveredAt ? { ...order, deliveredAt: news.deliveredAt } : order;
  const held = order.deliveries ?? [];
  const parcelId = news.parcelId ?? `parcel of ${news.lines?.map((line) => `${line.lineId}x${line.quantity}`).join(', ')}`.slice(0, 128);
  const known = held.find((parcel) => parcel.parcelId === parcelId);
  const lines = news.lines ?? known?.lines ?? unparcelled(order);
  const parcel: Parcel = { parcelId, lines: [...lines], ...(news.deliveredAt ? { deliveredAt: news.deliveredAt } : {}) };
  const deliveries = mergedDeliveries(held, [parcel]);
  return deliveries ? { ...order, deliveries } : order;
}

/** Parcels by id: news wins, but never takes a delivery back. */
export function mergedDeliveries(held: readonly Parcel[] | undefined, news: readonly Parcel[] | undefined): Parcel[] | undefined {
  if (!held || !news) return held || news ? [...(news ?? held ?? [])] : undefined;
  const merged = new Map(held.map((parcel) => [parcel.parcelId, parcel]));
  for (const parcel of news) {
    const deliveredAt = parcel.deliveredAt ?? merged.get(parcel.parcelId)?.deliveredAt;
    merged.set(parcel.parcelId, { ...parcel, ...(deliveredAt ? { deliveredAt } : {}) });
  }
  return [...merged.values()];
}

function unparcelled(order: SoldOrder): { lineId: string; quantity: number }[] {
  return order.lines
    .map(({ lineId, quantity }) => {
      const sent = (order.deliveries ?? []).flatMap((parcel) => parcel.lines).filter((line) => line.lineId === lineId);
      return { lineId, quantity: quantity - sent.reduce((sum, line) => sum + line.quantity, 0) };
    })
    .filter(({ quantity }) => quantity > 0);
}
