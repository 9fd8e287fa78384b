import { isUnsettled } from '../returns/refund-standing.ts';
import type { Refund } from '../returns/return-case.ts';
import type { Ledger } from './ledger.ts';

/** What a refund counts as on a ledger. */
export type Counted = Pick<Refund, 'paymentId' | 'amount' | 'currency' | 'status'>;
type Pots = Pick<Ledger, 'paymentId' | 'currency' | 'captured' | 'remaining' | 'reserved' | 'refunded' | 'elsewhere'>;

/** One contradiction on a ledger, in minor units; `found` is what the ledger (or, for `another-currency` and `unknown-payment`, the refund) says. */
export interface LedgerFault {
  readonly paymentId: string;
  readonly code:
    | 'not-whole'
    | 'above-captured'
    | 'pots-do-not-sum'
    | 'reserved-differs'
    | 'refunded-differs'
    | 'another-currency'
    | 'unknown-payment';
  readonly expected: number;
  readonly found: number;
}

/**
 * What contradicts itself on the ledgers of one order; empty in every history. Each ledger holds whole amounts of which none is negative,
 * reserved + refunded ≤ captured, and remaining is the rest. With all refunds of the order's cases at hand (`refunds`) the ledger
 * also counts exactly those: reserved the ones without an outcome, refunded the succeeded ones and what was made elsewhere.
 */
export function ledgerFaults(ledgers: readonly Pots[], refunds?: readonly Counted[]): LedgerFault[] {
  const alone = ledgers.flatMap((ledger) => faultsAlone(ledger));
  if (!refunds) return alone;
  const strange = refunds.flatMap((refund): LedgerFault[] => {
    const ledger = ledgers.find(({ paymentId }) => paymentId === refund.paymentId);
    const code = ledger ? 'another-currency' : 'unknown-payment';
    return ledger?.currency === refund.currency ? [] : [{ paymentId: refund.paymentId, code, expected: 0, found: refund.amount }];
  });
  const told = ledgers.flatMap((ledger) =>
    faultsAgainst(
      ledger,
      refunds.filter(({ paymentId }) => paymentId === ledger.paymentId),
    ),
  );
  return [...alone, ...strange, ...told];
}

function faultsAlone({ paymentId, captured, remaining, reserved, refunded, elsewhere }: Pots): LedgerFault[] {
  const fault = (code: LedgerFault['code'], expected: number, found: number) => ({ paymentId, code, expected, found });
  const odd = [captured, remaining, reserved, refunded, elsewhere].find((amount) => !Number.isSafeInteger(amount) || amount < 0);
  if (odd !== undefined) return [fault('not-whole', 0, odd)];
  if (reserved + refunded > captured) return [fault('above-captured', captured, reserved + refunded)];
  if (elsewhere > refunded) return [fault('refunded-differs', elsewhere, refunded)];
  const rest = captured - reserved - refunded;
  return remaining === rest ? [] : [fault('pots-do-not-sum', rest, remaining)];
}

function faultsAgainst({ paymentId, reserved, refunded, elsewhere }: Pots, refunds: readonly Counted[]): LedgerFault[] {
  const open = total(refunds.filter(isUnsettled));
  const gone = total(refunds.filter(({ status }) => status === 'succeeded')) + elsewhere;
  return [
    ...(open === reserved ? [] : [{ paymentId, code: 'reserved-differs' as const, expected: open, found: reserved }]),
    ...(gone === refunded ? [] : [{ paymentId, code: 'refunded-differs' as const, expected: gone, found: refunded }]),
  ];
}

function total(refunds: readonly Counted[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
