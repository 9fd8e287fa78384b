import { Stream } from 'node:stream';
import { createKey } from 'dynalite/db/index.js';
import type { StoredItem } from './attribute-values.ts';
import { DynamoDbError } from './dynamodb-error.ts';
import type { KeyRange, Rows } from './item-rows.ts';
import { MAX_ITEM_SIZE } from './item-size.ts';
import { indexesOf, type TableDefinition } from './table-definition.ts';

type Callback = (error: unknown, result?: unknown) => void;

/** A change that an action wants to make; nothing is written until the whole request has succeeded. */
export interface StagedWrite {
  table: TableDefinition;
  key: string;
  after: StoredItem | undefined;
}

/** One of dynalite's actions, such as `putItem`. */
export type Action = (store: object, data: object, callback: (error: unknown, result?: object) => void) => void;

/** A legacy stream, because that is the only kind that dynalite's reading accepts without a tick in between. */
class RowStream extends Stream {
  #wanted = true;

  /** Called by dynalite when it has read enough. */
  destroy(): void {
    this.#wanted = false;
  }

  send(rows: Iterable<unknown>): void {
    for (const row of rows) {
      this.emit('data', row);
      if (!this.#wanted) break;
    }
    this.emit('end');
  }
}

/** The database that dynalite's actions expect, answering at once out of the rows; writes are collected in `staged`. */
export function stageStore(tables: ReadonlyMap<string, TableDefinition>, rows: Rows) {
  const staged: StagedWrite[] = [];
  const pending: (() => void)[] = [];
  let cursor: string | undefined;

  const tableOf = (name: string): TableDefinition => {
    const table = tables.get(name);
    if (!table) throw new DynamoDbError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
    return table;
  };

  const stream = (read: () => Iterable<unknown>): RowStream => {
    const answer = new RowStream();
    // dynalite attaches its listeners only after it received the stream.
    pending.push(() => answer.send(read()));
    return answer;
  };

  const itemDb = (table: TableDefinition) => ({
    // One process, one synchronous call at a time: there is nobody to lock out.
    lock: (_key: string, work: (release: (callback: Callback) => Callback) => void) => work((callback) => callback),
    get: (key: string, callback: Callback) => callback(null, rows.get(table, key)),
    put: (key: string, after: StoredItem, callback: Callback) => callback(null, staged.push({ table, key, after })),
    del: (key: string, callback: Callback) => callback(null, staged.push({ table, key, after: undefined })),
    createValueStream: (bounds: KeyRange) => stream(() => rows.range(table, bounds)),
  });

  const indexDb = (table: TableDefinition, name: string) => ({
    // The rows derive index entries from the items themselves.
    put: (_key: string, _item: StoredItem, callback: Callback) => callback(null),
    del: (_key: string, callback: Callback) => callback(null),
    createValueStream(bounds: KeyRange) {
      const index = indexesOf(table).find(({ IndexName }) => IndexName === name);
      if (!index) throw new Error(`Table ${table.TableName} has no index ${name}`);
      return stream(() => rows.indexRange(table, index, bounds, cursor));
    },
  });

  const store = {
    options: { maxItemSize: MAX_ITEM_SIZE },
    tableDb: { createKeyStream: () => stream(() => [...tables.keys()].sort()) },
    getTable(name: string, ...rest: unknown[]) {
      (rest.at(-1) as Callback)(null, tableOf(name));
    },
    getItemDb: (name: string) => itemDb(tableOf(name)),
    getIndexDb: (_type: string, name: string, index: string) => indexDb(tableOf(name), index),
  };

  const startOf = (key: object, table: unknown) => (typeof table === 'string' ? createKey(key, tableOf(table)) : undefined);

  /** Runs one action to its end and returns its answer, or throws its error. */
  const run = (action: Action, data: Record<string, unknown>): Record<string, unknown> => {
    let answer: { error: unknown; result?: object } | undefined;
    cursor = undefined;
    action(store, data, (error, result = {}) => {
      answer ??= { error, result };
    });
    // Only now is the start key known to be valid.
    if (data.ExclusiveStartKey && pending.length > 0) cursor = startOf(data.ExclusiveStartKey, data.TableName);
    for (const send of pending.splice(0)) send();
    if (!answer) throw new Error('dynalite did not answer at once');
    if (answer.error) throw answer.error;
    return (answer.result ?? {}) as Record<string, unknown>;
  };

  return { store, staged, tableOf, run };
}

/** See `stageStore`. */
export type Stage = ReturnType<typeof stageStore>;
