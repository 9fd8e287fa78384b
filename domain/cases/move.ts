import type { Clock } from '../clocks/clock.ts';
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
 * starts, changes or stops, pieces given back to the order, and money taken from or given back to payments.
 */
export interface Move {
  readonly name: string;
  readonly case: ReturnCase;
  readonly records: readonly NewRecord[];
  readonly clocks?: readonly Clock[];
  readonly giveBack?: readonly { lineId: string; quantity: number }[];
  readonly reserve?: readonly { paymentId: string; amount: number }[];
  readonly release?: readonly { paymentId: string; amount: number }[];
}

/** A transition that the case's state does not allow. */
export interface NotPossible {
  readonly notPossible: Because;
}

export function isNotPossible(outcome: object): outcome is NotPossible {
  return 'notPossible' in outcome;
}
