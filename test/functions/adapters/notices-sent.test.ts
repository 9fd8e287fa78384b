import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { noticesTable } from '../../../functions/adapters/notices-sent.ts';

const table = () => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));
  const mock = mockClient(documents);
  mock.rejects(new Error('unexpected'));
  return { mock, sent: noticesTable(documents, 'cases') };
};
const Key = { pk: 'NOTICE#R-1.2', sk: 'NOTICE' };

it('remembers an event for 30 days under its own key', async () => {
  const { mock, sent } = table();
  mock.on(PutCommand).resolves({});
  await sent.remember('R-1.2', new Date('2026-11-10T00:00:00.999Z'));
  const Item = { ...Key, at: '2026-11-10T00:00:00.999Z', ttl: Date.UTC(2026, 11, 10) / 1000 };
  expect(mock.commandCalls(PutCommand)[0]?.args[0].input).toEqual({ TableName: 'cases', Item });
});

it.each([
  ['told', { ...Key, at: 'x' }, true],
  ['not told', undefined, false],
])('knows consistently that the customer was %s', async (_, Item, expected) => {
  const { mock, sent } = table();
  mock.on(GetCommand, { TableName: 'cases', Key, ConsistentRead: true }).resolves(Item ? { Item } : {});
  expect(await sent.already('R-1.2')).toBe(expected);
});
