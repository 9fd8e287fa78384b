import * as z from 'zod';
import { MoneyError } from './errors.ts';

/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
/** What is said of an amount that is none: never guessed, never rounded. */
export const amountWords = 'Write the amount in minor units: a whole number without quotes and without a sign, such as 1250 for 12.50';
/** An integer in minor units (IDR counts in sen, as ISO says). */
export const Minor = z.int(amountWords).min(0, amountWords);
/** What is said of a signed amount that is none. */
export const signedAmountWords = 'Write the amount in minor units: a whole number without quotes, such as 1250 or -1250';
/** An amount that adds or takes away, in minor units. */
export const SignedMinor = z.int(signedAmountWords);
export const Money = z.strictObject({ amount: Minor, currency: Currency });
export type Money = z.infer<typeof Money>;

/** Adds amounts of one currency. Throws MoneyError across currencies or beyond safe integers. */
export function addMoney(first: Money, ...rest: Money[]): Money {
  let amount = first.amount;
  for (const money of rest) {
    if (money.currency !== first.currency) throw new MoneyError(`cannot add ${money.currency} to ${first.currency}`);
    amount += money.amount;
  }
  if (!Number.isSafeInteger(amount)) throw new MoneyError(`${amount} is no exact amount of minor units`);
  return { amount, currency: first.currency };
}

/** The smallest amount that people pay in: 1 minor unit, but a whole rupiah (100 sen) for IDR. */
export function smallestUnit(currency: string): number {
  return currency === 'IDR' ? 100 : 1;
}

/** Splits `total` by `weights` (largest remainder first, sums exactly); every part a multiple of `unit` where `total` is. */
export function allocate(total: number, weights: readonly number[], unit = 1): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!Number.isSafeInteger(total) || sum <= 0) throw new MoneyError(`cannot split ${total} by ${weights.join(':')}`);
  const units = Math.floor(total / unit);
  const exact = weights.map((weight) => (BigInt(units) * BigInt(weight)) / BigInt(sum));
  const parts = exact.map((part) => Number(part) * unit);
  const remainders = weights.map((weight, index) => ({ index, rest: (BigInt(units) * BigInt(weight)) % BigInt(sum) }));
  remainders.sort((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.index - b.index));
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of remainders) {
    if (left < unit) break;
    parts[index] = parts[index]! + unit;
    left -= unit;
  }
  const largest = parts.indexOf(Math.max(...parts));
  parts[largest] = parts[largest]! + left;
  return parts;
}

/** As `allocate` by `limits`, no part above its own: what rounding puts above one goes to those that have room. An amount above them all is cut to them. */
export function allocateWithin(total: number, limits: readonly number[], unit = 1): number[] {
  const room = limits.reduce((sum, limit) => sum + limit, 0);
  const amount = Math.min(total, room);
  if (amount <= 0) return limits.map(() => 0);
  const parts = allocate(amount, limits, unit).map((part, index) => Math.min(part, limits[index]!));
  let over = amount - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => {
    const more = Math.min(over, limits[index]! - part);
    over -= more;
    return part + more;
  });
}
