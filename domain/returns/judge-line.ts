import type { Because } from '../cases/because.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import type { AllowEntry, ReturnPolicy } from './return-policy.ts';
import { windowOf } from './windows.ts';

/** What policy says of one line on a day: it may come back (`pieces` of it), it may not, or no rule knows. */
export type LineVerdict =
  | { readonly verdict: 'returnable'; readonly pieces: number; readonly until?: string; readonly allowed: boolean }
  | { readonly verdict: 'refused'; readonly because: Because; readonly until?: string }
  | { readonly verdict: 'asks'; readonly because: Because };

/** Goods, final sale, delivery and window of one line; an allow entry overrides final sale and window. */
export function judgeLine(line: OrderLine, order: SoldOrder, policy: ReturnPolicy, on: Date): LineVerdict {
  const refused = (code: string) => ({ verdict: 'refused', because: { code, values: { title: line.title } } }) as const;
  const allowed = isAllowed(line, order, policy);
  if (line.goods === false) return refused('no-goods');
  if (line.finalSale && !allowed) return refused('final-sale');
  const window = windowOf(line, order, policy);
  if (window.kind === 'not-delivered') return refused('not-delivered');
  if (window.kind === 'no-rule')
    return allowed ? { verdict: 'returnable', pieces: line.quantity, allowed } : { verdict: 'asks', because: window.because };
  const { until, pieces } = window;
  if (on.getTime() <= Date.parse(until)) return { verdict: 'returnable', pieces, until, allowed };
  if (allowed) return { verdict: 'returnable', pieces, allowed };
  return { verdict: 'refused', because: { code: 'window-over', values: { title: line.title, until } }, until };
}

/** Does an entry of the allowlist let this line through? */
export function isAllowed(line: OrderLine, order: SoldOrder, { allow }: Pick<ReturnPolicy, 'allow'>): boolean {
  const fits = (entry: AllowEntry) =>
    (entry.orderId ?? order.orderId) === order.orderId &&
    (entry.sku ?? line.sku) === line.sku &&
    (entry.category ?? line.category) === line.category &&
    (entry.tier ?? order.tier) === order.tier;
  return allow.some(fits);
}
