import { expect, it } from 'vitest';
import { aCasesTable, failureOf, key } from './cases-table.ts';

const TableName = 'cases';
const putOf = (pk: string, more: object = {}) => ({ Put: { TableName, Item: { ...key(pk, 'meta'), ...more } } });
const isAbsent = (pk: string) => ({
  ConditionCheck: {
    TableName,
    Key: key(pk, 'meta'),
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
const increment = (pk: string) => ({
  Update: {
    TableName,
    Key: key(pk, 'meta'),
    UpdateExpression: 'SET amount = amount + :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

it('writes all actions and their records in order', () => {
  const { transact, put, get, records } = aCasesTable();
  put({ ...key('old', 'meta') });
  put({ ...key('counted', 'meta'), amount: { N: '1' } });
  transact(putOf('new'), increment('counted'), { Delete: { TableName, Key: key('old', 'meta') } }, isAbsent('never'));
  expect(get('counted', 'meta')).toMatchObject({ amount: { N: '2' } });
  expect(get('old', 'meta')).toBeUndefined();
  expect(get('never', 'meta')).toBeUndefined();
  expect(records.slice(2).map(({ eventName, dynamodb }) => [eventName, dynamodb.Keys.pk?.S])).toEqual([
    ['INSERT', 'new'],
    ['MODIFY', 'counted'],
    ['REMOVE', 'old'],
  ]);
});

it.each([
  [
    'a condition fails',
    isAbsent('there'),
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { ...key('there', 'meta'), word: { S: 'w' } } },
  ],
  [
    'an update meets another type',
    { Update: { ...increment('there').Update, UpdateExpression: 'SET word = word + :one' } },
    { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
  ],
])('changes nothing when %s', (_name, bad, reason) => {
  const { transact, put, tables, due, records, store } = aCasesTable();
  put({ ...key('there', 'meta'), word: { S: 'w' } });
  const [items, heard] = [tables.dump('cases'), records.length];
  const attempt = () => transact(putOf('new', { shard: { S: 's' }, wakeAt: { N: '1' } }), bad, putOf('other'));
  // Also inside a larger transaction, which goes on after the refusal.
  const error = store.transaction(() => failureOf(attempt));
  expect(error).toMatchObject({
    name: 'TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [None, ${reason.Code}, None]`,
    CancellationReasons: [{ Code: 'None' }, reason, { Code: 'None' }],
  });
  expect(tables.dump('cases')).toEqual(items);
  expect(due()).toEqual([]);
  expect(records).toHaveLength(heard);
});

it('rolls items, indexes and records back with the transaction around it', () => {
  const { store, transact, tables, due, records } = aCasesTable();
  const attempt = () =>
    store.transaction(() => {
      transact(putOf('a', { shard: { S: 's' }, wakeAt: { N: '1' } }));
      throw new Error('the engine step failed');
    });
  expect(attempt).toThrow('the engine step failed');
  expect([tables.dump('cases'), due()]).toEqual([[], []]);
  transact(putOf('b'));
  expect(records[1]?.dynamodb.SequenceNumber).toBe(records[0]?.dynamodb.SequenceNumber);
});

it.each([
  ['two actions on one item', [putOf('a'), isAbsent('a')], /multiple operations on one item/],
  ['101 actions', Array.from({ length: 101 }, (_, number) => putOf(`a${number}`)), /less than or equal to 100/],
  ['no action', [], /greater than or equal to 1/],
  ['an action of two kinds', [{ ...putOf('a'), ...isAbsent('b') }], /can only contain one of/],
  ['a syntax error', [{ Put: { ...putOf('a').Put, ConditionExpression: 'pk =' } }], /Invalid ConditionExpression: Syntax error/],
  ['more than 4 MB', Array.from({ length: 11 }, (_, n) => putOf(`a${n}`, { text: { S: 'x'.repeat(400_000) } })), /exceeds 4 MB/],
])('refuses %s', (_name, actions, message) => {
  const { transact, tables } = aCasesTable();
  expect(failureOf(() => transact(...actions))).toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) });
  expect(tables.dump('cases')).toEqual([]);
});

it('does a transaction once per token for ten minutes', () => {
  const { tables, put, get, clock } = aCasesTable();
  put({ ...key('a', 'meta'), amount: { N: '1' } });
  const send = (...TransactItems: object[]) => tables.perform('TransactWriteItems', { TransactItems, ClientRequestToken: 't1' });
  send(increment('a'));
  send(increment('a'));
  expect(get('a', 'meta')).toMatchObject({ amount: { N: '2' } });
  expect(failureOf(() => send(increment('b')))).toMatchObject({ name: 'IdempotentParameterMismatchException' });
  clock.now += 600_000;
  send(increment('a'));
  expect(get('a', 'meta')).toMatchObject({ amount: { N: '3' } });
});

it('may use a token again after the transaction was refused', () => {
  const { tables, put, get, store } = aCasesTable();
  const send = () => tables.perform('TransactWriteItems', { TransactItems: [increment('a')], ClientRequestToken: 't1' });
  store.transaction(() => failureOf(send));
  put({ ...key('a', 'meta'), amount: { N: '1' } });
  send();
  expect(get('a', 'meta')).toMatchObject({ amount: { N: '2' } });
});

it('reads several items at once, absent ones as empty answers', () => {
  const { tables, put } = aCasesTable();
  put({ ...key('a', 'meta'), amount: { N: '1' } });
  const TransactItems = ['a', 'b'].map((pk) => ({ Get: { TableName, Key: key(pk, 'meta'), ProjectionExpression: 'amount' } }));
  expect(tables.perform('TransactGetItems', { TransactItems })).toEqual({ Responses: [{ Item: { amount: { N: '1' } } }, {}] });
});
