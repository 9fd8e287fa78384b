import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { aCasesTable } from './cases-table.ts';

function documentClient() {
  const { tables } = aCasesTable();
  const client = new DynamoDBClient({ region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  const local =
    (_next: unknown, { commandName }: { commandName?: string }) =>
    async ({ input }: { input: object }) => ({
      output: { ...tables.perform(String(commandName).replace('Command', ''), input), $metadata: {} },
      response: {},
    });
  // Any earlier and the document client would neither have marshalled the input nor unmarshal the answer.
  client.middlewareStack.addRelativeTo(local as never, { relation: 'after', toMiddleware: 'DocumentUnmarshall', name: 'local' });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

it('answers the document client', async () => {
  const client = documentClient();
  const Item = { pk: 'a', sk: 'meta', amount: 12, tags: new Set(['x']), photo: new Uint8Array([1]), nothing: undefined };
  await client.send(new PutCommand({ TableName: 'cases', Item }));
  const query = { TableName: 'cases', KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': 'a' } };
  const { nothing: _, ...expected } = Item;
  expect((await client.send(new QueryCommand(query))).Items).toEqual([expected]);
});

it('cancels for the document client with reasons', async () => {
  const client = documentClient();
  const ConditionCheck = { TableName: 'cases', Key: { pk: 'a', sk: 'b' }, ConditionExpression: 'attribute_exists(pk)' };
  await expect(client.send(new TransactWriteCommand({ TransactItems: [{ ConditionCheck }] }))).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
  });
});
