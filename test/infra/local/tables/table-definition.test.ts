import { expect, it } from 'vitest';
import { aCasesTable, casesProperties, key } from './cases-table.ts';

it('creates a table again without losing anything', () => {
  const { tables, put, get } = aCasesTable();
  put(key('a', 'meta'));
  tables.create('cases', casesProperties);
  expect(get('a', 'meta')).toEqual(key('a', 'meta'));
  expect(tables.perform('ListTables', {})).toEqual({ TableNames: ['cases'] });
  expect(tables.perform('DescribeTable', { TableName: 'cases' })).toMatchObject({
    Table: { TableStatus: 'ACTIVE', LatestStreamArn: expect.stringContaining('table/cases/stream/') },
  });
});

it.each([
  ['an unknown property', { ...casesProperties, ImportSourceSpecification: {} }, /Table cases: .*ImportSourceSpecification/],
  [
    'an unknown property of an index',
    { ...casesProperties, GlobalSecondaryIndexes: [{ ...casesProperties.GlobalSecondaryIndexes[0], Sorted: true }] },
    /Index due of table cases: .*Sorted/,
  ],
  ['other keys', { ...casesProperties, KeySchema: casesProperties.KeySchema.toReversed() }, /HASH|key schema/],
  [
    'a key of another type',
    { ...casesProperties, AttributeDefinitions: casesProperties.AttributeDefinitions.map((one) => ({ ...one, AttributeType: 'N' })) },
    /exists with another key schema/,
  ],
])('refuses %s', (_name, properties, message) => {
  expect(() => aCasesTable().tables.create('cases', properties)).toThrow(message);
});

it('takes a global table as well, ignoring its replicas', () => {
  const { tables } = aCasesTable();
  tables.create('global', {
    ...casesProperties,
    TableName: 'x',
    Replicas: [{ Region: 'eu-west-1' }],
    SSESpecification: { SSEEnabled: true },
  });
  expect(tables.dump('global')).toEqual([]);
});

it('fills an index that a later deployment adds, and clears one that it drops', () => {
  const { tables, put, due, perform } = aCasesTable();
  put({ ...key('a', 'clock'), shard: { S: 's' }, wakeAt: { N: '7' } });
  const [index] = casesProperties.GlobalSecondaryIndexes;
  tables.create('cases', { ...casesProperties, GlobalSecondaryIndexes: [index, { ...index, IndexName: 'due2' }] });
  expect(perform('Scan', { IndexName: 'due2' }).Items).toEqual(due());
  tables.create('cases', casesProperties);
  expect(() => perform('Scan', { IndexName: 'due2' })).toThrow('does not have the specified index');
});

it.each([
  ['KEYS_ONLY', undefined, undefined],
  ['NEW_IMAGE', 'new', undefined],
  ['OLD_IMAGE', undefined, 'old'],
  ['NEW_AND_OLD_IMAGES', 'new', 'old'],
])('shows in a stream of %s what such a stream shows', (StreamViewType, after, before) => {
  const { tables, put, records } = aCasesTable();
  tables.create('cases', { ...casesProperties, StreamSpecification: { StreamViewType } });
  put({ ...key('a', 'meta'), is: { S: 'old' } });
  put({ ...key('a', 'meta'), is: { S: 'new' } });
  const { NewImage, OldImage, Keys } = records[1]?.dynamodb ?? {};
  expect([NewImage?.is?.S, OldImage?.is?.S, Keys]).toEqual([after, before, key('a', 'meta')]);
});

it('hears nothing of a table without a stream', () => {
  const { tables, records } = aCasesTable();
  const { StreamSpecification: _, ...silent } = casesProperties;
  tables.create('people', silent);
  tables.perform('PutItem', { TableName: 'people', Item: key('a', 'meta') });
  expect(records).toEqual([]);
});

it('deletes expired items as the service does, and only those', () => {
  const { tables, put, get, due, records, clock } = aCasesTable();
  const now = clock.now / 1000;
  put({ ...key('past', 'meta'), expiresAt: { N: String(now - 1) }, shard: { S: 's' }, wakeAt: { N: '1' } });
  put({ ...key('future', 'meta'), expiresAt: { N: String(now + 60) } });
  put({ ...key('ancient', 'meta'), expiresAt: { N: '86400' } });
  put({ ...key('text', 'meta'), expiresAt: { S: '1' } });
  expect(tables.expire()).toBe(1);
  expect(get('past', 'meta')).toBeUndefined();
  expect(due()).toEqual([]);
  expect(records.at(-1)).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    dynamodb: { OldImage: { expiresAt: { N: String(now - 1) } } },
  });
  clock.now += 61_000;
  expect([tables.expire(), tables.expire()]).toEqual([1, 0]);
  expect(tables.dump('cases')).toHaveLength(2);
});
