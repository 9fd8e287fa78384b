import type { Money } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { Ledger } from '../refunds/ledger.ts';
import type { RefundPart } from '../refunds/tenders.ts';
import type { ReturnDecision } from './decide-return.ts';
import type { Fee } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';
import type { ReturnRequest } from './return-request.ts';
import type { Counters } from './returnable.ts';

/** What a return would bring, before anybody submits it. */
export interface Quote {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amount: number }[];
  readonly fees: readonly Fee[];
  /** Nothing where policy would refuse. */
  readonly refunds: readonly RefundPart[];
  readonly total: Money;
  /** The case's value: what goes back if it is approved, after fees, also where policy would refuse. */
  readonly value: Money;
  /** What policy says today. */
  readonly decision: ReturnDecision;
}

/** Amounts, fees and tenders of a checked request (`checkRequest` found nothing). Writes nothing, reads no clock. */
export function quoteReturn(
  _request: ReturnRequest,
  _order: SoldOrder,
  _ledgers: readonly Ledger[],
  _policy: ReturnPolicy,
  _counters: Counters,
  _on: Date,
): Quote {
  throw new Error('not written yet');
}
