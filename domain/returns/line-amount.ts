import { MoneyError } from '../errors.ts';
import { smallestUnit } from '../money.ts';
import type { OrderLine } from '../orders/order.ts';

/**
 * What `quantity` pieces of a line are worth after the line's discount, in minor units. `before` pieces were returned already:
 * all pieces together are worth exactly the line, however they are split over returns. Whole rupiah for IDR.
 */
export function lineAmount(line: OrderLine, quantity: number, currency: string, before = 0): number {
  const total = Math.max(0, line.unitPrice * line.quantity - (line.discount ?? 0));
  return worthOfPieces(total, line.quantity, currency, before, quantity);
}

/** What the pieces `before` … `before + count` of `pieces` that cost `total` together are worth: the first pieces carry the remainder. */
export function worthOfPieces(total: number, pieces: number, currency: string, before: number, count: number): number {
  if (!Number.isSafeInteger(total)) throw new MoneyError(`${total} is no exact amount of minor units`);
  const unit = smallestUnit(currency);
  const units = Math.floor(total / unit);
  const each = Math.floor(units / pieces);
  const upTo = (count: number) => {
    const some = Math.max(0, Math.min(count, pieces));
    return some === 0 ? 0 : (each * some + Math.min(some, units - each * pieces)) * unit + (total - units * unit);
  };
  return upTo(before + count) - upTo(before);
}
