import type { Because } from '../cases/because.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** How long a line may come back: `until` an instant, or not at all yet, or no rule says. */
export type LineWindow =
  | { readonly kind: 'until'; readonly until: string; readonly deliveredAt: string; readonly pieces: number }
  | { readonly kind: 'not-delivered' | 'no-rule'; readonly because: Because };

/** The window of one line, from its own delivery (the last one, when it came in several parcels), by the first rule that fits. */
export function windowOf(_line: OrderLine, _order: SoldOrder, _policy: ReturnPolicy): LineWindow {
  throw new Error('not written yet');
}
