import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud({ now: '2026-11-10T10:00:00Z' });
});
afterEach(async () => await world.cloud.stop());

interface Call {
  readonly at: string;
  readonly operation: string;
  readonly input: {
    channel?: string;
    ts?: string;
    text?: string;
    blocks?: unknown;
    view?: { callback_id: string; private_metadata: string };
    url?: string;
  };
}
const slack = async () => (await world.raw('GET', '/local/slack.json')).body as unknown as Call[];
const clock = async () => Date.parse(String((await world.raw('GET', '/local/clock')).body.now));
const manager = 'manager@shop.example';

interface Differs {
  readonly secret?: string;
  readonly seconds?: number;
  readonly team?: string;
  readonly app?: string;
  readonly user?: string;
  readonly headers?: Record<string, string>;
  readonly tamper?: (body: string) => string;
  readonly sign?: (signature: string) => string;
  readonly responseUrl?: string;
}

/** What Slack sends when somebody presses or sends something: a form, signed over its raw bytes. */
async function fromSlack(payload: object, differs: Differs = {}, path = '/slack/interactions') {
  const form = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return await posted(form, differs, path);
}
async function posted(form: string, { secret = 'local-slack-secret', seconds = 0, headers = {}, tamper, sign }: Differs, path: string) {
  const timestamp = Math.floor((await clock()) / 1000) + seconds;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${form}`).digest('hex')}`;
  return await world.raw('POST', path, tamper ? tamper(form) : form, {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': sign ? sign(signature) : signature,
    ...headers,
  });
}
const sender = ({ team = 'T0LOCAL', app = 'A0LOCAL', user = 'U0AGENT' }: Differs) => ({
  team: { id: team },
  api_app_id: app,
  user: { id: user },
});
const hook = 'https://hooks.slack.com/actions/T0LOCAL/1/secret';
const press = (action_id: string, value: string, differs: Differs = {}) =>
  fromSlack(
    {
      type: 'block_actions',
      ...sender(differs),
      trigger_id: 'trigger-1',
      response_url: differs.responseUrl ?? hook,
      container: { channel_id: 'D0AGENT' },
      actions: [{ action_id, value }],
    },
    differs,
  );
const submit = (callback_id: string, private_metadata: string, values: object, differs: Differs = {}) =>
  fromSlack({ type: 'view_submission', ...sender(differs), view: { callback_id, private_metadata, state: { values } } }, differs);

/** A return that waits for a decision, with what its buttons carry. */
async function asked() {
  const customer = await world.customer('SEED-ASK', 'ana@customer.example');
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  const wanted = { orderId: 'SEED-ASK', lines, remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', wanted, { token: customer.token, key: 'k' })).body;
  await world.cloud.idle();
  const token = await world.agent('agent@shop.example');
  const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token })).body;
  const [approval] = items.filter((one) => one.caseId === caseId);
  const value = `${approval?.approvalId}:${approval?.terms}`;
  const params = { approvalId: approval?.approvalId ?? '' };
  const look = async () => (await world.call('GET /v1/approvals/{approvalId}', undefined, { params, token })).body;
  return { caseId, token, value, params, look };
}

describe('a message in Slack', () => {
  it('reaches everybody who is asked, and changes in place when one of them decides', async () => {
    const { caseId, value, look } = await asked();
    const posts = (await slack()).filter(({ operation }) => operation === 'chat.postMessage');
    expect(posts.map(({ input }) => input.channel).sort()).toEqual(['U0AGENT']);
    expect(JSON.stringify(posts[0]?.input.blocks)).toContain(value);
    expect(posts[0]?.input.text).toContain(caseId);

    expect(await press('approve', value)).toMatchObject({ status: 200, body: { text: '' } });
    await world.cloud.idle();

    expect(await look()).toMatchObject({ status: 'approved', decidedBy: 'Agnes Agent' });
    const updates = (await slack()).filter(({ operation }) => operation === 'chat.update');
    expect(updates).toHaveLength(1);
    for (const { input } of updates) {
      expect(JSON.stringify(input.blocks)).toContain('Approved by Agnes Agent at 2026-11-10 10:00 UTC.');
      expect(JSON.stringify(input.blocks)).not.toContain('"actions"');
    }
  });

  it('asks for the reason before it refuses, and tells it to everybody', async () => {
    const { value, look } = await asked();
    expect((await press('refuse', value)).status).toBe(200);
    const opened = (await slack()).find(({ operation }) => operation === 'views.open');
    expect(opened?.input.view).toMatchObject({ callback_id: 'refuse', private_metadata: value });
    expect(JSON.stringify(opened?.input.view)).toContain('"action_id":"reason"');
    expect(await look()).toMatchObject({ status: 'open' });

    expect(await submit('refuse', value, { reason: { reason: { value: '  ' } } })).toMatchObject({
      status: 200,
      body: { response_action: 'errors', errors: { reason: expect.stringContaining('Say why') } },
    });
    const reason = 'Worn <b>shoes</b> <!channel> *bold* https://evil.example \u202Eevil\r\nBcc: x@y.z';
    expect(await submit('refuse', value, { reason: { reason: { value: reason } } })).toMatchObject({ status: 200, body: { text: '' } });
    await world.cloud.idle();

    expect(await look()).toMatchObject({ status: 'refused' });
    const shown = (await slack()).filter(({ operation }) => operation === 'chat.update').at(-1)?.input;
    const texts = JSON.stringify(shown?.blocks);
    expect(texts).toContain(
      '{"type":"plain_text","text":"Reason: Worn <b>shoes</b> <!channel> *bold* https://evil.example evil Bcc: x@y.z","emoji":false}',
    );
    expect(shown?.text).not.toContain('<');
  });

  it('lets an approver ask first, and hand the decision on to a colleague', async () => {
    const { value, look } = await asked();
    await press('ask', value);
    await submit('ask', value, { question: { question: { value: 'Is the box still there?' } } });
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'open', question: { by: 'Agnes Agent', to: 'customer' } });

    await press('reassign', value);
    expect(await submit('reassign', value, { to: { to: { selected_user: 'U0NOBODY' } } })).toMatchObject({
      body: { response_action: 'errors', errors: { to: expect.stringContaining('people policy') } },
    });
    expect(await submit('reassign', value, { to: { to: { selected_user: 'U0SUPER' } } })).toMatchObject({
      status: 200,
      body: { text: '' },
    });
    await world.cloud.idle();
    const { asked: names } = await look();
    expect(names.map(({ name }) => name)).not.toContain('Agnes Agent');
    const gone = (await slack()).filter(({ operation, input }) => operation === 'chat.update' && input.channel === 'D0AGENT').at(-1);
    expect(JSON.stringify(gone?.input.blocks)).toContain('Others decide this now');
  });

  it('tells who was late, privately, and changes nothing', async () => {
    const { value, params, token, look } = await asked();
    const terms = Number(value.split(':')[1]);
    await world.call('POST /v1/approvals/{approvalId}/decision', { decision: 'approve', terms }, { params, token });
    await world.cloud.idle();
    expect((await press('refuse', value)).status).toBe(200);
    await world.cloud.idle();
    const told = (await slack()).find(({ operation }) => operation === 'response_url');
    expect(told?.input).toMatchObject({
      url: hook,
      response_type: 'ephemeral',
      text: expect.stringContaining('Already approved by Agnes Agent'),
    });
    expect(await submit('refuse', value, { reason: { reason: { value: 'Too late' } } })).toMatchObject({
      body: { response_action: 'update' },
    });
    expect(await look()).toMatchObject({ status: 'approved', decidedBy: 'Agnes Agent' });
  });

  it('follows an hour after the mail for those who chose mail alone', async () => {
    const token = await world.agent(manager);
    const headers = { authorization: `Bearer ${token}` };
    const { version, body } = (await world.raw('GET', '/v1/agent/policies/people', undefined, headers)).body as {
      version: number;
      body: object[];
    };
    const byMail = body.map((person) => ({ ...person, channels: ['mail'] }));
    expect((await world.raw('PUT', '/v1/agent/policies/people', { basedOn: version, body: byMail }, headers)).status).toBe(200);
    await asked();
    const posts = async () => (await slack()).filter(({ operation }) => operation === 'chat.postMessage').length;
    await world.advance('PT59M');
    expect(await posts()).toBe(0);
    await world.advance('PT2M');
    expect(await posts()).toBeGreaterThan(0);
  });
});

describe('Slack away or asking for patience', () => {
  it.each([
    ['throttle', 'PT1M'],
    ['timeout-before', 'PT3M'],
  ])('keeps no mail waiting, and the message follows after %s', async (mode, wait) => {
    await world.raw('POST', '/local/faults', { service: 'slack', mode, count: 3 });
    await asked();
    expect((await slack()).filter(({ operation }) => operation === 'chat.postMessage')).toEqual([]);
    await world.advance(wait);
    await world.advance(wait);
    await world.advance(wait);
    const posts = (await slack()).filter(({ operation }) => operation === 'chat.postMessage');
    expect(posts.map(({ input }) => input.channel).sort()).toEqual(['U0AGENT']);
    expect(Date.parse(posts[0]!.at) - Date.parse('2026-11-10T10:00:00Z')).toBeGreaterThanOrEqual(30_000);
  });

  it('does not post twice when an answer was lost on the way and the process begins anew', async () => {
    const { value } = await asked();
    await world.raw('POST', '/local/faults', { service: 'functions', operation: 'Invoke', mode: 'duplicate', count: 20 });
    await press('approve', value);
    await world.cloud.idle();
    expect((await slack()).filter(({ operation }) => operation === 'chat.postMessage')).toHaveLength(1);
  });
});

describe('what comes in the name of Slack', () => {
  const yes = { status: 200 };
  const no = { status: 401 };
  it.each<[string, Differs, object]>([
    ['rightly signed', {}, yes],
    ['signed 299 seconds ago', { seconds: -299 }, yes],
    ['signed 301 seconds ago', { seconds: -301 }, no],
    ['signed 301 seconds ahead', { seconds: 301 }, no],
    ['signed a day ahead', { seconds: 86_400 }, no],
    ['signed with another secret', { secret: 'guessed' }, no],
    ['without a signature', { headers: { 'x-slack-signature': '' } }, no],
    ['without a timestamp', { headers: { 'x-slack-request-timestamp': '' } }, no],
    ['with a truncated signature', { sign: (signature) => signature.slice(0, -2) }, no],
    ['with its signature twice', { sign: (signature) => `${signature}, ${signature}` }, no],
    ['with an altered byte', { tamper: (body) => body.replace('approve', 'approvE') }, no],
    ['of another workspace', { team: 'T0OTHER' }, no],
    ['of another app', { app: 'A0OTHER' }, no],
  ])('is judged when it is %s', async (_, differs, expected) => {
    const { value, look } = await asked();
    expect(await press('approve', value, differs)).toMatchObject(expected);
    await world.cloud.idle();
    expect((await look()).status).toBe(expected === yes ? 'approved' : 'open');
  });

  it.each<[string, Differs, string]>([
    ['nobody knows', { user: 'U0STRANGER' }, 'people policy'],
    ['may not decide this', { user: 'U0WAREHOUSE' }, 'people policy'],
  ])('from a user whom %s is explained privately and changes nothing', async (_, differs, words) => {
    const { value, look } = await asked();
    expect((await press('approve', value, differs)).status).toBe(200);
    await world.cloud.idle();
    expect((await slack()).find(({ operation }) => operation === 'response_url')?.input.text).toContain(words);
    expect((await look()).status).toBe('open');
  });

  it.each([
    'https://evil.example/hook',
    'https://hooks.slack.com.evil.example/',
    'http://hooks.slack.com/x',
    'https://user@hooks.slack.com/x',
  ])('never makes us call %s', async (responseUrl) => {
    const { value } = await asked();
    await press('approve', value, { user: 'U0STRANGER', responseUrl });
    await world.cloud.idle();
    const calls = await slack();
    expect(calls.filter(({ operation }) => operation === 'response_url')).toEqual([]);
    expect(calls.filter(({ operation }) => operation === 'chat.postEphemeral')).toHaveLength(1);
    expect((await world.raw('GET', '/local/dead-letters.json')).body).toEqual([]);
  });

  it('may be the command /returns, answered for colleagues only', async () => {
    const { caseId } = await asked();
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
});
