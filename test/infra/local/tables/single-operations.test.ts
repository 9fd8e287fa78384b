import { expect, it } from 'vitest';
import { aCasesTable, failureOf, key } from './cases-table.ts';

const filled = () => {
  const table = aCasesTable();
  for (let number = 1; number <= 5; number++) table.put({ ...key('case#1', `log#${number}`), amount: { N: String(number) } });
  table.put({ ...key('case#1', 'meta'), status: { S: 'open' } });
  table.put({ ...key('case#2', 'log#1') });
  return table;
};
const sortKeys = (items: object[] | undefined) => items?.map((item) => (item as { sk: { S: string } }).sk.S);

it.each([
  ['begins_with', 'pk = :p AND begins_with(sk, :a)', { ':a': { S: 'log#' } }, {}, ['log#1', 'log#2', 'log#3', 'log#4', 'log#5']],
  ['between', 'pk = :p AND sk BETWEEN :a AND :b', { ':a': { S: 'log#2' }, ':b': { S: 'log#4' } }, {}, ['log#2', 'log#3', 'log#4']],
  ['after', 'pk = :p AND sk > :a', { ':a': { S: 'log#4' } }, {}, ['log#5', 'meta']],
  ['before', 'pk = :p AND sk < :a', { ':a': { S: 'log#2' } }, {}, ['log#1']],
  ['equal', 'pk = :p AND sk = :a', { ':a': { S: 'log#2' } }, {}, ['log#2']],
  ['backwards', 'pk = :p', {}, { ScanIndexForward: false, Limit: 2 }, ['meta', 'log#5']],
  ['backwards up to', 'pk = :p AND sk <= :a', { ':a': { S: 'log#2' } }, { ScanIndexForward: false }, ['log#2', 'log#1']],
])('queries %s', (_name, KeyConditionExpression, values, more, expected) => {
  const { perform } = filled();
  const input = { KeyConditionExpression, ExpressionAttributeValues: { ':p': { S: 'case#1' }, ...values }, ...more };
  expect(sortKeys(perform('Query', input).Items)).toEqual(expected);
});

it.each([true, false])('pages through a query to its end (forward: %s)', (ScanIndexForward) => {
  const { perform } = filled();
  const seen: string[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = perform('Query', {
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'case#1' } },
      ScanIndexForward,
      Limit: 2,
      ExclusiveStartKey,
    });
    seen.push(...(sortKeys(page.Items) ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  const expected = ['log#1', 'log#2', 'log#3', 'log#4', 'log#5', 'meta'];
  expect(seen).toEqual(ScanIndexForward ? expected : expected.reverse());
});

it.each([true, false])('pages through index entries that share one key (forward: %s)', (ScanIndexForward) => {
  const { perform, put } = aCasesTable();
  const expected = Array.from({ length: 20 }, (_, number) => `clock#${number}`);
  for (const sk of expected) put({ ...key('case#1', sk), shard: { S: 's1' }, wakeAt: { N: '60' } });
  const seen: string[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = perform('Query', {
      IndexName: 'due',
      KeyConditionExpression: '#s = :s AND wakeAt <= :now',
      ExpressionAttributeNames: { '#s': 'shard' },
      ExpressionAttributeValues: { ':s': { S: 's1' }, ':now': { N: '60' } },
      ScanIndexForward,
      Limit: 3,
      ExclusiveStartKey,
    });
    seen.push(...(sortKeys(page.Items) ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  expect(seen.toSorted()).toEqual(expected.toSorted());
});

it('filters after reading, and counts what it read', () => {
  const { perform, tables } = filled();
  tables.reads().reset();
  const answer = perform('Query', {
    KeyConditionExpression: 'pk = :p',
    FilterExpression: 'amount >= :n OR attribute_exists(#s)',
    ProjectionExpression: 'sk, amount',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':p': { S: 'case#1' }, ':n': { N: '4' } },
  });
  expect(answer).toMatchObject({
    Count: 3,
    ScannedCount: 6,
    Items: [{ sk: { S: 'log#4' }, amount: { N: '4' } }, { sk: { S: 'log#5' } }, { sk: { S: 'meta' } }],
  });
  expect(tables.reads().tables).toEqual({ cases: { Query: { calls: 1, items: 6 } } });
});

it('orders numbers as numbers, negative ones included, and finds the earliest over all shards', () => {
  const { perform, put, tables } = aCasesTable();
  expect(tables.earliest('cases', 'due', 'wakeAt')).toBeUndefined();
  for (const number of ['10', '9', '-2', '-10.5', '0.5', '100'])
    put({ ...key('case#1', number), shard: { S: 's1' }, wakeAt: { N: number } });
  put({ ...key('case#2', 'x'), shard: { S: 's2' }, wakeAt: { N: '-11' } });
  const answer = perform('Query', {
    IndexName: 'due',
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'shard' },
    ExpressionAttributeValues: { ':s': { S: 's1' } },
  });
  expect(sortKeys(answer.Items)).toEqual(['-10.5', '-2', '0.5', '9', '10', '100']);
  expect(tables.earliest('cases', 'due', 'wakeAt')).toBe(-11);
});

it('keeps an item in a sparse index only while it has the index keys', () => {
  const { perform, put, due } = aCasesTable();
  put({ ...key('case#1', 'clock'), shard: { S: 's1' }, wakeAt: { N: '60' }, note: { S: 'not projected' } });
  expect(due()).toEqual([{ ...key('case#1', 'clock'), shard: { S: 's1' }, wakeAt: { N: '60' } }]);
  perform('UpdateItem', { Key: key('case#1', 'clock'), UpdateExpression: 'REMOVE wakeAt' });
  expect(due()).toEqual([]);
});

it('updates by expression and says what changed', () => {
  const { perform, records } = filled();
  const answer = perform('UpdateItem', {
    Key: key('case#1', 'log#1'),
    UpdateExpression: 'SET amount = amount + :one, #l = list_append(if_not_exists(#l, :none), :line) ADD tags :tag',
    ExpressionAttributeNames: { '#l': 'lines' },
    ExpressionAttributeValues: { ':one': { N: '1' }, ':none': { L: [] }, ':line': { L: [{ S: 'a' }] }, ':tag': { SS: ['x'] } },
    ReturnValues: 'ALL_NEW',
  });
  const after = { ...key('case#1', 'log#1'), amount: { N: '2' }, lines: { L: [{ S: 'a' }] }, tags: { SS: ['x'] } };
  expect(answer.Attributes).toEqual(after);
  const before = { ...key('case#1', 'log#1'), amount: { N: '1' } };
  expect(records.at(-1)).toMatchObject({ eventName: 'MODIFY', dynamodb: { NewImage: after, OldImage: before } });
});

it('refuses a write whose condition fails, with the item that stood in the way', () => {
  const { put, get, records } = filled();
  const heard = records.length;
  const error = failureOf(() =>
    put(key('case#1', 'meta'), { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
    Item: { status: { S: 'open' } },
  });
  expect(get('case#1', 'meta')).toMatchObject({ status: { S: 'open' } });
  expect(records).toHaveLength(heard);
});

it('writes no record when nothing changes', () => {
  const { put, perform, records } = filled();
  const heard = records.length;
  put({ status: { S: 'open' }, ...key('case#1', 'meta') });
  perform('DeleteItem', { Key: key('case#1', 'absent') });
  expect(records).toHaveLength(heard);
});

it('gives binaries back as bytes, also in an attribute called B', () => {
  const { put, get } = aCasesTable();
  const item = {
    ...key('case#1', 'x'),
    B: { B: new Uint8Array([1, 2, 255]) },
    many: { BS: [new Uint8Array([7])] },
    map: { M: { B: { S: 'b' } } },
  };
  put(item);
  expect(get('case#1', 'x')).toEqual(item);
});

it('reads and writes batches', () => {
  const { tables, perform } = filled();
  tables.perform('BatchWriteItem', {
    RequestItems: { cases: [{ DeleteRequest: { Key: key('case#1', 'meta') } }, { PutRequest: { Item: key('case#3', 'meta') } }] },
  });
  const Keys = [key('case#3', 'meta'), key('case#1', 'meta'), key('case#2', 'log#1')];
  expect(perform('BatchGetItem', { RequestItems: { cases: { Keys } } }).Responses).toEqual({
    cases: [key('case#3', 'meta'), key('case#2', 'log#1')],
  });
});

it.each([
  ['an unknown operation', 'ExecuteStatement', {}, 'UnknownOperationException', /ExecuteStatement/],
  ['an unknown table', 'GetItem', { TableName: 'nowhere', Key: key('a', 'b') }, 'ResourceNotFoundException', /nowhere/],
  ['a key of another shape', 'GetItem', { Key: { pk: { S: 'a' } } }, 'ValidationException', /does not match the schema/],
  [
    'an unused name',
    'GetItem',
    { Key: key('a', 'b'), ExpressionAttributeNames: { '#a': 'a' } },
    'ValidationException',
    /only be specified/,
  ],
  ['an empty index key', 'PutItem', { Item: { ...key('a', 'b'), shard: { S: '' } } }, 'ValidationException', /IndexKey: shard/],
  [
    'an item too large in bytes',
    'PutItem',
    { Item: { ...key('a', 'b'), t: { S: 'é'.repeat(210_000) } } },
    'ValidationException',
    /Item size/,
  ],
])('refuses %s', (_name, operation, input, name, message) => {
  const { perform } = aCasesTable();
  expect(failureOf(() => perform(operation, input))).toMatchObject({ name, message: expect.stringMatching(message) });
});

it.each([
  ['comparing maps', { ConditionExpression: 'm = :m', ExpressionAttributeValues: { ':m': { M: {} } } }, /compare whole maps/],
  ['removing two elements', { UpdateExpression: 'REMOVE l[0], l[1]' }, /REMOVE two elements/],
  [
    'copying what is added to',
    { UpdateExpression: 'SET a = if_not_exists(b, :n) ADD b :n', ExpressionAttributeValues: { ':n': { N: '1' } } },
    /copy an attribute/,
  ],
])('says that it cannot do what dynalite does wrongly: %s', (_name, input, message) => {
  const { perform } = aCasesTable();
  expect(() => perform('UpdateItem', { Key: key('a', 'b'), ...input })).toThrow(message);
});
