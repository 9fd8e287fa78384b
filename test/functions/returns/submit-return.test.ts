import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { claimsTable } from '../../../functions/adapters/claims.ts';
import { ordersTable } from '../../../functions/adapters/orders.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import { slaEditionsTable } from '../../../functions/adapters/sla-editions.ts';
import { submit } from '../../../functions/returns/routes/submit.ts';
import { Problem } from '../../../functions/runtime/problem.ts';
import { aCustomer, aRequest } from '../../builders/a-request.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';
import { localTables } from '../../fakes/local-tables.ts';

/** A shop whose one order has `quantity` mugs, on the local tables. */
async function shop(quantity: number) {
  const tables = localTables();
  const { documents } = tables;
  const order = anOrder({ lines: [aLine({ quantity })] });
  await documents.send(
    new PutCommand({ TableName: 'cases', Item: { ...order, pk: 'ORDER#A-1', sk: 'ORDER', hash: 'h', importedAt: order.placedAt } }),
  );
  const deps = {
    cases: casesTable(documents, 'cases'),
    claims: claimsTable(documents, 'cases'),
    editions: slaEditionsTable(documents, 'cases'),
    orders: ordersTable(documents, 'cases'),
    people: peopleTable(documents, 'people'),
    policies: {
      inForce: async () => ({ name: 'returns' as const, version: 3, validFrom: '1970-01-01T00:00:00Z', body: aReturnPolicy() }),
    },
    uploads: { read: async () => undefined },
    publicUrl: 'https://shop.example',
  };
  const ask = async (key: string | undefined, body = wanting(1)) =>
    await submit
      .run(aRequest(body, aCustomer(), { headers: key === undefined ? {} : { 'idempotency-key': key } }), deps)
      .catch((error: unknown) => error as Problem);
  return { ...tables, deps, ask };
}

const wanting = (quantity: number, more: object = {}) => ({
  orderId: 'A-1',
  lines: [{ lineId: '1', quantity, reason: 'changed-mind', ...more }],
  remedy: 'refund' as const,
  route: 'own-postage' as const,
});
const pointersOf = (outcome: unknown) => (outcome instanceof Problem ? outcome.extra.errors?.map(({ pointer }) => pointer) : undefined);

it('writes case, log record, claim, counter, link and comment in one transaction, and promises a date', async () => {
  const { ask, calls, deps, dump } = await shop(4);
  calls.length = 0;
  const answer = await ask('k', wanting(2, { comment: 'salah ukuran 😀 שלום' }));
  // The last read is the customer's: being here again prolongs their time.
  expect(calls).toEqual(['GetItem', 'GetItem', 'Query', 'TransactWriteItems', 'GetItem']);
  expect(answer).toMatchObject({ status: 202, body: { statusUrl: expect.stringMatching(/^https:\/\/shop\.example\/status\/R-/) } });
  const { caseId } = (answer as unknown as { body: { caseId: string } }).body;
  expect(await deps.cases.read(caseId)).toMatchObject({ caseId, status: 'requested', version: 2, policyVersion: 3, orderId: 'A-1' });
  expect(await deps.cases.log(caseId)).toMatchObject([
    { eventId: `${caseId}.1`, type: 'return.requested.v1', version: 1, data: { promisedBy: expect.any(String) } },
    { eventId: `${caseId}.2`, type: 'case.acknowledged.v1', version: 2, data: { automatic: true } },
  ]);
  expect(await deps.cases.ofOrder('A-1')).toEqual([caseId]);
  expect((await deps.orders.read('A-1'))?.counters).toEqual(new Map([['1', 2]]));
  expect(await deps.people.texts(caseId)).toMatchObject([{ kind: 'comment', lineId: '1', text: 'salah ukuran 😀 שלום' }]);
  expect(JSON.stringify(dump('cases'))).not.toContain('salah');
});

it('answers the same key with the same body as before, and with another body 422', async () => {
  const { ask } = await shop(4);
  const first = await ask('k');
  expect(await ask('k')).toEqual(first);
  expect(await ask('k', wanting(2))).toMatchObject({ status: 422, extra: { errors: [{ pointer: 'Idempotency-Key' }] } });
});

it.each([
  ['no key', undefined],
  ['an empty key', ''],
  ['a key of 256 characters', 'k'.repeat(256)],
])('refuses %s without writing', async (_, key) => {
  const { ask, calls } = await shop(4);
  calls.length = 0;
  expect(await ask(key)).toMatchObject({ status: 422, extra: { errors: [{ pointer: 'Idempotency-Key' }] } });
  expect(calls).toEqual([]);
});

it('makes one case of 50 parallel submissions with one key', async () => {
  const { ask, deps } = await shop(60);
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('k')));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await deps.cases.ofOrder('A-1')).toHaveLength(1);
  expect((await deps.orders.read('A-1'))?.counters.get('1')).toBe(59);
});

it('gives the last piece to one of 50 parallel submissions with different keys, and tells 49 which quantity is too high', async () => {
  const { ask, deps } = await shop(1);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(`k${index}`)));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status === 422);
  expect(refused).toHaveLength(49);
  expect(refused.map(pointersOf)).toEqual(Array.from({ length: 49 }, () => ['/lines/0/quantity']));
  expect(await deps.cases.ofOrder('A-1')).toHaveLength(1);
});

it('answers 404 about an order that the code was not for', async () => {
  const { ask } = await shop(4);
  const outcome = await ask('k', { ...wanting(1), orderId: 'A-2' });
  expect(outcome).toMatchObject({ status: 404 });
  expect(pointersOf(outcome)).toEqual(['/orderId']);
});

it.each([
  ['an unknown line', { lines: [{ lineId: '9', quantity: 1, reason: 'changed-mind' }] }, '/lines/0/lineId'],
  ['an unknown reason', { lines: [{ lineId: '1', quantity: 1, reason: 'because' }] }, '/lines/0/reason'],
  ['a missing photo', { lines: [{ lineId: '1', quantity: 1, reason: 'damaged' }] }, '/lines/0/photos'],
  ['a missing comment', { lines: [{ lineId: '1', quantity: 1, reason: 'other' }] }, '/lines/0/comment'],
  ['a photo that nobody uploaded', { lines: [{ lineId: '1', quantity: 1, reason: 'damaged', photos: ['x'] }] }, '/lines/0/photos/0'],
  ['more pieces than were bought', { lines: [{ lineId: '1', quantity: 5, reason: 'changed-mind' }] }, '/lines/0/quantity'],
])('answers %s with 422 at its pointer, and makes no case', async (_, differs, pointer) => {
  const { ask, deps } = await shop(4);
  const outcome = await ask('k', { ...wanting(1), ...differs } as ReturnType<typeof wanting>);
  expect(outcome).toMatchObject({ status: 422 });
  expect(pointersOf(outcome)).toEqual([pointer]);
  expect(await deps.cases.ofOrder('A-1')).toEqual([]);
});
