import type { SoldOrder } from '../orders/order.ts';
import type { ReturnCase } from '../returns/return-case.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import type { Ledger } from './ledger.ts';
import type { RefundPart } from './tenders.ts';

/** What is due now, beyond what the case's refunds (failed ones aside) already gave back. `parts` sum to `amount`, never above what remains. */
export interface ComposedRefund {
  readonly amount: number;
  /** What is due but no payment holds any more (another return was faster): a person must look, nothing is cut silently. */
  readonly short: number;
  readonly currency: string;
  readonly parts: readonly RefundPart[];
}

/** Accepted pieces − deductions − fees (once) + adjustment, or the whole of a keep-item case, less what went back already. */
export function composeRefund(
  _subject: ReturnCase,
  _order: Pick<SoldOrder, 'lines'>,
  _ledgers: readonly Ledger[],
  _policy: ReturnPolicy,
  _on: Date,
): ComposedRefund {
  throw new Error('not written yet');
}
