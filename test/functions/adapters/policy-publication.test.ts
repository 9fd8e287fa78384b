import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { policyPublisher } from '../../../functions/adapters/policy-publication.ts';

const now = new Date('2026-11-10T10:00:00.000Z');

/** A publisher that reads these newest versions one after the other, on a table that answers each write with the next code. */
function press(newest: readonly number[], codes: readonly string[]) {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));
  const mock = mockClient(documents);
  mock.rejects(new Error('unexpected'));
  const cancelled = (Code: string) =>
    Object.assign(new Error(Code), { name: 'TransactionCanceledException', CancellationReasons: [{ Code }] });
  let writes = mock.on(TransactWriteCommand);
  for (const code of codes) writes = code === 'ok' ? writes.resolvesOnce({}) : writes.rejectsOnce(cancelled(code));
  const seen = [...newest];
  const reads = { newest: async () => ({ name: 'returns' as const, version: seen.shift() ?? newest.at(-1)!, validFrom: 'x', body: {} }) };
  const publisher = policyPublisher(documents, { cases: 'cases', people: () => 'people' }, reads);
  return {
    mock,
    publish: async (more: object = {}) =>
      await publisher.publish({ name: 'returns', body: { a: 1 }, validFrom: 'v', by: 'p', ...more }, now),
  };
}
const puts = (mock: ReturnType<typeof press>['mock'], call = 0) =>
  (mock.commandCalls(TransactWriteCommand)[call]?.args[0].input.TransactItems ?? []).map(({ Put }) => ({
    where: `${Put?.TableName} ${Put?.Item?.pk} ${Put?.Item?.sk}`,
    condition: Put?.ConditionExpression,
    body: Put?.Item?.body,
  }));

it('writes version and record together, each only if it is not there', async () => {
  const { mock, publish } = press([4], ['ok']);
  expect(await publish({ basedOn: 4 })).toEqual({ version: 5 });
  expect(puts(mock)).toEqual([
    { where: 'cases POLICY#returns VERSION#000005', condition: 'attribute_not_exists(pk)', body: { a: 1 } },
    { where: 'cases POLICY#returns LOG#000005', condition: 'attribute_not_exists(pk)', body: undefined },
  ]);
});

it('puts the body of the people policy in the table of people, and nowhere else', async () => {
  const { mock, publish } = press([0], ['ok']);
  await publish({ name: 'people', basedOn: 0 });
  expect(puts(mock).filter(({ body }) => body !== undefined)).toEqual([
    { where: 'people POLICY#people VERSION#000001', condition: undefined, body: { a: 1 } },
  ]);
});

it.each([
  ['somebody who saw a version is told of the new one', { basedOn: 4 }, { stale: 5 }, 1],
  ['the command line takes the next number', {}, { version: 6 }, 2],
])('when another version comes between reading and writing, %s', async (_, more, outcome, writes) => {
  const { mock, publish } = press([4, 5], ['ConditionalCheckFailed', 'ok']);
  expect(await publish(more)).toEqual(outcome);
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(writes);
});

it('gives up after five others', async () => {
  const { publish } = press(
    [1, 2, 3, 4, 5],
    Array.from({ length: 5 }, () => 'ConditionalCheckFailed'),
  );
  expect(await publish()).toEqual({ stale: 6 });
});
