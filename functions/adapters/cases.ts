import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { Clock } from '../../domain/clocks/clock.ts';
import type { ReturnCase, ReturnStatus } from '../../domain/returns/return-case.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { casesTable } from './cases-table.ts';
import type { LogRecord } from './log-records.ts';
import { type Timekeeper, timekeeper } from './timekeeper.ts';
import type { TransactItem } from './transaction.ts';

/** What a move could not be written for: payments without enough left, and positions of `extra` whose condition failed. */
export interface Refused {
  readonly shortOf: readonly string[];
  readonly blocked: readonly number[];
}

/** A move that is written, or what stood against it. */
export type Moved = { readonly moved: ReturnCase } | { readonly refused: Refused };

/** More items for a move's transaction, fixed or made from the move that was decided. */
export type Extra = readonly TransactItem[] | ((move: Move, before: ReturnCase) => readonly TransactItem[]);

export interface MoveOptions {
  /** The task's own execution: the write is refused (Overtaken) when another execution holds the case. */
  readonly execution?: string;
  /** With `execution`: a case that nobody holds may be taken. */
  readonly claim?: boolean;
}

/** Why a case could not be opened: names of what stood against it. */
export interface OpenRefused {
  /** The id is taken: choose another. */
  readonly idTaken: boolean;
  /** Lines of which fewer pieces are returnable than asked for. */
  readonly lines: readonly string[];
  readonly blocked: readonly number[];
}

export interface CaseQuery {
  readonly status?: ReturnStatus;
  readonly owner?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Cases with their logs and clocks. Every read is strongly consistent, except `list`. */
export interface Cases {
  read(caseId: string): Promise<ReturnCase | undefined>;
  log(caseId: string): Promise<readonly LogRecord[]>;
  /** The case's own clocks, without the deadlines of the sla policy. */
  clocks(caseId: string): Promise<readonly Clock[]>;
  /** By status and opening time, newest first. */
  list(query: CaseQuery): Promise<{ readonly items: readonly ReturnCase[]; readonly nextCursor?: string }>;
  ofOrder(orderId: string): Promise<readonly string[]>;
  /** Writes a new case and takes its pieces from the order's counters; `quantities` are the order's own, for counters that do not exist yet. */
  open(
    move: Move,
    quantities: ReadonlyMap<string, number>,
    extra?: readonly TransactItem[],
  ): Promise<{ readonly opened: ReturnCase } | OpenRefused>;
  /** Writes one decided move. Throws Overtaken when the case has moved on. */
  move(before: ReturnCase, move: Move, extra?: readonly TransactItem[], options?: MoveOptions): Promise<Moved>;
  /** Reads, decides, writes; again (five times) when overtaken. Undefined: there is no such case. */
  change(
    caseId: string,
    decide: (before: ReturnCase) => Move | NotPossible,
    extra?: Extra,
    options?: MoveOptions,
  ): Promise<Moved | (NotPossible & { readonly current: ReturnCase }) | undefined>;
}

/** The cases of this stage. Every move writes the deadlines that it changes. */
export function cases(keeper: Pick<Timekeeper, 'after'> = timekeeper()): Cases {
  return casesTable(documents(), settings().casesTable, keeper);
}
