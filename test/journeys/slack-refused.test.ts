import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Differs, fromSlackTo } from './from-slack.ts';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
let { slack, press, posted, asked } = {} as ReturnType<typeof fromSlackTo>;

describe('what comes in the name of Slack', () => {
  // One approval for all: whatever is refused leaves it as it was.
  let waiting: Awaited<ReturnType<typeof asked>>;
  beforeAll(async () => {
    world = await freshCloud({ now: '2026-11-10T10:00:00Z' });
    ({ slack, press, posted, asked } = fromSlackTo(world));
    waiting = await asked();
  });
  afterAll(async () => await world.cloud.stop());
  const said = async () => (await slack()).filter(({ operation }) => operation === 'response_url' || operation === 'chat.postEphemeral');

  it.each<[string, Differs]>([
    ['signed 301 seconds ago', { seconds: -301 }],
    ['signed 301 seconds ahead', { seconds: 301 }],
    ['signed a day ahead', { seconds: 86_400 }],
    ['signed with another secret', { secret: 'guessed' }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
    ['without a timestamp', { headers: { 'x-slack-request-timestamp': '' } }],
    ['with a truncated signature', { sign: (signature) => signature.slice(0, -2) }],
    ['with its signature twice', { sign: (signature) => `${signature}, ${signature}` }],
    ['with an altered byte', { tamper: (body) => body.replace('approve', 'approvE') }],
    ['of another workspace', { team: 'T0OTHER' }],
    ['of another app', { app: 'A0OTHER' }],
  ])('is refused and changes nothing when it is %s', async (_, differs) => {
    expect((await press('approve', waiting.value, differs)).status).toBe(401);
    await world.cloud.idle();
    expect((await waiting.look()).status).toBe('open');
  });

  it.each<[string, string]>([
    ['nobody knows', 'U0STRANGER'],
    ['is no approver', 'U0WAREHOUSE'],
  ])('from a user whom %s is explained privately and changes nothing', async (_, user) => {
    const before = (await said()).length;
    expect((await press('approve', waiting.value, { user })).status).toBe(200);
    await world.cloud.idle();
    const told = (await said()).slice(before);
    expect(told).toMatchObject([{ operation: 'response_url', input: { text: expect.stringContaining('people policy') } }]);
    expect((await waiting.look()).status).toBe('open');
  });

  it('from a colleague who is not asked is explained privately and changes nothing', async () => {
    const before = (await said()).length;
    expect((await press('approve', waiting.value, { user: 'U0MANAGER' })).status).toBe(200);
    await world.cloud.idle();
    expect((await said()).slice(before)).toHaveLength(1);
    expect((await waiting.look()).status).toBe('open');
  });

  it.each([
    'https://evil.example/hook',
    'https://hooks.slack.com.evil.example/',
    'http://hooks.slack.com/x',
    'https://user@hooks.slack.com/x',
  ])('never makes us call %s', async (responseUrl) => {
    const before = (await said()).length;
    await press('approve', waiting.value, { user: 'U0STRANGER', responseUrl });
    await world.cloud.idle();
    expect((await said()).slice(before).map(({ operation }) => operation)).toEqual(['chat.postEphemeral']);
    expect((await world.raw('GET', '/local/dead-letters.json')).body).toEqual([]);
  });

  it('may be the command /returns, answered for colleagues only', async () => {
    const { caseId } = waiting;
    const command = (user_id: string, text: string) =>
      posted(
        new URLSearchParams({ team_id: 'T0LOCAL', api_app_id: 'A0LOCAL', user_id, command: '/returns', text }).toString(),
        {},
        '/slack/commands',
      );
    expect(await command('U0AGENT', caseId.toLowerCase())).toMatchObject({
      status: 200,
      body: { response_type: 'ephemeral', text: expect.stringContaining(`${caseId}> of order`) },
    });
    expect(await command('U0AGENT', '<!channel>')).toMatchObject({ body: { text: expect.stringContaining('&lt;!channel&gt;') } });
    expect(await command('U0STRANGER', caseId)).toMatchObject({ body: { text: expect.stringContaining('people policy') } });
  });

  it('is taken when it is rightly signed, 299 seconds ago and as bytes in base64 too', async () => {
    const type = { 'content-type': 'application/octet-stream' };
    expect((await press('approve', waiting.value, { seconds: -299, headers: type })).status).toBe(200);
    await world.cloud.idle();
    expect((await waiting.look()).status).toBe('approved');
    expect((await press('approve', waiting.value)).status).toBe(200);
  });
});
