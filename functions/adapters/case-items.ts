import type { Move } from '../../domain/cases/move.ts';
import { Clock } from '../../domain/clocks/clock.ts';
import { SilenceItem, SlaClockItem } from '../../domain/clocks/sla-clock-item.ts';
import { shardOf } from '../../domain/identifiers.ts';
import { ReturnCase } from '../../domain/returns/return-case.ts';
import { shelfOf } from './case-shelf.ts';
import type { MoveOptions } from './cases.ts';
import { recordItem } from './log-records.ts';
import { dueKeys } from './open-deadlines.ts';
import { creditPut } from './store-credits.ts';
import type { Step, TransactItem } from './transaction.ts';

/** What a failed condition was about: the case, a record of its log, a line's counter, a payment's ledger, or `extra` by position. */
export type Part =
  | { readonly of: 'case' | 'record' | 'clock' | 'link' }
  | { readonly of: 'line' | 'payment' | 'extra'; readonly id: string };

type Condition = Pick<NonNullable<TransactItem['Put']>, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;

/** A stored item without the keys that only the table needs. */
function withoutKeys(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { pk: _pk, sk: _sk, statusShard: _status, wakeShard: _wake, dueShard: _shard, dueBy: _due, ttl: _ttl, ...rest } = item;
  return rest;
}

/** Reads a stored case; throws ZodError for one that no version of ours wrote. */
export function caseFrom(item: Readonly<Record<string, unknown>>): ReturnCase {
  return ReturnCase.parse(withoutKeys(item));
}

/** Reads a stored clock. */
export function clockFrom(item: Readonly<Record<string, unknown>>): Clock {
  return Clock.parse(withoutKeys(item));
}

function casePut(table: string, subject: ReturnCase, condition: Condition): Step<Part> {
  const keys = { pk: `CASE#${subject.caseId}`, sk: 'CASE', statusShard: shelfOf(subject) };
  return { label: { of: 'case' }, item: { Put: { TableName: table, Item: { ...subject, ...keys }, ...condition } } };
}

/** Put of a clock; a clock that waits for a rung stands in the `byWake` index. */
export function clockPut(table: string, clock: Clock): TransactItem {
  const shard = clock.wakeAt === undefined ? {} : { wakeShard: shardOf(clock.clockId) };
  return { Put: { TableName: table, Item: { ...clock, ...shard, pk: `CASE#${clock.caseId}`, sk: `CLOCK#${clock.clockId}` } } };
}

/** Put of a deadline; one that nobody has answered stands in the `byDue` index as well. */
export function deadlinePut(table: string, item: SlaClockItem | SilenceItem): TransactItem {
  const shard = item.wakeAt === undefined ? {} : { wakeShard: shardOf(item.clockId) };
  const due = item.measure === 'silence' ? {} : dueKeys(item);
  return { Put: { TableName: table, Item: { ...item, ...shard, ...due, pk: `CASE#${item.caseId}`, sk: `CLOCK#${item.clockId}` } } };
}

/** A stored deadline; undefined for one of the case's own clocks. */
export function deadlineFrom(item: Readonly<Record<string, unknown>>): SlaClockItem | SilenceItem | undefined {
  const stored = withoutKeys(item);
  return SlaClockItem.safeParse(stored).data ?? SilenceItem.safeParse(stored).data;
}

/** What every move writes besides the case itself: its log records and its clocks. */
function followers(table: string, move: Move, version: number, deadlines: readonly TransactItem[]): Step<Part>[] {
  const { caseId, updatedAt } = move.case;
  const records = move.records.map((record, index): Step<Part> => {
    const place = { pk: `CASE#${caseId}`, owner: caseId, version: version + index + 1, at: updatedAt };
    return { label: { of: 'record' }, item: recordItem(table, place, record) };
  });
  const own = (move.clocks ?? []).map((clock) => clockPut(table, clock));
  const clocks = [...own, ...deadlines].map((item): Step<Part> => ({ label: { of: 'clock' }, item }));
  return [...records, ...clocks];
}

/** The extra items of a transaction, reported by their position. */
function extras(extra: readonly TransactItem[]): Step<Part>[] {
  return extra.map((item, index) => ({ label: { of: 'extra', id: String(index) }, item }));
}

/** The transaction that opens a case: case, log, clocks, link from the order, and the pieces taken from the order's counters. */
export function openSteps(
  table: string,
  move: Move,
  quantities: ReadonlyMap<string, number>,
  extra: readonly TransactItem[],
  deadlines: readonly TransactItem[] = [],
): readonly Step<Part>[] {
  const { caseId, orderId, openedAt, lines } = move.case;
  const counters = lines.map(({ lineId, quantity }) => takePieces(table, orderId, { lineId, quantity, sold: quantities.get(lineId) ?? 0 }));
  const link = { TableName: table, Item: { pk: `ORDER#${orderId}`, sk: `CASE#${caseId}`, caseId, openedAt } };
  return [
    casePut(table, move.case, { ConditionExpression: 'attribute_not_exists(pk)' }),
    ...followers(table, move, 0, deadlines),
    { label: { of: 'link' }, item: { Put: link } },
    ...counters,
    ...extras(extra),
  ];
}

/** The transaction of one move: case (if nobody moved it since `before`), log, clocks, pieces given back, money taken and given back. */
export function moveSteps(
  table: string,
  before: ReturnCase,
  move: Move,
  extra: readonly TransactItem[],
  options: MoveOptions,
  deadlines: readonly TransactItem[] = [],
): readonly Step<Part>[] {
  const pk = `ORDER#${before.orderId}`;
  const update = (label: Part, sk: string, expression: string, values: Record<string, number>, condition?: string): Step<Part> => ({
    label,
    item: {
      Update: {
        TableName: table,
        Key: { pk, sk },
        UpdateExpression: expression,
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ExpressionAttributeValues: values,
      },
    },
  });
  const ofPots = (amount: number) => ({ ':n': amount, ':none': 0 });
  return [
    casePut(table, move.case, unmoved(before, options)),
    ...followers(table, move, before.version, deadlines),
    ...(move.take ?? []).map((pieces) => takePieces(table, before.orderId, pieces)),
    ...(move.endsApproval ? [endApproval(table, move.endsApproval)] : []),
    ...(move.giveBack ?? []).map(({ lineId, quantity }) =>
      update({ of: 'line', id: lineId }, `LINE#${lineId}`, 'SET returnable = returnable + :n', { ':n': quantity }),
    ),
    ...(move.reserve ?? []).map(({ paymentId, amount }) =>
      update({ of: 'payment', id: paymentId }, `PAYMENT#${paymentId}`, shifted('remaining', 'reserved'), ofPots(amount), 'remaining >= :n'),
    ),
    ...(move.issue ?? []).map((credit): Step<Part> => ({ label: { of: 'link' }, item: creditPut(table, credit) })),
    ...(move.settle ?? []).map(({ paymentId, amount }) =>
      update({ of: 'payment', id: paymentId }, `PAYMENT#${paymentId}`, shifted('reserved', 'refunded'), ofPots(amount)),
    ),
    ...(move.release ?? []).map(({ paymentId, amount, from }) =>
      update({ of: 'payment', id: paymentId }, `PAYMENT#${paymentId}`, shifted(from, 'remaining'), ofPots(amount)),
    ),
    ...extras(extra),
  ];
}

/** Money moves between the pots of a ledger, so that they always sum to what was captured. Ledgers of the first release had only `remaining`. */
function shifted(from: Pot, to: Pot): string {
  return `SET ${from} = if_not_exists(${from}, :n) - :n, ${to} = if_not_exists(${to}, :none) + :n`;
}
type Pot = 'remaining' | 'reserved' | 'refunded';

/** Pieces taken from an order's line, of which the order sold `sold`: its counter begins with the first return. */
function takePieces(table: string, orderId: string, { lineId, quantity, sold }: NonNullable<Move['take']>[number]): Step<Part> {
  const taken = {
    TableName: table,
    Key: { pk: `ORDER#${orderId}`, sk: `LINE#${lineId}` },
    UpdateExpression: 'SET returnable = if_not_exists(returnable, :quantity) - :n',
    ConditionExpression: 'attribute_not_exists(returnable) OR returnable >= :n',
    ExpressionAttributeValues: { ':quantity': sold, ':n': quantity },
  };
  return { label: { of: 'line', id: lineId }, item: { Update: taken } };
}

/** The approval of a case that ends leaves the list of those that wait. */
function endApproval(table: string, approvalId: string): Step<Part> {
  const ended = {
    TableName: table,
    Key: { pk: `APPROVAL#${approvalId}`, sk: 'APPROVAL' },
    UpdateExpression: 'SET #status = :ended, statusShard = :shard',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':ended': 'ended', ':shard': `approval-ended#${shardOf(approvalId)}` },
  };
  return { label: { of: 'clock' }, item: { Update: ended } };
}

/**
 * Nobody moved the case since it was read: the version is the same, and so is who holds it, for a claim may leave no record. A task
 * names its own execution instead: what was claimed by another one is refused.
 */
function unmoved(before: ReturnCase, { execution, claim }: MoveOptions): Condition {
  const me = execution ?? before.execution;
  const free = 'attribute_not_exists(#execution)';
  const holder = me === undefined ? free : claim ? `(${free} OR #execution = :me)` : '#execution = :me';
  return {
    ConditionExpression: `#version = :before AND ${holder}`,
    ExpressionAttributeNames: { '#version': 'version', '#execution': 'execution' },
    ExpressionAttributeValues: { ':before': before.version, ...(me === undefined ? {} : { ':me': me }) },
  };
}
