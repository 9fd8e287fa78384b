import type { Store } from '../store.ts';
import { fromStored, type StoredItem, sameItem, toStored } from './attribute-values.ts';
import { DynamoDbError } from './dynamodb-error.ts';
import { checkWrites } from './index-keys.ts';
import { openRows } from './item-rows.ts';
import { countReads, type ReadCounts } from './read-counts.ts';
import { checkRequest, isOperation, type Request, runChecked } from './single-operations.ts';
import { type Stage, stageStore } from './staged-store.ts';
import { openStreams, type StreamRecord } from './stream-records.ts';
import { openCatalogue } from './table-catalogue.ts';
import { indexesOf, type TableDefinition } from './table-definition.ts';
import { checkActions, runActions } from './transact-write.ts';
import { openTokens } from './transaction-tokens.ts';

/** What the tables need from their surroundings. */
export interface TablesEnvironment {
  /** Epoch milliseconds. */
  now: () => number;
  /** Hears every change of a table with a stream, inside the transaction that makes the change. */
  onRecord?: (tableName: string, record: StreamRecord) => void;
}

/** DynamoDB on one machine: every operation is synchronous and commits with its stream records. */
export interface Tables {
  /** Creates a table from its CloudFormation properties, or brings an existing one up to date. */
  create(name: string, properties: object): void;
  /** Performs an operation of the low-level client. Throws DynamoDbError, shaped as SDK callers see it. */
  perform(operation: string, input: object): object;
  /** Deletes the items whose expiry has passed, with the records that DynamoDB would write; returns how many. */
  expire(): number;
  /** The smallest range key over all partitions of an index. */
  earliest(table: string, index: string, rangeAttribute: string): string | number | undefined;
  /** What has been read since the last reset. */
  reads(): ReadCounts;
  /** Every item of a table, as the SDK would return it. */
  dump(table: string): object[];
}

// A single synchronous call sees one state of the file anyway, so reads need no transaction.
const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

// DynamoDB leaves items alone whose expiry lies further back: such a number was probably no time.
const FIVE_YEARS = 5 * 365 * 86_400;

/** Opens the tables kept in `store`. */
export function openTables(store: Store, env: TablesEnvironment): Tables {
  const rows = openRows(store);
  const { tables, create } = openCatalogue(rows, env.now);
  const recordOf = openStreams(rows, env.now);
  const tokens = openTokens(rows, env.now);
  const counts = countReads();

  const change = (table: TableDefinition, key: string, after: StoredItem | undefined, expired = false): void => {
    const before = rows.get(table, key);
    if (before ? after && sameItem(before, after) : !after) return;
    rows.write(table, key, before, after);
    const record = recordOf(table, { before, after }, expired);
    if (record) env.onRecord?.(table.TableName, record);
  };

  const commit = ({ staged }: Stage): void => {
    for (const { table, key, after } of staged) change(table, key, after);
  };

  const transactWrite = (stage: Stage, request: Request): Request => {
    const { ClientRequestToken: token, TransactItems } = request;
    const actions = checkActions(stage, structuredClone(request), ['ConditionCheck', 'Put', 'Update', 'Delete']);
    if (typeof token === 'string' && tokens.isSpent(token, TransactItems)) return {};
    runActions(stage, rows, actions);
    if (typeof token === 'string') tokens.spend(token, TransactItems);
    commit(stage);
    return {};
  };

  const transactGet = (stage: Stage, request: Request): Request => {
    const actions = checkActions(stage, request, ['Get']);
    const answers = runActions(stage, rows, actions);
    answers.forEach(({ Item }, index) => {
      counts.add(actions[index]?.table.TableName ?? '', 'TransactGetItems', Item ? 1 : 0);
    });
    return { Responses: answers.map(({ Item }) => (Item ? { Item } : {})) };
  };

  const single = (stage: Stage, operation: string, request: Request): Request => {
    if (!isOperation(operation)) throw new DynamoDbError('UnknownOperationException', `The local tables do not know ${operation}`);
    const { ReturnValuesOnConditionCheckFailure, ...rest } = request;
    const checked = checkRequest(stage, operation, rest);
    const answer = runChecked(stage, rows, operation, checked, ReturnValuesOnConditionCheckFailure);
    checkWrites(stage.staged);
    commit(stage);
    count(operation, checked, answer);
    return answer;
  };

  const count = (operation: string, checked: Request, answer: Request): void => {
    const table = String(checked.TableName);
    if (operation === 'GetItem') counts.add(table, operation, answer.Item ? 1 : 0);
    if (typeof answer.ScannedCount === 'number') counts.add(table, operation, answer.ScannedCount);
    for (const [name, items] of Object.entries((answer.Responses ?? {}) as Record<string, unknown[]>))
      counts.add(name, operation, items.length);
  };

  const transactions: Record<string, typeof transactWrite> = { TransactWriteItems: transactWrite, TransactGetItems: transactGet };

  const perform = (operation: string, input: object): object => {
    const request = toStored(input) as Request;
    const stage = stageStore(tables, rows);
    try {
      const run = transactions[operation] ?? ((stage: Stage, request: Request) => single(stage, operation, request));
      const answer = writing.has(operation) ? store.transaction(() => run(stage, request)) : run(stage, request);
      return fromStored(answer) as object;
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      const { name, message, CancellationReasons, Item } = error;
      const details = fromStored({ CancellationReasons, Item }) as object;
      throw new DynamoDbError(name, message, details);
    }
  };

  const tableOf = (name: string): TableDefinition => stageStore(tables, rows).tableOf(name);

  const expire = (): number => {
    const now = env.now() / 1000;
    const gone = [...tables.values()].flatMap((table) =>
      (table.expiryAttribute ? rows.expired(table, now - FIVE_YEARS, now) : []).map((key) => ({ table, key })),
    );
    if (gone.length > 0)
      store.transaction(() => {
        for (const { table, key } of gone) change(table, key, undefined, true);
      });
    return gone.length;
  };

  const earliest = (name: string, index: string, rangeAttribute: string): string | number | undefined => {
    const table = tableOf(name);
    const definition = indexesOf(table).find(({ IndexName }) => IndexName === index);
    if (definition?.KeySchema[1]?.AttributeName !== rangeAttribute)
      throw new Error(`Table ${name} has no index ${index} with range key ${rangeAttribute}`);
    const value = rows.earliest(table, index)?.[rangeAttribute];
    if (!value) return undefined;
    return value.N === undefined ? String(value.S ?? value.B) : Number(value.N);
  };

  return {
    create: (name, properties) => store.transaction(() => create(name, properties)),
    perform,
    expire,
    earliest,
    reads: () => counts,
    dump: (name) => [...rows.range(tableOf(name), {})].map((item) => fromStored(item) as object),
  };
}
