import { smallestUnit } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { AmountPart, ContainedTax } from './amount-part.ts';

/** The tax in the parts that belong to lines with a rate, one entry per rate, the highest first. Half a unit rounds up; whole rupiah for IDR. */
export function containedTax(parts: readonly AmountPart[], order: Pick<SoldOrder, 'lines' | 'currency'>): ContainedTax[] {
  const byRate = new Map<number, number>();
  for (const { lineId, amount } of parts) {
    const rate = order.lines.find((line) => line.lineId === lineId)?.taxRate;
    if (rate) byRate.set(rate, (byRate.get(rate) ?? 0) + amount);
  }
  return [...byRate]
    .filter(([, of]) => of > 0)
    .sort(([one], [other]) => other - one)
    .map(([rate, of]) => ({ rate, amount: taxIn(of, rate, smallestUnit(order.currency)), of }));
}

/** `of` × rate ÷ (1 + rate), exactly: rates count to six decimals. */
function taxIn(of: number, rate: number, unit: number): number {
  const millionths = BigInt(Math.round(rate * 1_000_000));
  const divisor = (1_000_000n + millionths) * BigInt(unit);
  const doubled = 2n * BigInt(of) * millionths;
  return Number((doubled + divisor) / (2n * divisor)) * unit;
}
