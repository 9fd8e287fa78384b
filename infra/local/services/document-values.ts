import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Members = Record<string, unknown>;

const ITEMS = new Set(['Item', 'Key', 'ExpressionAttributeValues', 'ExclusiveStartKey', 'LastEvaluatedKey', 'Attributes']);
const LISTS = new Set(['Keys', 'Items']);

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

function convert(value: unknown, item: (item: Members) => unknown, lists: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((element) => convert(element, item, lists));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (member === undefined) return [name, member];
      if (ITEMS.has(name) && isMembers(member)) return [name, item(member)];
      if (lists.has(name) && Array.isArray(member)) return [name, member.map((each) => item(each as Members))];
      return [name, convert(member, item, lists)];
    }),
  );
}

/** A document client's input as the low-level client sends it; undefined members disappear. */
export function marshallInput(input: Members): Members {
  return convert(input, (item) => marshall(item, { removeUndefinedValues: true }), LISTS) as Members;
}

/** A low-level answer as the document client gives it. */
export function unmarshallOutput(output: unknown): unknown {
  const item = (item: Members) => unmarshall(item as Parameters<typeof unmarshall>[0]);
  if (!isMembers(output) || !isMembers(output.Responses)) return convert(output, item, LISTS);
  // BatchGetItem answers with bare lists of items by table.
  const Responses = Object.fromEntries(Object.entries(output.Responses).map(([table, items]) => [table, (items as Members[]).map(item)]));
  return { ...(convert({ ...output, Responses: undefined }, item, LISTS) as Members), Responses };
}
