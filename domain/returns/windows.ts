import type { Because } from '../cases/because.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import type { ReturnPolicy, WindowRule } from './return-policy.ts';

/** How long a line may come back: `until` an instant (for the `pieces` that were delivered), or not at all yet, or no rule says. */
export type LineWindow =
  | { readonly kind: 'until'; readonly until: string; readonly deliveredAt: string; readonly pieces: number }
  | { readonly kind: 'not-delivered'; readonly because: Because }
  | { readonly kind: 'no-rule'; readonly because: Because };

const day = 86_400_000;

/** The window of one line, from its own delivery (the last one, when it came in several parcels), by the first rule that fits. */
export function windowOf(line: OrderLine, order: SoldOrder, policy: ReturnPolicy): LineWindow {
  const delivery = deliveryOf(line, order);
  if (!delivery) return { kind: 'not-delivered', because: { code: 'not-delivered', values: { title: line.title } } };
  const rule = policy.rules.find((candidate) => fits(candidate, line, order));
  if (!rule) return { kind: 'no-rule', because: { code: 'no-rule', values: { title: line.title } } };
  return { kind: 'until', until: endOf(rule, delivery.deliveredAt), ...delivery };
}

/** When the delivered pieces of a line came (the last of them), and how many: from its parcels, else from the order. */
function deliveryOf(line: OrderLine, order: SoldOrder): { deliveredAt: string; pieces: number } | undefined {
  const parcels = (order.deliveries ?? []).flatMap((parcel) =>
    parcel.lines.filter(({ lineId }) => lineId === line.lineId).map(({ quantity }) => ({ quantity, deliveredAt: parcel.deliveredAt })),
  );
  const unparcelled = line.quantity - parcels.reduce((sum, { quantity }) => sum + quantity, 0);
  if (unparcelled > 0) parcels.push({ quantity: unparcelled, deliveredAt: order.deliveredAt });
  const came = parcels.flatMap(({ quantity, deliveredAt }) => (deliveredAt ? [{ quantity, at: Date.parse(deliveredAt) }] : []));
  if (came.length === 0) return undefined;
  const pieces = came.reduce((sum, { quantity }) => sum + quantity, 0);
  return { deliveredAt: new Date(Math.max(...came.map(({ at }) => at))).toISOString(), pieces: Math.min(pieces, line.quantity) };
}

function fits({ when }: WindowRule, line: OrderLine, order: SoldOrder): boolean {
  const names = (wanted: string | string[] | undefined, value: string) => wanted === undefined || [wanted].flat().includes(value);
  return names(when.country, order.country) && names(when.category, line.category);
}

function endOf({ windowDays, extension }: WindowRule, deliveredAt: string): string {
  const delivered = Date.parse(deliveredAt);
  const end = delivered + windowDays * day;
  const extended = extension && startOf(extension.from) <= delivered && delivered <= lastOf(extension.to) ? lastOf(extension.until) : end;
  return new Date(Math.max(end, extended)).toISOString();
}

/** `2026-12-24` is the whole day in UTC. */
function startOf(dayOrInstant: string): number {
  return Date.parse(dayOrInstant);
}

function lastOf(dayOrInstant: string): number {
  return dayOrInstant.includes('T') ? Date.parse(dayOrInstant) : Date.parse(dayOrInstant) + day - 1;
}
