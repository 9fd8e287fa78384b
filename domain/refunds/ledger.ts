import type * as z from 'zod';
import { MoneyError } from '../errors.ts';
import { collected } from '../orders/collected.ts';
import type { PaymentMethod, SoldOrder } from '../orders/order.ts';

/** What can still go back to one payment. `none` has no way back by machine and is paid out by a person, as `payout` is. */
export interface Ledger {
  readonly paymentId: string;
  readonly method: z.infer<typeof PaymentMethod>;
  readonly captured: number;
  /** captured − reserved − refunded: what a new refund may take. */
  readonly remaining: number;
  /** Set aside for refunds without an outcome. */
  readonly reserved: number;
  /** What went back, also in the provider's own dashboard. */
  readonly refunded: number;
  /** The part of `refunded` that was made in the provider's own dashboard, so that no refund of ours stands for it. */
  readonly elsewhere: number;
  readonly currency: string;
  readonly via: 'provider' | 'payout' | 'none';
  /** false = the provider gives back the whole payment or nothing. */
  readonly partial: boolean;
  /** After this instant the provider refuses. */
  readonly until?: string | undefined;
}

const byMachine = new Set<string>(['card', 'paypal', 'wallet', 'qris', 'store-credit']);

/** What the table counts per payment. */
export type Held = Pick<Ledger, 'captured' | 'remaining' | 'reserved' | 'refunded' | 'elsewhere'>;

/** The counts of a payment from which nothing went back yet. */
export function untouched(captured: number): Held {
  return { captured, remaining: captured, reserved: 0, refunded: 0, elsewhere: 0 };
}

/** The ledgers of an order, in the order in which it was paid; a payment that is not counted yet is untouched. */
export function ledgersOf(
  order: Pick<SoldOrder, 'payments' | 'currency' | 'deliveredAt' | 'deliveries'>,
  held: ReadonlyMap<string, Held> = new Map(),
): Ledger[] {
  return order.payments.map((payment) => {
    const { captured, remaining, reserved, refunded, elsewhere } = held.get(payment.paymentId) ?? untouched(collected(payment, order));
    return {
      paymentId: payment.paymentId,
      method: payment.method,
      ...{ captured, remaining, reserved, refunded, elsewhere },
      currency: order.currency,
      via: payment.refund ?? (byMachine.has(payment.method) ? 'provider' : 'payout'),
      partial: payment.partial ?? true,
      ...(payment.until ? { until: payment.until } : {}),
    };
  });
}

/** How much can still go back in all. Throws MoneyError where payments differ in currency. */
export function remainingOf(ledgers: readonly Ledger[]): number {
  const other = ledgers.find(({ currency }) => currency !== ledgers[0]?.currency);
  if (other) throw new MoneyError(`cannot add ${other.currency} to ${ledgers[0]?.currency}`);
  return ledgers.reduce((sum, ledger) => sum + ledger.remaining, 0);
}
