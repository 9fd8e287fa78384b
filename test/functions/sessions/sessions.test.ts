import { expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import { askForSession } from '../../../functions/sessions/routes/ask-for-session.ts';
import { enterSessionCode } from '../../../functions/sessions/routes/enter-session-code.ts';
import { aRequest } from '../../builders/a-request.ts';
import { another, codeIn, frontDoor, later, now, outcomeOf } from '../lookups/front-door.ts';

type Door = Awaited<ReturnType<typeof frontDoor>>;
const sessionsIn = ({ dump }: Door) =>
  (dump('cases') as { type?: { S: string }; data?: { M: { sessionId: { S: string } } } }[]).flatMap(({ type, data }) =>
    type?.S === 'session.requested.v1' && data ? [data.M.sessionId.S] : [],
  );
/** Asks for a code and lets it be mailed. */
async function asked(door: Door, email = 'agent@shop.example') {
  const answer = await outcomeOf(askForSession.run(aRequest({ email }, { kind: 'anyone' }, { now }), door.deps));
  for (const sessionId of sessionsIn(door)) await door.askedIn(sessionId);
  return answer;
}
const enter = async ({ deps }: Door, code: string, email = 'agent@shop.example', at = now) =>
  await outcomeOf(enterSessionCode.run(aRequest({ email, code }, { kind: 'anyone' }, { now: at }), deps));
const tokenIn = (answer: object) => (answer as { body: { token: string } }).body.token;

it('signs a colleague in for 12 hours with the code from the mail', async () => {
  const door = await frontDoor();
  expect(await asked(door, 'Agent@Shop.example')).toEqual({ status: 202, body: {} });
  expect(door.mails).toMatchObject([{ to: 'agent@shop.example', notice: 'code', text: 'session-code' }]);
  const answer = await enter(door, codeIn(door.mails[0]));
  expect(answer).toMatchObject({ status: 200, body: { expiresAt: '2026-11-10T22:00:00.000Z' } });
  expect(await door.deps.tokens.holderOf(tokenIn(answer), later(719))).toEqual({
    ...{ kind: 'agent', email: 'agent@shop.example', personId: personIdOf('agent@shop.example'), name: 'Agent', roles: ['agent'] },
  });
  expect(await door.deps.tokens.holderOf(tokenIn(answer), later(720))).toBeUndefined();
});

it('goes by the people policy of the moment: new roles count at once, who has left is nobody', async () => {
  const door = await frontDoor();
  await asked(door);
  const token = tokenIn(await enter(door, codeIn(door.mails[0])));
  door.colleagues[0] = { email: 'agent@shop.example', name: 'Agent', roles: ['agent', 'supervisor'] };
  expect(await door.deps.tokens.holderOf(token, now)).toMatchObject({ roles: ['agent', 'supervisor'] });
  door.colleagues.shift();
  expect(await door.deps.tokens.holderOf(token, now)).toBeUndefined();
});

it('answers the same to somebody who does not work here, and mails nothing', async () => {
  const door = await frontDoor();
  expect(await asked(door, 'eve@shop.example')).toEqual({ status: 202, body: {} });
  expect(door.mails).toEqual([]);
  expect(await enter(door, '123456', 'eve@shop.example')).toMatchObject({ status: 422, extra: { errors: [{ pointer: '/code' }] } });
  expect(await enter(door, '123456', 'nobody@shop.example')).toMatchObject({ status: 422 });
});

it('takes either code of two requests, each once', async () => {
  const door = await frontDoor();
  await asked(door);
  await asked(door);
  const [first, second] = door.mails.map(codeIn);
  expect(await enter(door, first!)).toMatchObject({ status: 200 });
  expect(await enter(door, second!)).toMatchObject({ status: 200 });
  expect(await enter(door, first!)).toMatchObject({ status: 410 });
});

it.each([
  [
    'five wrong codes',
    async (door: Door, code: string) => {
      for (let n = 0; n < 5; n += 1) await enter(door, another(code));
    },
    now,
  ],
  ['15 minutes', async () => {}, later(15)],
])('is over after %s', async (_, first, at) => {
  const door = await frontDoor();
  await asked(door);
  const code = codeIn(door.mails[0]);
  await first(door, code);
  expect(await enter(door, code, undefined, at)).toMatchObject({ status: 410 });
});

it('names nobody in the log record', async () => {
  const door = await frontDoor();
  await asked(door);
  expect(JSON.stringify(door.dump('cases').filter((item) => 'eventId' in item))).not.toContain('@');
});
