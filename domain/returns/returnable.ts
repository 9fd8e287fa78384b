import type { Because } from '../cases/because.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import { judgeLine } from './judge-line.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** Per line, how many pieces are still returnable (the sold quantity where there is no counter yet). */
export type Counters = ReadonlyMap<string, number>;

/** What the customer may send back of one line; quantity 0 comes with its `because`. */
export interface ReturnableLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly until?: string;
  readonly because?: Because;
}

/** Every line of the order with what may still come back of it on that day. */
export function returnableLines(order: SoldOrder, counters: Counters, policy: ReturnPolicy, on: Date): ReturnableLine[] {
  return order.lines.map((line) => returnableLine(line, stillReturnable(line, counters), order, policy, on));
}

/** The pieces of a line that no return holds. */
export function stillReturnable(line: OrderLine, counters: Counters): number {
  return counters.get(line.lineId) ?? line.quantity;
}

function returnableLine(line: OrderLine, left: number, order: SoldOrder, policy: ReturnPolicy, on: Date): ReturnableLine {
  const { lineId, title } = line;
  const judged = judgeLine(line, order, policy, on);
  if (judged.verdict === 'refused')
    return { lineId, quantity: 0, ...(judged.until ? { until: judged.until } : {}), because: judged.because };
  if (left <= 0) return { lineId, quantity: 0, because: { code: 'all-returned', values: { title } } };
  if (judged.verdict === 'asks') return { lineId, quantity: left, because: judged.because };
  const here = Math.min(left, judged.pieces - (line.quantity - left));
  if (here <= 0) return { lineId, quantity: 0, because: { code: 'not-delivered', values: { title } } };
  return { lineId, quantity: here, ...(judged.until ? { until: judged.until } : {}) };
}
