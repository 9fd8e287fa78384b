import { openStore, type Store } from '../../../../infra/local/store.ts';
import type { StreamRecord } from '../../../../infra/local/tables/stream-records.ts';
import { openTables } from '../../../../infra/local/tables/tables.ts';

/** A table with a stream, an expiry and a sparse index on `shard` and `wakeAt`. */
export const casesProperties = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'shard', AttributeType: 'S' },
    { AttributeName: 'wakeAt', AttributeType: 'N' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'shard', KeyType: 'HASH' },
        { AttributeName: 'wakeAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

/** What the low-level client returns, as far as these tests look. */
export interface Answer {
  Item?: object;
  Items?: object[];
  Attributes?: object;
  Responses?: unknown;
  Count?: number;
  ScannedCount?: number;
  LastEvaluatedKey?: object;
}

/** Opens the table `cases`, hearing its stream; `clock.now` is epoch milliseconds. `heard` is called inside the transaction of each record. */
export function aCasesTable(store: Store = openStore(), heard: (count: number) => void = () => {}) {
  const records: StreamRecord[] = [];
  const clock = { now: Date.UTC(2026, 10, 1) };
  const tables = openTables(store, { now: () => clock.now, onRecord: (_table, record) => heard(records.push(record)) });
  tables.create('cases', casesProperties);
  const perform = (operation: string, input: object) => tables.perform(operation, { TableName: 'cases', ...input }) as Answer;
  return {
    store,
    tables,
    records,
    clock,
    perform,
    put: (item: object, more: object = {}) => perform('PutItem', { Item: item, ...more }),
    get: (pk: string, sk: string) => perform('GetItem', { Key: key(pk, sk) }).Item,
    transact: (...TransactItems: object[]) => tables.perform('TransactWriteItems', { TransactItems }),
    due: () => perform('Scan', { IndexName: 'due' }).Items ?? [],
  };
}

/** A primary key in DynamoDB's JSON. */
export const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

/** What a call throws, for comparing several of its members at once. */
export function failureOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('The call was expected to fail');
}
