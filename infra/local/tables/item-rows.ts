import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { createIndexKey, toRangeStr } from 'dynalite/db/index.js';
import type { Store } from '../store.ts';
import type { StoredItem } from './attribute-values.ts';
import { type IndexDefinition, indexesOf, type TableDefinition } from './table-definition.ts';

/** Bounds over encoded keys, as dynalite's actions hand them to a level database. */
export interface KeyRange {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  reverse?: boolean;
  limit?: number;
}

// Index rows hold keys only and are joined with the item on reading: a copy that does not exist cannot differ from its original.
const SCHEMA = `
CREATE TABLE IF NOT EXISTS dynamodb_items (tbl TEXT, key TEXT, item TEXT, expires REAL, PRIMARY KEY (tbl, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dynamodb_expiry ON dynamodb_items (tbl, expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS dynamodb_entries (tbl TEXT, idx TEXT, key TEXT, item_key TEXT, range TEXT, PRIMARY KEY (tbl, idx, key, item_key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dynamodb_entry_ranges ON dynamodb_entries (tbl, idx, range);`;

interface Entry {
  key: string;
  range: string;
}

function entryOf(table: TableDefinition, index: IndexDefinition, item: StoredItem | undefined): Entry | undefined {
  if (!item || index.KeySchema.some(({ AttributeName }) => item[AttributeName] == null)) return undefined;
  const range = index.KeySchema[1] && item[index.KeySchema[1].AttributeName];
  return { key: createIndexKey(item, table, index.KeySchema), range: range ? toRangeStr(range) : '' };
}

function project(table: TableDefinition, index: IndexDefinition, item: StoredItem): StoredItem {
  if (index.Projection.ProjectionType === 'ALL') return item;
  const keys = [...table.KeySchema, ...index.KeySchema].map(({ AttributeName }) => AttributeName);
  const names = new Set([...keys, ...(index.Projection.NonKeyAttributes ?? [])]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

function expiryOf(table: TableDefinition, item: StoredItem): number | null {
  const value = table.expiryAttribute && item[table.expiryAttribute]?.N;
  return typeof value === 'string' ? Number(value) : null;
}

const parse = (row: Record<string, unknown> | undefined) => row && (JSON.parse(String(row.item)) as StoredItem);

/** The rows of all tables and their indexes in the one SQLite file; keys are dynalite's, whose byte order is DynamoDB's order. */
export function openRows({ db }: Store) {
  db.exec(SCHEMA);
  const prepared = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, statement);
    return statement;
  };

  const get = (table: TableDefinition, key: string): StoredItem | undefined =>
    parse(sql('SELECT item FROM dynamodb_items WHERE tbl = ? AND key = ?').get(table.TableName, key));

  const writeEntry = (table: TableDefinition, index: IndexDefinition, key: string, before?: Entry, after?: Entry): void => {
    const { TableName } = table;
    if (before?.key === after?.key) return;
    if (before)
      sql('DELETE FROM dynamodb_entries WHERE tbl = ? AND idx = ? AND key = ? AND item_key = ?').run(
        TableName,
        index.IndexName,
        before.key,
        key,
      );
    if (after) sql('INSERT INTO dynamodb_entries VALUES (?, ?, ?, ?, ?)').run(TableName, index.IndexName, after.key, key, after.range);
  };

  /** Replaces, inserts or removes one item together with its index entries; the only place where either is written. */
  const write = (table: TableDefinition, key: string, before: StoredItem | undefined, after: StoredItem | undefined): void => {
    if (after)
      sql('INSERT OR REPLACE INTO dynamodb_items VALUES (?, ?, ?, ?)').run(
        table.TableName,
        key,
        JSON.stringify(after),
        expiryOf(table, after),
      );
    else sql('DELETE FROM dynamodb_items WHERE tbl = ? AND key = ?').run(table.TableName, key);
    for (const index of indexesOf(table)) writeEntry(table, index, key, entryOf(table, index, before), entryOf(table, index, after));
  };

  /** Items of a table in key order. */
  function* range(table: TableDefinition, bounds: KeyRange): Generator<StoredItem> {
    const where = ['tbl = ?'];
    const values: SQLInputValue[] = [table.TableName];
    for (const [bound, operator] of Object.entries({ gt: '>', gte: '>=', lt: '<', lte: '<=' } as const)) {
      const value = bounds[bound as 'gt'];
      if (value === undefined) continue;
      where.push(`key ${operator} ?`);
      values.push(value);
    }
    const order = bounds.reverse ? 'DESC' : 'ASC';
    const text = `SELECT item FROM dynamodb_items WHERE ${where.join(' AND ')} ORDER BY key ${order} LIMIT ?`;
    for (const row of sql(text).iterate(...values, bounds.limit ?? -1)) yield JSON.parse(String(row.item));
  }

  /** Items of an index in key order. `cursor` is the table key of ExclusiveStartKey: it orders items whose index keys are equal. */
  function* indexRange(table: TableDefinition, index: IndexDefinition, bounds: KeyRange, cursor = ''): Generator<StoredItem> {
    const where = ['e.tbl = ?', 'e.idx = ?'];
    const values: SQLInputValue[] = [table.TableName, index.IndexName];
    const add = (condition: string, ...of: string[]) => {
      where.push(condition);
      values.push(...of);
    };
    if (bounds.gt !== undefined) add('(e.key, e.item_key) > (?, ?)', bounds.gt, cursor);
    if (bounds.gte !== undefined) add('e.key >= ?', bounds.gte);
    if (bounds.lt !== undefined) add('(e.key, e.item_key) < (?, ?)', bounds.lt, cursor);
    if (bounds.lte !== undefined) add('e.key <= ?', bounds.lte);
    const order = bounds.reverse ? 'DESC' : 'ASC';
    const text = `SELECT i.item FROM dynamodb_entries e CROSS JOIN dynamodb_items i ON i.tbl = e.tbl AND i.key = e.item_key
      WHERE ${where.join(' AND ')} ORDER BY e.key ${order}, e.item_key ${order} LIMIT ?`;
    for (const row of sql(text).iterate(...values, bounds.limit ?? -1)) yield project(table, index, JSON.parse(String(row.item)));
  }

  /** The item with the smallest range key over all partitions of an index. */
  const earliest = (table: TableDefinition, index: string): StoredItem | undefined =>
    parse(
      sql(
        `SELECT i.item FROM dynamodb_entries e CROSS JOIN dynamodb_items i ON i.tbl = e.tbl AND i.key = e.item_key
        WHERE e.tbl = ? AND e.idx = ? ORDER BY e.range LIMIT 1`,
      ).get(table.TableName, index),
    );

  /** Keys of the items whose expiry, in epoch seconds, lies between the two. */
  const expired = (table: TableDefinition, after: number, before: number): string[] =>
    sql('SELECT key FROM dynamodb_items WHERE tbl = ? AND expires IS NOT NULL AND expires > ? AND expires < ? ORDER BY expires, key')
      .all(table.TableName, after, before)
      .map(({ key }) => String(key));

  /** Builds all entries and expiries of a table again, after its indexes or its expiry attribute changed. */
  const rebuild = (table: TableDefinition): void => {
    sql('DELETE FROM dynamodb_entries WHERE tbl = ?').run(table.TableName);
    for (const row of sql('SELECT key, item FROM dynamodb_items WHERE tbl = ?').all(table.TableName))
      write(table, String(row.key), undefined, parse(row));
  };

  return { sql, get, write, range, indexRange, earliest, expired, rebuild };
}

/** See `openRows`. */
export type Rows = ReturnType<typeof openRows>;
