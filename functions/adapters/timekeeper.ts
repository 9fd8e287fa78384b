import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Move } from '../../domain/cases/move.ts';
import type { SilenceItem, SlaClockItem } from '../../domain/clocks/sla-clock-item.ts';
import { type Deadlines, deadlinesOf } from '../../domain/clocks/sla-items.ts';
import type { PeoplePolicy } from '../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { CalendarError } from '../../domain/sla/calendars/calendar-error.ts';
import type { SlaRecord } from '../../domain/sla/case-story.ts';
import type { SlaEdition } from '../../domain/sla/sla-terms.ts';
import { documents } from '../runtime/clients.ts';
import { errorFields, log } from '../runtime/logger.ts';
import { settings } from '../runtime/settings.ts';
import { caseFrom, deadlineFrom, deadlinePut } from './case-items.ts';
import { LogRecord } from './log-records.ts';
import { type SlaEditions, slaEditions } from './sla-editions.ts';
import { type TransactItem, transact } from './transaction.ts';

/** A case as the table has it: itself, its log and the items of its deadlines, from one strongly consistent read. */
export interface StoredFile {
  readonly subject: ReturnCase;
  readonly records: readonly LogRecord[];
  readonly items: readonly (SlaClockItem | SilenceItem)[];
}

/** Keeps the items of a case's deadlines in step with its log. */
export interface Timekeeper {
  /** The items that a move changes, to be written in its transaction. None while no sla policy was published. */
  after(move: Move, before?: ReturnCase): Promise<readonly TransactItem[]>;
  read(caseId: string): Promise<StoredFile | undefined>;
  /** How the deadlines of a stored case stand now; undefined while no sla policy was published. */
  standing(file: StoredFile, now: Date): Promise<Deadlines | undefined>;
  /** Writes those items that are not as they should be, unless the case has moved on: then whoever moved it did. */
  settle(file: StoredFile, deadlines: Deadlines): Promise<void>;
}

/** `people`: who works here, for functions that may know it; the others leave the night out, and RingDueClocks looks again. */
export function timekeeperTable(
  client: DynamoDBDocumentClient,
  table: string,
  { current }: SlaEditions,
  people?: (now: Date) => Promise<PeoplePolicy>,
): Timekeeper {
  // Who read the file and then moves its case need not read it again.
  const known = new WeakMap<ReturnCase, StoredFile>();
  const read = async (caseId: string): Promise<StoredFile | undefined> => {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `CASE#${caseId}` },
      ConsistentRead: true,
    };
    const found: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) found.push(...Items);
    const file = fileFrom(found);
    if (file) known.set(file.subject, file);
    return file;
  };
  const compute = async (subject: ReturnCase, records: readonly SlaRecord[], editions: readonly SlaEdition[], now: Date) =>
    deadlinesOf({ subject, records, editions, now, people: await people?.(now) });
  const changes = (items: StoredFile['items'], { clocks, silence }: Deadlines): TransactItem[] => {
    const stored = new Map(items.map((item) => [item.clockId, content(item)]));
    const wanted = [...clocks, silence];
    const gone = items.filter(({ clockId }) => !wanted.some((item) => item.clockId === clockId));
    return [
      ...wanted.filter((item) => stored.get(item.clockId) !== content(item)).map((item) => deadlinePut(table, item)),
      // The policy promises this no longer.
      ...gone.map(({ caseId, clockId }) => ({ Delete: { TableName: table, Key: { pk: `CASE#${caseId}`, sk: `CLOCK#${clockId}` } } })),
    ];
  };

  return {
    read,
    standing: async ({ subject, records }, now) => {
      const editions = await current();
      return editions.length === 0 ? undefined : await compute(subject, records, editions, now);
    },
    settle: async ({ subject, items }, deadlines) => {
      const puts = changes(items, deadlines);
      if (puts.length === 0) return;
      const unmoved = {
        TableName: table,
        Key: { pk: `CASE#${subject.caseId}`, sk: 'CASE' },
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': subject.version },
      };
      await transact(
        client,
        [{ ConditionCheck: unmoved }, ...puts].map((item) => ({ label: 'deadline', item })),
      );
    },
    after: async (move, before) => {
      if (move.records.length === 0) return [];
      const editions = await current();
      if (editions.length === 0) return [];
      const { caseId, updatedAt } = move.case;
      const file = before && (known.get(before) ?? (await read(caseId)));
      const first = before?.version ?? 0;
      const added = move.records.map((record, index): SlaRecord => ({ ...record, occurredAt: updatedAt, version: first + index + 1 }));
      try {
        const deadlines = await compute(move.case, [...(file?.records ?? []), ...added], editions, new Date(updatedAt));
        return changes(file?.items ?? [], deadlines);
      } catch (error) {
        // A calendar that never opens must not hold up a refund; whoever watches RingDueClocks hears of it.
        if (!(error instanceof CalendarError)) throw error;
        log('deadlines not counted', { caseId, ...errorFields(error) });
        return [];
      }
    },
  };
}

function fileFrom(found: readonly Record<string, unknown>[]): StoredFile | undefined {
  const under = (prefix: string) => found.filter(({ sk }) => String(sk).startsWith(prefix));
  const [stored] = under('CASE');
  if (!stored) return undefined;
  const items = under('CLOCK#').flatMap((item) => deadlineFrom(item) ?? []);
  return { subject: caseFrom(stored), records: under('LOG#').map((item) => LogRecord.parse(item)), items };
}

/** An item for comparing, in the order of its fields' names. Time spent grows by itself and is no change. */
function content(item: object): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name, one]) => name !== 'spentSeconds' && one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
        )
      : Array.isArray(value)
        ? value.map(sorted)
        : value;
  return JSON.stringify(sorted(item));
}

/** The timekeeper of this stage. */
export function timekeeper(people?: (now: Date) => Promise<PeoplePolicy>, editions: SlaEditions = slaEditions()): Timekeeper {
  return timekeeperTable(documents(), settings().casesTable, editions, people);
}
