import { createHash } from 'node:crypto';
import { faultsOf } from './check-order.ts';
import { collected } from './collected.ts';
import type { OrderLine, Payment, SoldOrder } from './order.ts';
import { mergedDeliveries } from './parcels.ts';

/** An order as we hold it: the snapshot (with deliveries since), and the hash of the snapshot that was imported last. */
export interface KnownOrder {
  readonly order: SoldOrder;
  readonly hash: string;
  /** What the ledgers hold as captured, by payment; without them the order itself says it. */
  readonly captured?: ReadonlyMap<string, number>;
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

/**
 * Takes an order in: new, newer, known already, or wrong. A newer one updates delivery, lines and captured upward; no line falls
 * below the pieces that came back (`counters`: what is still returnable per line), and captured never falls at all.
 */
export function mergeOrder(known: KnownOrder | undefined, incoming: SoldOrder, counters: ReadonlyMap<string, number>): Merge {
  const [fault] = faultsOf(incoming);
  if (fault) return { outcome: 'rejected', reason: fault };
  const hash = orderHash(incoming);
  if (!known) return { outcome: 'imported', order: incoming, hash };
  if (known.hash === hash) return { outcome: 'unchanged' };
  const held = known.order;
  const newer = ageOf(incoming) - ageOf(held);
  if (newer < 0) return { outcome: 'unchanged' };
  if (newer === 0)
    return { outcome: 'rejected', reason: 'this order differs from the one we hold but is not newer: give it a later updatedAt' };
  if (incoming.currency !== held.currency)
    return { outcome: 'rejected', reason: `the currency was ${held.currency} and cannot become ${incoming.currency}` };

  const lines = mergedLines(held.lines, incoming.lines, counters);
  const payments = mergedPayments(held.payments, incoming.payments);
  const deliveries = mergedDeliveries(held.deliveries, incoming.deliveries);
  const deliveredAt = incoming.deliveredAt ?? held.deliveredAt;
  const order: SoldOrder = {
    ...held,
    ...(incoming.updatedAt ? { updatedAt: incoming.updatedAt } : {}),
    ...(deliveredAt ? { deliveredAt } : {}),
    ...(deliveries ? { deliveries } : {}),
    ...(incoming.discount === undefined ? {} : { discount: incoming.discount }),
    lines,
    payments,
  };
  return { outcome: 'updated', order, hash, lines: lineDeltas(held.lines, lines), payments: paymentDeltas(known, order) };
}

/** Names a snapshot's content, however its keys are ordered (without the person). */
export function orderHash(order: SoldOrder): string {
  return createHash('sha256').update(canonical(order)).digest('hex');
}

function ageOf(order: SoldOrder): number {
  return Date.parse(order.updatedAt ?? order.placedAt);
}

function mergedLines(held: readonly OrderLine[], incoming: readonly OrderLine[], counters: ReadonlyMap<string, number>): OrderLine[] {
  const cameBack = (line: OrderLine) => line.quantity - (counters.get(line.lineId) ?? line.quantity);
  const before = new Map(held.map((line) => [line.lineId, line]));
  const after = incoming.map((line) => {
    const old = before.get(line.lineId);
    return old ? { ...line, quantity: Math.max(line.quantity, cameBack(old)) } : line;
  });
  const gone = held.filter((line) => cameBack(line) > 0 && !incoming.some(({ lineId }) => lineId === line.lineId));
  return [...after, ...gone.map((line) => ({ ...line, quantity: cameBack(line) }))];
}

function mergedPayments(held: readonly Payment[], incoming: readonly Payment[]): Payment[] {
  const merged = held.map((payment) => {
    const news = incoming.find(({ paymentId }) => paymentId === payment.paymentId);
    return news ? { ...news, method: payment.method, captured: Math.max(news.captured, payment.captured) } : payment;
  });
  return [...merged, ...incoming.filter(({ paymentId }) => !held.some((payment) => payment.paymentId === paymentId))];
}

function lineDeltas(held: readonly OrderLine[], merged: readonly OrderLine[]): { lineId: string; delta: number }[] {
  const now = new Map(merged.map((line) => [line.lineId, line.quantity]));
  return held
    .map((line) => ({ lineId: line.lineId, delta: (now.get(line.lineId) ?? 0) - line.quantity }))
    .filter(({ delta }) => delta !== 0);
}

/** What each payment's ledger gains: what was captured, or collected on delivery, since. What was collected once stays, whatever is sent later. */
export function paymentDeltas(
  known: Pick<KnownOrder, 'order' | 'captured'>,
  merged: SoldOrder,
): { paymentId: string; delta: number; isNew: boolean }[] {
  const before = known.captured ?? new Map(known.order.payments.map((payment) => [payment.paymentId, collected(payment, known.order)]));
  return merged.payments
    .map((payment) => {
      const was = before.get(payment.paymentId);
      return { paymentId: payment.paymentId, delta: Math.max(0, collected(payment, merged) - (was ?? 0)), isNew: was === undefined };
    })
    .filter(({ delta, isNew }) => isNew || delta !== 0);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
