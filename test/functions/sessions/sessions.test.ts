import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import type { AgentCaller } from '../../../functions/runtime/caller.ts';
import { readProof, writeProof } from '../../../functions/sessions/proof.ts';
import { askForSession } from '../../../functions/sessions/routes/ask-for-session.ts';
import { endSession } from '../../../functions/sessions/routes/end-session.ts';
import { enterSessionCode } from '../../../functions/sessions/routes/enter-session-code.ts';
import { signInWithDevice } from '../../../functions/sessions/routes/sign-in-with-device.ts';
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
const enter = async ({ deps, clock }: Door, code: string, email = 'agent@shop.example', at = now) => {
  clock.at = at;
  return await outcomeOf(enterSessionCode.run(aRequest({ email, code }, { kind: 'anyone' }, { now: at }), deps));
};
const tokenIn = (answer: object) => (answer as { body: { token: string } }).body.token;

it('signs a colleague in for 12 hours with the code from the mail', async () => {
  const door = await frontDoor();
  expect(await asked(door, 'Agent@Shop.example')).toEqual({ status: 202, body: {} });
  expect(door.mails).toMatchObject([{ to: 'agent@shop.example', notice: 'code', text: 'session-code' }]);
  const answer = await enter(door, codeIn(door.mails[0]));
  expect(answer).toMatchObject({ status: 200, body: { expiresAt: '2026-11-10T22:00:00.000Z' } });
  expect(await door.deps.callers.holderOf(tokenIn(answer), later(719))).toEqual({
    ...{ kind: 'agent', email: 'agent@shop.example', personId: personIdOf('agent@shop.example'), name: 'Agent', roles: ['agent'] },
    ...{ tokenId: expect.any(String), codeAt: now.toISOString() },
  });
  expect(await door.deps.callers.holderOf(tokenIn(answer), later(720))).toBeUndefined();
});

it('goes by the people policy of the moment: new roles count at once, who has left is nobody', async () => {
  const door = await frontDoor();
  await asked(door);
  const token = tokenIn(await enter(door, codeIn(door.mails[0])));
  door.colleagues[0] = { email: 'agent@shop.example', name: 'Agent', roles: ['agent', 'supervisor'] };
  expect(await door.deps.callers.holderOf(token, now)).toMatchObject({ roles: ['agent', 'supervisor'] });
  door.colleagues.shift();
  expect(await door.deps.callers.holderOf(token, now)).toBeUndefined();
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

describe('a remembered device', () => {
  const agent = 'agent@shop.example';
  /** Signs in with a code and has the device remembered. */
  const remembered = async (door: Door) => {
    await asked(door);
    const body = { email: agent, code: codeIn(door.mails.at(-1)), remember: true };
    const answer = await outcomeOf(enterSessionCode.run(aRequest(body, { kind: 'anyone' }, { now }), door.deps));
    return (answer as { body: { token: string; device: string } }).body;
  };
  const signIn = async ({ deps, clock }: Door, device: string, email = agent, at = now) => {
    clock.at = at;
    return await outcomeOf(signInWithDevice.run(aRequest({ email, device }, { kind: 'anyone' }, { now: at }), deps));
  };
  const day = 24 * 60;
  const end = async ({ deps }: Door, token: string, body: { everywhere?: boolean; device?: string }) => {
    const caller = (await deps.callers.holderOf(token, now)) as AgentCaller;
    return await endSession.run(aRequest(body, caller, { now }), deps);
  };

  it('signs in without a code for 30 days, as somebody who entered none', async () => {
    const door = await frontDoor();
    const { device } = await remembered(door);
    const answer = await signIn(door, device, agent, later(30 * day - 1));
    expect(answer).toMatchObject({ status: 200 });
    expect(await door.deps.callers.holderOf(tokenIn(answer), later(30 * day))).not.toHaveProperty('codeAt');
    expect(await signIn(door, device, agent, later(30 * day))).toMatchObject({ status: 401, code: 'device-unknown' });
  });

  it.each<[string, (device: string) => string, string]>([
    ['of a colleague', (device) => device, 'manager@shop.example'],
    ['of somebody who never worked here', (device) => device, 'eve@shop.example'],
    ['with another secret', (device) => `${device.slice(0, 17)}${'A'.repeat(43)}`, agent],
    ['that nobody remembered', (device) => `0000000000000000${device.slice(16)}`, agent],
    ['that is no credential', () => 'code.123456', agent],
  ])('is refused as the device %s', async (_, altered, email) => {
    const door = await frontDoor();
    const { device } = await remembered(door);
    expect(await signIn(door, altered(device), email)).toMatchObject({ status: 401 });
  });

  it('is kept as a hash only, and so is no code', async () => {
    const door = await frontDoor();
    const { device, token } = await remembered(door);
    const kept = JSON.stringify([door.dump('people'), door.dump('cases')]);
    expect(kept).toContain(device.split('.')[0]);
    for (const secret of [device.split('.')[1]!, token, codeIn(door.mails[0])]) expect(kept).not.toContain(secret);
  });

  it('is forgotten when its colleague leaves, signs out of it, or signs out everywhere', async () => {
    const door = await frontDoor();
    const [first, second] = [await remembered(door), await remembered(door)];
    await end(door, first.token, { device: first.device });
    expect(await signIn(door, first.device)).toMatchObject({ status: 401 });
    expect(await door.deps.callers.holderOf(first.token, now)).toBeUndefined();
    const other = tokenIn(await signIn(door, second.device));
    await end(door, other, { everywhere: true });
    expect(await signIn(door, second.device)).toMatchObject({ status: 401 });
    for (const token of [second.token, other]) expect(await door.deps.callers.holderOf(token, now)).toBeUndefined();
    const third = await remembered(door);
    door.colleagues.shift();
    expect(await signIn(door, third.device)).toMatchObject({ status: 401 });
  });

  it('reads no other answer to the challenge than those that it writes', () => {
    const device = { by: 'device', deviceId: '0123456789abcdef', secret: 'A'.repeat(43) } as const;
    expect(readProof(writeProof(device))).toEqual(device);
    expect(readProof(writeProof({ by: 'code', code: '012345' }))).toEqual({ by: 'code', code: '012345' });
    for (const strange of ['', '012345', 'code.01234', 'code.0123456', 'device.', `device.0123456789abcdeg.${'A'.repeat(43)}`])
      expect(readProof(strange)).toBeUndefined();
  });
});
