import { expect, it } from 'vitest';
import { askForOrder } from '../../../functions/lookups/routes/ask-for-order.ts';
import { enterCode } from '../../../functions/lookups/routes/enter-code.ts';
import { aRequest } from '../../builders/a-request.ts';
import { another, codeIn, frontDoor, later, now, outcomeOf } from './front-door.ts';

type Door = Awaited<ReturnType<typeof frontDoor>>;
const ask = async ({ deps }: Door, orderId = 'A-1', email = 'ana@customer.example', ip = '192.0.2.1') =>
  await outcomeOf(askForOrder.run(aRequest({ orderId, email }, { kind: 'anyone' }, { ip, now }), deps));
const lookupIn = (answer: Awaited<ReturnType<typeof ask>>) => (answer as unknown as { body: { lookupId: string } }).body.lookupId;
const enter = async ({ deps }: Door, lookupId: string, code: string, at = now) =>
  await outcomeOf(enterCode.run(aRequest({ code }, { kind: 'anyone' }, { params: { lookupId }, now: at }), deps));

/** A lookup whose code was mailed. */
async function mailed() {
  const door = await frontDoor();
  const lookupId = lookupIn(await ask(door));
  await door.lookedUp(lookupId);
  return { door, lookupId, code: codeIn(door.mails[0]) };
}

it('opens the order with the code from the mail, and gives a token for a day', async () => {
  const { door, lookupId, code } = await mailed();
  expect(door.mails).toMatchObject([
    { to: 'Ana@customer.example', notice: 'code', text: 'code', locale: 'id', values: { orderId: 'A-1' } },
  ]);
  const answer = await enter(door, lookupId, code);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      expiresAt: '2026-11-11T10:00:00.000Z',
      order: { orderId: 'A-1', lines: [{ lineId: '1', returnable: { quantity: 4, until: '2026-12-03T10:00:00.000Z' } }] },
    },
  });
  const { token, order } = (answer as unknown as { body: { token: string; order: { lines: { reasons: unknown[] }[] } } }).body;
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(order.lines[0]?.reasons[1]).toEqual({
    code: 'damaged',
    label: 'It is damaged',
    labels: { en: 'It is damaged', id: 'It is damaged (id)' },
    needs: ['photo'],
  });
  expect(JSON.stringify(order)).not.toMatch(/@|812/);
  expect(await door.deps.tokens.holderOf(token, later(1439))).toEqual({ kind: 'customer', orderId: 'A-1' });
  expect(await door.deps.tokens.holderOf(token, later(1440))).toBeUndefined();
});

it('keeps neither token nor code as such', async () => {
  const { door, lookupId, code } = await mailed();
  const answer = await enter(door, lookupId, code);
  const kept = JSON.stringify([door.dump('people'), door.dump('cases')]);
  expect(kept).not.toContain((answer as unknown as { body: { token: string } }).body.token);
  expect(kept).not.toMatch(new RegExp(`"${code}"`));
});

it('makes the same table calls and gives the same answer for a known order, an unknown one and a wrong address', async () => {
  const seen = [];
  for (const [orderId, email] of [['A-1'], ['A-99'], ['A-1', 'eve@customer.example']]) {
    const door = await frontDoor();
    door.calls.length = 0;
    const answer = await ask(door, orderId, email);
    seen.push({ calls: [...door.calls], status: answer.status, fields: Object.keys((answer as { body: object }).body) });
    await door.lookedUp(lookupIn(answer));
    expect(door.mails).toHaveLength(orderId === 'A-1' && email === undefined ? 1 : 0);
  }
  expect(seen[0]).toEqual({ calls: ['UpdateItem', 'UpdateItem', 'UpdateItem', 'TransactWriteItems'], status: 202, fields: ['lookupId'] });
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

it('answers a code for an order that does not exist as it answers a wrong one', async () => {
  const door = await frontDoor();
  const lookupId = lookupIn(await ask(door, 'A-99'));
  await door.lookedUp(lookupId);
  expect(await enter(door, lookupId, '123456')).toMatchObject({ status: 422, extra: { errors: [{ pointer: '/code' }] } });
});

it('lets a code be wrong five times, then is over even for the right one', async () => {
  const { door, lookupId, code } = await mailed();
  for (let attempt = 1; attempt <= 5; attempt += 1) expect(await enter(door, lookupId, another(code))).toMatchObject({ status: 422 });
  expect(await enter(door, lookupId, code)).toMatchObject({ status: 410 });
});

it.each([
  ['after 15 minutes', 15, 410],
  ['just before', 14.99, 200],
])('takes a code %s as the interface says', async (_, minutes, status) => {
  const { door, lookupId, code } = await mailed();
  expect(await enter(door, lookupId, code, later(minutes))).toMatchObject({ status });
});

it('lets a code in once, also when it comes twice at the same time', async () => {
  const { door, lookupId, code } = await mailed();
  const answers = await Promise.all([enter(door, lookupId, code), enter(door, lookupId, code), enter(door, lookupId, code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  expect(await enter(door, lookupId, code)).toMatchObject({ status: 410 });
});

it.each([
  ['of no lookup', '0'.repeat(32)],
  ['that is none of ours', 'x\u0000😀'],
])('answers an id %s with 404', async (_, lookupId) => {
  expect(await enter(await frontDoor(), lookupId, '123456')).toMatchObject({ status: 404 });
});

it('goes on answering 202 over the limits for an order and for an address, but mails no code', async () => {
  const door = await frontDoor();
  for (let count = 1; count <= 6; count += 1) {
    const answer = await ask(door);
    expect(answer).toMatchObject({ status: 202 });
    await door.lookedUp(lookupIn(answer));
  }
  expect(door.mails).toHaveLength(5);
});

it('answers 429 to the 31st lookup of an IP within an hour, and says how long to wait', async () => {
  const door = await frontDoor();
  for (let count = 1; count <= 30; count += 1) expect(await ask(door, `B-${count}`)).toMatchObject({ status: 202 });
  expect(await ask(door, 'B-31')).toMatchObject({ status: 429, headers: { 'retry-after': '3600' } });
  expect(await ask(door, 'B-31', undefined, '192.0.2.2')).toMatchObject({ status: 202 });
});

it('mails once when it is told twice', async () => {
  const { door, lookupId } = await mailed();
  await door.lookedUp(lookupId);
  expect(door.mails).toHaveLength(1);
});

it('mails a new code when the first mail failed', async () => {
  const door = await frontDoor();
  const lookupId = lookupIn(await ask(door));
  door.mailing.fails = true;
  await expect(door.lookedUp(lookupId)).rejects.toThrow('no mail today');
  door.mailing.fails = false;
  await door.lookedUp(lookupId);
  expect(await enter(door, lookupId, codeIn(door.mails[0]))).toMatchObject({ status: 200 });
});

it('mails nothing for a lookup that is over', async () => {
  const door = await frontDoor();
  await door.lookedUp(lookupIn(await ask(door)), later(15));
  expect(door.mails).toEqual([]);
});
