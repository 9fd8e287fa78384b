import * as z from 'zod';
import { plus } from '../clocks/duration.ts';
import { Instant, RefundId } from '../identifiers.ts';
import { Currency, Minor } from '../money.ts';
import type { Refund } from '../returns/return-case.ts';
import { percentOf } from '../returns/return-fees.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import type { RefundPart } from './tenders.ts';

/** One store credit, in minor units: `issued + bonus = spent + remaining`, none below zero. Its id is the refund's that made it. */
export const StoreCredit = z.strictObject({
  creditId: RefundId,
  orderId: z.string(),
  caseId: z.string(),
  currency: Currency,
  issued: Minor,
  bonus: Minor,
  spent: Minor,
  remaining: Minor,
  issuedAt: Instant,
  expiresAt: Instant.optional(),
});
export type StoreCredit = z.infer<typeof StoreCredit>;

/** A store credit as it counts now: what was left when it ran out is `expired`, no longer `remaining`. */
export type StandingCredit = StoreCredit & { readonly expired: number };

/** Has the credit run out at `now`? From the very instant on. */
export function hasRunOut({ expiresAt }: Pick<StoreCredit, 'expiresAt'>, now: Date): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
}

export function standingCredit(credit: StoreCredit, now: Date): StandingCredit {
  const out = hasRunOut(credit, now);
  return { ...credit, remaining: out ? 0 : credit.remaining, expired: out ? credit.remaining : 0 };
}

type Terms = ReturnPolicy['storeCredit'];

/**
 * What goes back, as store credit instead of by their payments, with the bonus and expiry of the policy. The bonus in
 * percent is of their sum, spread so that it adds up; a fixed one is given once in a case, with the first.
 */
export function asStoreCredit(refunds: readonly RefundPart[], before: readonly Refund[], terms: Terms, now: Date): RefundPart[] {
  const { bonus, expiresAfter } = terms;
  const given = before.some(({ credit, status }) => status !== 'failed' && (credit?.bonus ?? 0) > 0);
  const bonusOn = (sum: number, currency: string): number => {
    if (!bonus) return 0;
    if ('percent' in bonus) return percentOf(sum, bonus.percent, currency);
    return sum > 0 && !given ? (bonus.fixed[currency] ?? 0) : 0;
  };
  let sum = 0;
  return refunds.map((refund) => {
    const soFar = bonusOn(sum, refund.currency);
    sum += refund.amount;
    const credit = {
      bonus: bonusOn(sum, refund.currency) - soFar,
      ...(expiresAfter ? { expiresAt: plus(now, expiresAfter) } : {}),
    };
    return { ...refund, method: 'store-credit', via: 'credit', credit };
  });
}
