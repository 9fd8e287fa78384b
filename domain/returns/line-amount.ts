import { MoneyError } from '../errors.ts';
import { allocateWithin, smallestUnit } from '../money.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import type { ReturnLine } from './return-case.ts';

/** What pieces of a line are worth, in minor units: `amount` = price − lineDiscount − orderDiscount − notPaid. */
export interface LineWorth {
  readonly price: number;
  /** Their share of the line's discount. */
  readonly lineDiscount: number;
  /** Their share of the order's discount. */
  readonly orderDiscount: number;
  /** Their share of what was never paid, where a return is worth more than all payments of its order. */
  readonly notPaid: number;
  readonly amount: number;
}

/**
 * What `quantity` pieces of a line are worth after discounts. `before` pieces were returned already: all pieces together are worth
 * exactly the line, however they are split over returns. Whole rupiah for IDR. `share` is the line's share of the order's discount.
 */
export function lineWorth(line: OrderLine, quantity: number, currency: string, before = 0, share = 0): LineWorth {
  const price = line.unitPrice * line.quantity;
  const afterLine = Math.max(0, price - (line.discount ?? 0));
  const afterOrder = Math.max(0, afterLine - share);
  const worth = (total: number) => worthOfPieces(total, line.quantity, currency, before, quantity);
  return stepsOf(worth(price), worth(afterLine), worth(afterOrder), worth(afterOrder));
}

/** What the pieces are worth after the line's own discount, when the order as a whole has none. */
export function lineAmount(line: OrderLine, quantity: number, currency: string, before = 0): number {
  return lineWorth(line, quantity, currency, before).amount;
}

/** What the pieces `before` … `before + count` of an announced line are worth, as it was priced when the return was asked for. */
export function worthWithin(line: AnnouncedLine, currency: string, before: number, count: number): LineWorth {
  const worth = (total: number) => worthOfPieces(total, line.quantity, currency, before, count);
  const { amount, lineDiscount = 0, orderDiscount = 0, notPaid = 0 } = line;
  const afterOrder = amount + notPaid;
  const afterLine = afterOrder + orderDiscount;
  return stepsOf(worth(afterLine + lineDiscount), worth(afterLine), worth(afterOrder), worth(amount));
}
type AnnouncedLine = Pick<ReturnLine, 'quantity' | 'amount' | 'lineDiscount' | 'orderDiscount' | 'notPaid'>;

/** Each line's share of the order's own discount, by what the lines cost after theirs; whole rupiah, never above the line, sums exactly. */
export function discountShares(order: Pick<SoldOrder, 'lines' | 'currency' | 'discount'>): Map<string, number> {
  const costs = order.lines.map((line) => Math.max(0, line.unitPrice * line.quantity - (line.discount ?? 0)));
  const shares = allocateWithin(order.discount ?? 0, costs, smallestUnit(order.currency));
  return new Map(order.lines.map(({ lineId }, index) => [lineId, shares[index]!]));
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

function stepsOf(price: number, afterLine: number, afterOrder: number, amount: number): LineWorth {
  return { price, lineDiscount: price - afterLine, orderDiscount: afterLine - afterOrder, notPaid: afterOrder - amount, amount };
}
