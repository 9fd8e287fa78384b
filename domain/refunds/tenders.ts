import * as z from 'zod';
import { MoneyError } from '../errors.ts';
import { allocateWithin, smallestUnit } from '../money.ts';
import type { Ledger } from './ledger.ts';

/** Which payment gets its money back first. */
export const TenderOrder = z.enum(['last-in-first-out', 'pro-rata', 'original-first']);
export type TenderOrder = z.infer<typeof TenderOrder>;

/** What goes back to one payment. */
export interface RefundPart {
  readonly paymentId: string;
  readonly method: Ledger['method'];
  readonly amount: number;
  readonly currency: string;
  /** `exchange`: set aside until the shop has sent something else instead. */
  readonly via: 'provider' | 'payout' | 'credit' | 'exchange';
  /** With via `credit`: what the shop adds, and when the credit runs out. */
  readonly credit?: { readonly bonus: number; readonly expiresAt?: string | undefined } | undefined;
}

/**
 * Splits an amount over the payments: sums exactly, never above what remains of each; an amount above all of it is cut to it.
 * Store credit is filled up first, whatever the order of the others.
 */
export function splitRefund(amount: number, ledgers: readonly Ledger[], order: TenderOrder, on: Date): RefundPart[] {
  if (!Number.isSafeInteger(amount)) throw new MoneyError(`${amount} is no exact amount of minor units`);
  const open = ledgers.filter((ledger) => ledger.remaining > 0);
  const credit = open.filter((ledger) => ledger.method === 'store-credit');
  const others = open.filter((ledger) => ledger.method !== 'store-credit');
  const toCredit = inTurn(amount, credit);
  const left = amount - toCredit.reduce((sum, share) => sum + share.amount, 0);
  const rest = order === 'pro-rata' ? inProportion(left, others) : inTurn(left, order === 'original-first' ? others : others.toReversed());
  return [...toCredit, ...rest].filter((share) => share.amount > 0).map((share) => partOf(share, on));
}

interface Share {
  readonly ledger: Ledger;
  readonly amount: number;
}

function inTurn(amount: number, ledgers: readonly Ledger[]): Share[] {
  let left = amount;
  return ledgers.map((ledger) => {
    const share = Math.max(0, Math.min(left, ledger.remaining));
    left -= share;
    return { ledger, amount: share };
  });
}

/** Shares by what remains of each, never above it. */
function inProportion(amount: number, ledgers: readonly Ledger[]): Share[] {
  const remaining = ledgers.map((ledger) => ledger.remaining);
  const shares = allocateWithin(amount, remaining, ledgers[0] ? smallestUnit(ledgers[0].currency) : 1);
  return ledgers.map((ledger, index) => ({ ledger, amount: shares[index]! }));
}

/** By the provider where it can; by hand where it cannot: too late, or only the whole would do. */
function partOf({ ledger, amount }: Share, on: Date): RefundPart {
  const late = ledger.until !== undefined && on.getTime() > Date.parse(ledger.until);
  const whole = amount === ledger.captured;
  const via = ledger.via === 'provider' && !late && (ledger.partial || whole) ? 'provider' : 'payout';
  return { paymentId: ledger.paymentId, method: ledger.method, amount, currency: ledger.currency, via };
}
