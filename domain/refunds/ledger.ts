import type * as z from 'zod';
import type { PaymentMethod, SoldOrder } from '../orders/order.ts';

/** What can still go back to one payment. `none` has no way back by machine and is paid out by a person, as `payout` is. */
export interface Ledger {
  readonly paymentId: string;
  readonly method: z.infer<typeof PaymentMethod>;
  readonly captured: number;
  /** captured − refunded − reserved. */
  readonly remaining: number;
  readonly refunded: number;
  readonly currency: string;
  readonly via: 'provider' | 'payout' | 'none';
  /** false = the provider gives back the whole payment or nothing. */
  readonly partial: boolean;
  /** After this instant the provider refuses. */
  readonly until?: string | undefined;
}

const byMachine = new Set<string>(['card', 'paypal', 'wallet', 'qris', 'store-credit']);

/** What the table counts per payment. */
export type Held = Pick<Ledger, 'captured' | 'remaining' | 'refunded'>;

/** The ledgers of an order, in the order in which it was paid; a payment that is not counted yet is untouched. */
export function ledgersOf(order: Pick<SoldOrder, 'payments' | 'currency'>, held: ReadonlyMap<string, Held> = new Map()): Ledger[] {
  return order.payments.map((payment) => {
    const { captured, remaining, refunded } = held.get(payment.paymentId) ?? {
      captured: payment.captured,
      remaining: payment.captured,
      refunded: 0,
    };
    return {
      paymentId: payment.paymentId,
      method: payment.method,
      captured,
      remaining,
      refunded,
      currency: order.currency,
      via: payment.refund ?? (byMachine.has(payment.method) ? 'provider' : 'payout'),
      partial: payment.partial ?? true,
      ...(payment.until ? { until: payment.until } : {}),
    };
  });
}

/** How much can still go back in all. */
export function remainingOf(ledgers: readonly Ledger[]): number {
  return ledgers.reduce((sum, ledger) => sum + ledger.remaining, 0);
}
