import type { Clock } from '../clocks/clock.ts';
import type { StoreCredit } from '../refunds/store-credit.ts';
import type { ReturnCase } from '../returns/return-case.ts';
import type { Because } from './because.ts';

/** One log record to be: `type` names an event of the catalogue, `data` fits its schema. */
export interface NewRecord {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/**
 * What one named transition changes, decided by the domain and written by the adapter in one transaction:
 * the case as it shall be (version = old version + number of records), its new log records, the clocks that it
 * starts, changes or stops, pieces given back to the order, and money that moves between the pots of a payment's ledger.
 */
export interface Move {
  readonly name: string;
  readonly case: ReturnCase;
  readonly records: readonly NewRecord[];
  readonly clocks?: readonly Clock[];
  /** Pieces taken from the order in addition, of `sold`; the write is refused when fewer are returnable. */
  readonly take?: readonly { lineId: string; quantity: number; sold: number }[];
  /** An open approval that ends with its case. */
  readonly endsApproval?: string;
  readonly giveBack?: readonly { lineId: string; quantity: number }[];
  /** From what remains to what is reserved; refused where less remains. */
  readonly reserve?: readonly OnLedger[];
  /** From what is reserved to what was refunded. */
  readonly settle?: readonly OnLedger[];
  /** Store credits that the customer has from this move on; refused when one is there already. */
  readonly issue?: readonly StoreCredit[];
  /** Back to what remains: from what is reserved, or from what was refunded when a refund failed after it had succeeded. */
  readonly release?: readonly (OnLedger & { readonly from: 'reserved' | 'refunded' })[];
}

/** An amount in minor units on a payment's ledger; at most one entry per payment in one list. */
export interface OnLedger {
  readonly paymentId: string;
  readonly amount: number;
}

/** A transition that the case's state does not allow. */
export interface NotPossible {
  readonly notPossible: Because;
}

export function isNotPossible(outcome: object): outcome is NotPossible {
  return 'notPossible' in outcome;
}
