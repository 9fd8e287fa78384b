import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Ledger } from '../../domain/refunds/ledger.ts';
import { type Counted, ledgerFaults } from '../../domain/refunds/ledger-invariant.ts';
import { openStore } from '../../infra/local/store.ts';
import { openTables } from '../../infra/local/tables/tables.ts';
import type { Accepted } from './carry-out.ts';

type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };
interface Line {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly status: string;
  readonly caseId: string;
  readonly origin: string;
}

/** Everything that the dead process left behind. */
export interface Estate {
  readonly items: readonly Item[];
  /** The lines of `payments.jsonl`: each is a movement of money. */
  readonly movements: readonly Line[];
  readonly mails: readonly { readonly caseId: string | null; readonly notice: string }[];
  readonly executions: readonly { readonly caseId: string; readonly status: string }[];
  readonly deadLetters: readonly string[];
  readonly overdueJobs: readonly string[];
}

/** Reads the folder of a process that is dead. */
export function readEstate(data: string): Estate {
  const store = openStore(join(data, 'redress.sqlite'));
  try {
    const rows = (sql: string) => store.db.prepare(sql).all() as Record<string, unknown>[];
    const table = String(rows("SELECT tbl FROM dynamodb_tables WHERE tbl LIKE '%-Cases%'")[0]?.tbl);
    const tables = openTables(store, { now: () => Date.now() });
    return {
      items: tables.dump(table).map((item) => unmarshall(item as never) as Item),
      movements: readFileSync(join(data, 'payments.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
      mails: rows('SELECT body FROM mailbox').map(({ body }) => JSON.parse(String(body))),
      // What Slack is told waits for Slack, and no return waits for it.
      executions: rows("SELECT caseId, status FROM executions WHERE machine NOT LIKE '%Slack%'") as unknown as Estate['executions'],
      deadLetters: rows('SELECT queue, body FROM dead_letters').map(({ queue, body }) => `${queue}: ${body}`),
      overdueJobs: rows(`SELECT kind, payload FROM jobs WHERE due <= ${Date.now() - 5000}`).map(
        ({ kind, payload }) => `${kind}: ${payload}`,
      ),
    };
  } finally {
    store.close();
  }
}

/** What may happen to a case only once, by type of record; to a refund only once each. */
const once =
  /^(return\.(requested|approved|refused|cancelled|expired|closed)|approval\.decided|parcel\.(shipped|scanned)|case\.stopped)\.v1$/;
const sorted = (amounts: readonly number[]) => amounts.toSorted((one, other) => one - other);
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What is wrong with one return, in words; empty when all is as its wish says. */
export function faultsOf({ wish, orderId, caseId }: Accepted, estate: Estate): string[] {
  const faults: string[] = [];
  const expect = (found: unknown, wanted: unknown, what: string) => {
    if (!same(found, wanted)) faults.push(`${caseId} (${wish.name}): ${what} ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
  const subject = estate.items.find(({ pk, sk }) => pk === `CASE#${caseId}` && sk === 'CASE');
  const log = estate.items.filter(({ pk, sk }) => pk === `CASE#${caseId}` && sk.startsWith('LOG#'));
  const moved = estate.movements.filter((line) => line.caseId === caseId);

  expect(subject?.status, wish.ends.status, 'ended');
  expect(subject?.task, undefined, 'is a task');
  expect(sorted(moved.map(({ amount }) => amount)), sorted(wish.ends.refunds), 'moved');
  const refunds = (subject?.refunds ?? []) as { refundId: string; amount: number; status: string }[];
  const known = refunds.map(({ refundId, amount }) => `${refundId} ${amount}`).sort();
  expect(moved.map(({ refundId, amount }) => `${refundId} ${amount}`).sort(), known, 'the provider made');
  expect(
    new Set(refunds.map(({ status }) => status)).size <= 1 && refunds.every(({ status }) => status === 'succeeded'),
    true,
    'refunds done',
  );

  const versions = log.map(({ version }) => Number(version));
  expect(
    sorted(versions),
    Array.from({ length: Number(subject?.version) }, (_, index) => index + 1),
    'log sequence',
  );
  const marks = log.flatMap(({ type, data }) => {
    const refundId = (data as { refundId?: string } | undefined)?.refundId;
    if (String(type).startsWith('refund.') && refundId) return [`${type} ${refundId}`];
    return once.test(String(type)) ? [String(type)] : [];
  });
  expect(
    marks.filter((mark, index) => marks.indexOf(mark) !== index),
    [],
    'happened twice',
  );
  expect(marks.includes('case.stopped.v1'), wish.ends.stopped ?? false, 'was stopped');

  const ofOrder = estate.items.filter(({ pk }) => pk === `ORDER#${orderId}`);
  expect(ofOrder.filter(({ sk }) => sk.startsWith('CASE#')).length, 1, 'cases of its order');
  expect(ofOrder.find(({ sk }) => sk === 'LINE#1')?.returnable, wish.ends.returnable, 'returnable');
  const ledgers = ofOrder.filter(({ sk }) => sk.startsWith('PAYMENT#')) as unknown as Ledger[];
  expect(ledgerFaults(ledgers, (subject?.refunds ?? []) as Counted[]), [], 'the ledger');
  for (const { paymentId, captured, remaining } of ofOrder.filter(({ sk }) => sk.startsWith('PAYMENT#'))) {
    const gone = moved.filter((line) => line.paymentId === paymentId).reduce((sum, { amount }) => sum + amount, 0);
    expect(remaining, Number(captured) - gone, `remaining of ${String(paymentId)}`);
  }
  // Twice rather than never: SES takes no idempotency key.
  const told = new Set(estate.mails.filter((mail) => mail.caseId === caseId).map(({ notice }) => notice));
  const due = ['received', wish.ends.status, ...(wish.ends.refunds.length > 0 ? ['refunded'] : [])];
  expect(
    due.filter((notice) => !told.has(notice)),
    [],
    'mails missing',
  );
  const stuck = estate.executions.filter((each) => each.caseId === caseId && !['SUCCEEDED', 'ABORTED'].includes(each.status));
  expect(stuck, [], 'executions');
  return faults;
}

/** What is wrong beyond single returns. */
export function faultsOverall({ movements, deadLetters, overdueJobs }: Estate, accepted: readonly Accepted[]): string[] {
  const ids = movements.map(({ refundId }) => refundId);
  const ours = new Set(accepted.map(({ caseId }) => caseId));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} was made twice`),
    ...movements.filter(({ caseId, origin }) => !ours.has(caseId) || origin !== 'api').map(({ refundId }) => `${refundId} is nobody's`),
    ...deadLetters.map((letter) => `dead letter ${letter}`),
    ...overdueJobs.map((job) => `left undone ${job}`),
  ];
}
