import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromSlackTo } from './from-slack.ts';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
let { slack, press, submit, asked, staffed, hook } = {} as ReturnType<typeof fromSlackTo>;
beforeEach(async () => {
  world = await freshCloud({ now: '2026-11-10T10:00:00Z' });
  ({ slack, press, submit, asked, staffed, hook } = fromSlackTo(world));
});
afterEach(async () => await world.cloud.stop());

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
    const reason = 'The lining is torn';
    expect(await submit('refuse', value, { reason: { reason: { value: reason } } })).toMatchObject({ status: 200, body: { text: '' } });
    await world.cloud.idle();

    expect(await look()).toMatchObject({ status: 'refused' });
    const shown = (await slack()).filter(({ operation }) => operation === 'chat.update').at(-1)?.input;
    expect(JSON.stringify(shown?.blocks)).toContain('Refused by Agnes Agent');
    // What people wrote about a case stays where it can be erased.
    expect(JSON.stringify(await slack())).not.toContain('lining');
  });

  it('shows hostile names as they are written, and lets Slack read nothing into them', async () => {
    const name = 'Eve <b>x</b> <!channel> *bold* https://evil.example \u202Eevil\r\nBcc: x@y.z';
    await staffed((person) => (person.email === 'agent@shop.example' ? { ...person, name } : person));
    const { value } = await asked();
    await press('approve', value);
    await world.cloud.idle();
    const shown = (await slack()).filter(({ operation }) => operation === 'chat.update').at(-1)?.input;
    expect(JSON.stringify(shown?.blocks)).toContain(
      '{"type":"plain_text","text":"Approved by Eve <b>x</b> <!channel> *bold* https://evil.example evil Bcc: x@y.z at 2026-11-10 10:00 UTC.","emoji":false}',
    );
    expect(shown?.text).toContain('&lt;!channel&gt;');
    expect(shown?.text).not.toMatch(/[<>\n\r\u202E]/);
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
    await staffed((person) => ({ ...person, channels: ['mail'] }));
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
