import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aCasesTable, key } from './cases-table.ts';

type Plain = { pk: string; sk: string; shard?: string; wakeAt?: number; amount?: number };
type Step = { kind: 'put' | 'delete' | 'sleep' | 'add'; item: Plain; ifAbsent: boolean };
type Model = Map<string, Plain>;

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const item = fc.record({
  pk: fc.constantFrom('a', 'b', 'ab'),
  sk: fc.constantFrom('1', '10', '2'),
  shard: optional(fc.constantFrom('s1', 's2')),
  wakeAt: optional(fc.integer({ min: -20, max: 20 })),
  amount: optional(fc.integer({ min: 0, max: 3 })),
}) as fc.Arbitrary<Plain>;
const step = fc.record({ kind: fc.constantFrom('put', 'delete', 'sleep', 'add'), item, ifAbsent: fc.boolean() }) as fc.Arbitrary<Step>;

const idOf = ({ pk, sk }: Plain) => `${pk}/${sk}`;
const stored = (plain: Plain) => ({
  ...key(plain.pk, plain.sk),
  ...(plain.shard !== undefined && { shard: { S: plain.shard } }),
  ...(plain.wakeAt !== undefined && { wakeAt: { N: String(plain.wakeAt) } }),
  ...(plain.amount !== undefined && { amount: { N: String(plain.amount) } }),
});

/** What DynamoDB does, in ten lines; nothing when the step is refused. */
function modelled(model: Model, { kind, item, ifAbsent }: Step): Model | undefined {
  const [id, next] = [idOf(item), new Map(model)];
  const old = model.get(id);
  if (ifAbsent && old) return undefined;
  if (kind === 'put') next.set(id, item);
  if (kind === 'delete') next.delete(id);
  if (kind === 'add') next.set(id, { ...(old ?? { pk: item.pk, sk: item.sk }), amount: (old?.amount ?? 0) + 1 });
  if (kind === 'sleep') {
    const { wakeAt: _, ...rest } = old ?? { pk: item.pk, sk: item.sk };
    next.set(id, rest);
  }
  return next;
}

function requestOf({ kind, item, ifAbsent }: Step): [kind: string, input: object] {
  const condition = ifAbsent && { ConditionExpression: 'attribute_not_exists(pk)' };
  const at = { TableName: 'cases', Key: key(item.pk, item.sk), ...condition };
  if (kind === 'put') return ['Put', { TableName: 'cases', Item: stored(item), ...condition }];
  if (kind === 'delete') return ['Delete', at];
  if (kind === 'sleep') return ['Update', { ...at, UpdateExpression: 'REMOVE wakeAt' }];
  return ['Update', { ...at, UpdateExpression: 'ADD amount :one', ExpressionAttributeValues: { ':one': { N: '1' } } }];
}

const sorted = (items: object[]) => items.map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted();

it('holds what a simple model holds, in table, index and stream, after any sequence of writes', () => {
  const transaction = fc.uniqueArray(step, { minLength: 1, maxLength: 4, selector: ({ item }) => idOf(item) });
  fc.assert(
    fc.property(fc.array(transaction, { maxLength: 25 }), (sequence) => {
      const table = aCasesTable();
      const replica = new Map<string, object>();
      let model: Model = new Map();
      for (const steps of sequence) {
        const after = steps.reduce<Model | undefined>((so, one) => so && modelled(so, one), model);
        const requests = steps.map(requestOf);
        const [[kind, input] = ['', {}]] = requests;
        const write = () =>
          requests.length === 1
            ? table.perform(`${kind}Item`, input)
            : table.transact(...requests.map(([name, request]) => ({ [name]: request })));
        if (after) write();
        else expect(write).toThrow(/conditional request failed|ConditionalCheckFailed/);
        model = after ?? model;
        for (const { dynamodb } of table.records.splice(0)) {
          const id = JSON.stringify(dynamodb.Keys);
          expect(dynamodb.OldImage).toEqual(replica.get(id));
          if (dynamodb.NewImage) replica.set(id, dynamodb.NewImage);
          else replica.delete(id);
        }
        const expected = [...model.values()].map(stored);
        const indexed = [...model.values()].filter(({ shard, wakeAt }) => shard !== undefined && wakeAt !== undefined);
        expect(sorted(table.tables.dump('cases'))).toEqual(sorted(expected));
        expect(sorted([...replica.values()])).toEqual(sorted(expected));
        expect(sorted(table.due())).toEqual(sorted(indexed.map(({ amount: _, ...keys }) => stored(keys))));
        const wakes = indexed.map(({ wakeAt }) => wakeAt ?? 0);
        expect(table.tables.earliest('cases', 'due', 'wakeAt')).toBe(wakes.length ? Math.min(...wakes) : undefined);
      }
    }),
    { numRuns: 60 },
  );
});
