import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { openStore } from '../../infra/local/store.ts';
import { openTables } from '../../infra/local/tables/tables.ts';

export type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };
interface Line {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly status: string;
  readonly caseId: string | null;
  readonly origin: string;
}

/** Everything that the dead process left behind. */
export interface Estate {
  readonly items: readonly Item[];
  /** The table `people`. */
  readonly personal: readonly Item[];
  /** The lines of `payments.jsonl`: each is a movement of money. */
  readonly movements: readonly Line[];
  /** The provider's books as they stand. */
  readonly books: readonly Line[];
  /** Refund ids about which the provider was ever called. */
  readonly asked: readonly string[];
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
    const tables = openTables(store, { now: () => Date.now() });
    const itemsOf = (name: string): Item[] => {
      const table = String(rows(`SELECT tbl FROM dynamodb_tables WHERE tbl LIKE '%-${name}%'`)[0]?.tbl);
      return tables.dump(table).map((item) => unmarshall(item as never) as Item);
    };
    return {
      items: itemsOf('Cases'),
      personal: itemsOf('People'),
      movements: readFileSync(join(data, 'payments.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
      books: rows('SELECT * FROM refunds') as unknown as Line[],
      asked: rows('SELECT DISTINCT refundId FROM refund_calls').map(({ refundId }) => String(refundId)),
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
