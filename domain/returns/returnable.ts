import type { Because } from '../cases/because.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** Per line, how many pieces are still returnable (order quantity where the counter does not exist yet). */
export type Counters = ReadonlyMap<string, number>;

/** What the customer may send back of one line; quantity 0 comes with its `because`. */
export interface ReturnableLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly until?: string;
  readonly because?: Because;
}

/** Every line of the order with what may still come back of it on that day. */
export function returnableLines(_order: SoldOrder, _counters: Counters, _policy: ReturnPolicy, _on: Date): ReturnableLine[] {
  throw new Error('not written yet');
}
