import type { Ledger } from '../refunds/ledger.ts';
import type { Counters } from '../returns/returnable.ts';
import type { SoldOrder } from './order.ts';

/** An order as we hold it: the snapshot (with deliveries since), and the hash of the snapshot that was imported last. */
export interface KnownOrder {
  readonly order: SoldOrder;
  readonly hash: string;
}

/** What an incoming snapshot changes. Deltas are to be added to existing counters and ledgers in the same transaction. */
export type Merge =
  | { readonly outcome: 'imported'; readonly order: SoldOrder; readonly hash: string }
  | {
      readonly outcome: 'updated';
      readonly order: SoldOrder;
      readonly hash: string;
      readonly lines: readonly { readonly lineId: string; readonly delta: number }[];
      readonly payments: readonly { readonly paymentId: string; readonly delta: number; readonly isNew: boolean }[];
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'rejected'; readonly reason: string };

/** Takes an order in: new, newer, known already, or wrong. Never takes captured below what was refunded, nor a line below what came back. */
export function mergeOrder(_known: KnownOrder | undefined, _incoming: SoldOrder, _ledgers: readonly Ledger[], _counters: Counters): Merge {
  throw new Error('not written yet');
}

/** Names a snapshot's content, however its keys are ordered (without the person). */
export function orderHash(_order: SoldOrder): string {
  throw new Error('not written yet');
}

/** The order after a parcel left (`deliveredAt` absent) or reached the customer; without parcel and lines it is the whole order. */
export function withParcel(
  _order: SoldOrder,
  _parcel: {
    parcelId?: string | undefined;
    deliveredAt?: string | undefined;
    lines?: readonly { lineId: string; quantity: number }[] | undefined;
  },
): SoldOrder {
  throw new Error('not written yet');
}
