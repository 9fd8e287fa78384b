import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Move } from '../../../domain/cases/move.ts';
import { Overtaken } from '../../../domain/errors.ts';
import { shardOf } from '../../../domain/identifiers.ts';
import { assign } from '../../../domain/returns/case-care.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { withTrace } from '../../../functions/runtime/trace.ts';
import { agent, aReturn, day, mustMove } from '../../builders/a-return.ts';

const mock = mockClient(DynamoDBDocumentClient);
afterAll(() => mock.restore());
const cases = casesTable(mock as unknown as DynamoDBDocumentClient, 'cases');
const before = aReturn({ version: 4, execution: 'me' });
const assigned: Move = mustMove(assign(before, { to: 'ana', by: agent }, day(3)));
const shard = `requested#${shardOf(before.caseId)}`;

/** The transaction's failure, one reason per item. */
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons: codes.map((Code) => ({ Code })) });
const sent = () => mock.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.TransactItems ?? []);

beforeEach(() => {
  mock.reset();
  mock.onAnyCommand().callsFake((input) => {
    throw new Error(`nobody expected ${JSON.stringify(input)}`);
  });
  mock.on(TransactWriteCommand).resolves({});
});

it('writes a move as one transaction: the case if nobody moved it, its records with their places, what it takes and gives back', async () => {
  const clock = {
    ...{ clockId: 'R-00000001.parcel', caseId: before.caseId, measure: 'parcel' as const, state: 'running' as const, rungs: [] },
    ...{ startedAt: day(0).toISOString(), dueAt: day(14).toISOString(), wakeAt: day(7).toISOString() },
  };
  const move: Move = {
    ...assigned,
    clocks: [clock],
    giveBack: [{ lineId: '1', quantity: 2 }],
    reserve: [{ paymentId: 'pay-1', amount: 500 }],
    settle: [{ paymentId: 'pay-3', amount: 200 }],
    release: [{ paymentId: 'pay-2', amount: 300, from: 'refunded' }],
  };
  const extra = { Put: { TableName: 'vault', Item: { pk: 'x', sk: 'y' } } };
  const outcome = await withTrace('trace-1', () => cases.move(before, move, [extra]));
  expect(outcome).toEqual({ moved: move.case });
  const line = (sk: string, UpdateExpression: string, ExpressionAttributeValues: object, more = {}) => ({
    Update: { TableName: 'cases', Key: { pk: 'ORDER#O-1', sk }, UpdateExpression, ...more, ExpressionAttributeValues },
  });
  const shifted = (from: string, to: string) => `SET ${from} = if_not_exists(${from}, :n) - :n, ${to} = if_not_exists(${to}, :none) + :n`;
  expect(sent()).toEqual([
    [
      {
        Put: {
          TableName: 'cases',
          Item: { ...move.case, pk: 'CASE#R-00000001', sk: 'CASE', statusShard: shard },
          ConditionExpression: '#version = :before AND #execution = :me',
          ExpressionAttributeNames: { '#version': 'version', '#execution': 'execution' },
          ExpressionAttributeValues: { ':before': 4, ':me': 'me' },
        },
      },
      {
        Put: {
          TableName: 'cases',
          Item: {
            ...{ pk: 'CASE#R-00000001', sk: 'LOG#000005', type: 'case.assigned.v1', eventId: 'R-00000001.5', version: 5 },
            ...{ caseId: 'R-00000001', occurredAt: day(3).toISOString(), traceId: 'trace-1', data: { to: 'ana', by: agent } },
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Put: {
          TableName: 'cases',
          Item: { ...clock, wakeShard: shardOf(clock.clockId), pk: 'CASE#R-00000001', sk: `CLOCK#${clock.clockId}` },
        },
      },
      line('LINE#1', 'SET returnable = returnable + :n', { ':n': 2 }),
      line('PAYMENT#pay-1', shifted('remaining', 'reserved'), { ':n': 500, ':none': 0 }, { ConditionExpression: 'remaining >= :n' }),
      line('PAYMENT#pay-3', shifted('reserved', 'refunded'), { ':n': 200, ':none': 0 }),
      line('PAYMENT#pay-2', shifted('refunded', 'remaining'), { ':n': 300, ':none': 0 }),
      extra,
    ],
  ]);
});

it.each([
  ['holds the case', {}, '#version = :before AND #execution = :me'],
  ['claims it', { claim: true }, '#version = :before AND (attribute_not_exists(#execution) OR #execution = :me)'],
])('lets a task write only while its execution %s', async (_, options, condition) => {
  await cases.move(before, assigned, [], { execution: 'me', ...options });
  expect(sent()[0]?.[0]?.Put).toMatchObject({
    ConditionExpression: condition,
    ExpressionAttributeValues: { ':before': 4, ':me': 'me' },
  });
});

it('writes to a case that nobody holds only while nobody does', async () => {
  await cases.move(aReturn(), assigned);
  expect(sent()[0]?.[0]?.Put).toMatchObject({ ConditionExpression: '#version = :before AND attribute_not_exists(#execution)' });
});

it('is overtaken when the case moved on', async () => {
  mock.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed', 'None'));
  await expect(cases.move(before, assigned)).rejects.toThrow(Overtaken);
});

it('says which payment is short and which extra item stood in the way', async () => {
  mock.on(TransactWriteCommand).rejects(cancelled('None', 'None', 'ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'));
  const extra = { Put: { TableName: 'cases', Item: { pk: 'x', sk: 'y' } } };
  const move = { ...assigned, reserve: [{ paymentId: 'pay-1', amount: 500 }] };
  expect(await cases.move(before, move, [extra, extra])).toEqual({ refused: { shortOf: ['pay-1'], blocked: [1] } });
});

it('tries again when another transaction was at the same records', async () => {
  mock.on(TransactWriteCommand).rejectsOnce(cancelled('TransactionConflict', 'None')).resolves({});
  expect(await cases.move(before, assigned)).toEqual({ moved: assigned.case });
  expect(sent()).toHaveLength(2);
});

it('does not take an unknown failure for an outcome', async () => {
  mock.on(TransactWriteCommand).rejects(cancelled('ItemCollectionSizeLimitExceeded', 'None'));
  await expect(cases.move(before, assigned)).rejects.toThrow(TransactionCanceledException);
});

it('reads again and decides again when overtaken, five times at most', async () => {
  mock.on(GetCommand, { TableName: 'cases', Key: { pk: 'CASE#R-00000001', sk: 'CASE' }, ConsistentRead: true }).resolves({
    Item: { ...before, pk: 'CASE#R-00000001', sk: 'CASE', statusShard: shard },
  });
  mock.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed', 'None'));
  await expect(cases.change('R-00000001', (read) => mustMove(assign(read, { to: 'ana', by: agent }, day(3))))).rejects.toThrow(Overtaken);
  expect(mock.commandCalls(GetCommand)).toHaveLength(5);
});

it('writes nothing when a change is not possible, and hands over what it read', async () => {
  mock.on(GetCommand).resolves({ Item: { ...before, pk: 'CASE#R-00000001', sk: 'CASE', statusShard: shard } });
  const no = { notPossible: { code: 'not-now', values: {} } };
  expect(await cases.change('R-00000001', () => no)).toEqual({ ...no, current: before });
  expect(sent()).toEqual([]);
});
