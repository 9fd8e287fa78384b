import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshallInput, unmarshallOutput } from '../../infra/local/services/document-values.ts';
import { openStore } from '../../infra/local/store.ts';
import { openTables } from '../../infra/local/tables/tables.ts';

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const strings = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const plain = { KeySchema: key('pk', 'sk'), BillingMode: 'PAY_PER_REQUEST' };
const index = (IndexName: string, hash: string, range: string) => ({
  IndexName,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: 'ALL' },
});

const low: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  TransactWrite: 'TransactWriteItems',
};
/** The low-level operation of a document command. */
const operationOf = (command: string) => low[command.replace(/Command$/, '')] ?? command.replace(/Command$/, '');

/** A document client on the local tables `cases`, `people`, `vault` and `keys`, in memory, with the names of the calls that it makes. */
export function localTables() {
  const tables = openTables(openStore(), { now: () => Date.UTC(2026, 10, 10) });
  for (const name of ['people', 'vault', 'keys']) tables.create(name, { ...plain, AttributeDefinitions: strings('pk', 'sk') });
  tables.create('cases', {
    ...plain,
    AttributeDefinitions: strings('pk', 'sk', 'statusShard', 'openedAt', 'wakeShard', 'wakeAt', 'dueShard', 'dueBy'),
    GlobalSecondaryIndexes: [
      index('byStatus', 'statusShard', 'openedAt'),
      index('byWake', 'wakeShard', 'wakeAt'),
      index('byDue', 'dueShard', 'dueBy'),
    ],
  });
  const calls: string[] = [];
  const client = new DynamoDBClient({ region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => {
        const operation = operationOf(String(commandName));
        calls.push(operation);
        // Others get their turn between two calls, as they would over a network.
        await new Promise((resolve) => setImmediate(resolve));
        return {
          output: unmarshallOutput(tables.perform(operation, marshallInput(input as Record<string, unknown>))),
          response: undefined,
        } as never;
      },
    { step: 'initialize', priority: 'high', name: 'LocalTables' },
  );
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { documents, calls, dump: (table: string) => tables.dump(table) };
}
