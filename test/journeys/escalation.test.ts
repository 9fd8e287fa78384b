import { afterEach, describe, expect, it } from 'vitest';
import { isSigned } from '../../functions/runtime/signed-body.ts';
import { aPotSentBack } from './a-pot-sent-back.ts';
import { freshCloud, type Mail } from './visitor.ts';

type World = Awaited<ReturnType<typeof freshCloud>>;
const [agent, supervisor, manager] = ['agent@shop.example', 'supervisor@shop.example', 'manager@shop.example'] as const;
const day = [['09:00', '17:00']];
const always = [['00:00', '24:00']];
const weekdays = (shifts: string[][]) => ({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts });
const calendars = {
  office: { zone: 'Europe/London', week: weekdays(day), holidays: [], except: {} },
  always: { zone: 'UTC', week: { ...weekdays(always), sat: always, sun: always }, holidays: [], except: {} },
};
const upwards = [
  { at: '80%', to: agent },
  { at: '100%', to: supervisor },
  { at: '+PT1H', to: manager },
];

describe('a first response that is owed', () => {
  let world: World;
  afterEach(async () => await world.cloud.stop());

  /** A Monday at nine in London: five hours to answer, the ladder as told, one return that waits for a colleague. */
  async function owed(ladder: object[] = upwards, { calendar = 'office', duration = 'PT5H', now = '2026-03-02T09:00:00Z' } = {}) {
    world = await freshCloud({ now });
    const token = await world.agent(manager);
    const targets = [{ measure: 'first-response', duration, calendar }];
    await publish(token, 'calendars', (seeded) => ({ ...(seeded as object), ...calendars }));
    await publish(token, 'sla', () => ({ targets, pauseOn: ['awaiting-customer'], ladder, fallback: manager }));
    const { caseId } = await aPotSentBack(world);
    return { caseId, clockId: `${caseId}.sla-first-response`, token };
  }

  async function publish(token: string, name: string, change: (body: unknown) => object): Promise<void> {
    const newest = await world.raw('GET', `/v1/agent/policies/${name}`, undefined, { authorization: `Bearer ${token}` });
    const body = { basedOn: newest.body.version, body: change(newest.body.body) };
    const put = await world.raw('PUT', `/v1/agent/policies/${name}`, body, { authorization: `Bearer ${token}` });
    expect(put).toMatchObject({ status: 200 });
    await world.cloud.idle();
  }

  async function away(email: string, from: string, until: string): Promise<void> {
    const put = await world.call('PUT /v1/agent/me/absence', { from, until }, { token: await world.agent(email) });
    expect(put.status).toBe(200);
    await world.cloud.idle();
  }

  /** Who was told, and when, as `hh:mm somebody`. */
  const told = async (): Promise<string[]> => (await escalations()).map(({ at, to }) => `${at.slice(11, 16)} ${to.split('@')[0]}`);
  const escalations = async (): Promise<Mail[]> => (await world.mails()).filter(({ notice }) => notice === 'escalation');
  const records = async (caseId: string, token: string) =>
    (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token })).body;

  it('goes up the ladder: the agent before it is late, the supervisor when it is, then the manager', async () => {
    const { caseId, clockId, token } = await owed();
    await world.advance('PT3H59M');
    expect(await told()).toEqual([]);
    await world.advance('PT4H');
    expect(await told()).toEqual(['13:00 agent', '14:00 supervisor', '15:00 manager']);
    const [first] = await escalations();
    expect(first).toMatchObject({ caseId, subject: `${caseId}: the first response is due, 1 hour left` });
    expect(first?.text).toContain(`/clocks/${encodeURIComponent(clockId)}`);
    const { clocks } = await records(caseId, token);
    expect(clocks.find((clock) => clock.clockId === clockId)).toMatchObject({ state: 'breached', rungs: [{}, {}, { to: [manager] }] });
    const executions = (await world.raw('GET', `/local/executions.json?caseId=${caseId}&data=true`)).body as unknown as Execution[];
    const escalate = executions.filter(({ workflow }) => workflow === 'Escalate');
    expect(escalate.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    // Addresses stay where they are kept.
    expect(JSON.stringify(escalate)).not.toContain('@');
  });

  it('reaches the deputy of somebody who is away, and then somebody new', async () => {
    await owed();
    await away(agent, '2026-03-02T10:00:00Z', '2026-03-09T10:00:00Z');
    await world.advance('PT5H30M');
    expect(await told()).toEqual(['13:00 supervisor', '14:00 manager']);
    expect((await escalations())[0]?.text).toContain('stand in for a colleague');
  });

  it('becomes an open task when nobody is in reach, and the last resort hears of it', async () => {
    const { caseId, token } = await owed([{ at: '80%', to: agent }]);
    for (const email of [agent, supervisor, manager]) await away(email, '2026-03-02T10:00:00Z', '2026-03-09T10:00:00Z');
    await world.advance('PT4H');
    expect(await told()).toEqual(['13:00 manager']);
    // Whichever comes first: nobody may decide it, as all are away, or nobody is in reach when the deadline rings.
    expect((await records(caseId, token)).task).toMatchObject({
      owner: manager,
      reason: expect.stringMatching(/^Nobody (who may decide|was in reach)/),
    });
  });

  it('stops telling people once it is acknowledged, and is late all the same', async () => {
    const { clockId, token } = await owed();
    await world.advance('PT4H');
    expect(await told()).toEqual(['13:00 agent']);
    const acknowledge = async () => await world.call('POST /v1/agent/clocks/{clockId}/acknowledge', {}, { params: { clockId }, token });
    expect((await acknowledge()).status).toBe(200);
    expect((await acknowledge()).status).toBe(200);
    await world.advance('PT8H');
    expect(await told()).toEqual(['13:00 agent']);
    const late = await world.call('GET /v1/agent/clocks', undefined, { query: { state: 'breached' }, token: await world.agent(agent) });
    expect(late.body.items).toMatchObject([{ clockId, state: 'breached', acknowledgedAt: expect.any(String) }]);
  });

  it('is over with an answer: nobody hears of it any more', async () => {
    const { caseId, clockId, token } = await owed();
    await world.advance('PT4H');
    await world.call('POST /v1/agent/cases/{caseId}/messages', { text: 'We look at it.' }, { params: { caseId }, token });
    await world.advance('PT24H');
    expect(await told()).toEqual(['13:00 agent']);
    const again = await world.call(
      'POST /v1/agent/clocks/{clockId}/acknowledge',
      {},
      { params: { clockId }, token: await world.agent(agent) },
    );
    expect(again.status).toBe(410);
    expect((await records(caseId, await world.agent(agent))).clocks.find((clock) => clock.clockId === clockId)?.state).toBe('met');
  });

  it('lets people sleep: what the night holds back comes in the morning, urgent rungs at once', async () => {
    const night = [
      { at: '80%', to: agent },
      { at: '100%', to: supervisor, urgent: true },
    ];
    await owed(night, { calendar: 'always', duration: 'PT15H' });
    await world.advance('PT23H30M');
    // 80 % was at 21:00 in London.
    expect(await told()).toEqual(['00:00 supervisor', '08:00 agent']);
  });

  it('tells each colleague once, however often the bus delivers', async () => {
    await owed();
    await world.raw('POST', '/local/faults', { service: 'bus', mode: 'duplicate', count: 20 });
    await world.advance('PT5H30M');
    expect(await told()).toEqual(['13:00 agent', '14:00 supervisor']);
  });

  it('posts to the shop, signed, and mails when the shop does not answer', async () => {
    const ladder = [
      { at: '80%', to: agent, channel: 'webhook' },
      { at: '100%', to: supervisor, channel: 'webhook' },
    ];
    const { caseId, clockId } = await owed(ladder);
    await world.advance('PT4H30M');
    const [post] = (await world.raw('GET', '/local/webhooks.json')).body as unknown as Post[];
    expect(post?.input.body).toEqual({ caseId, clockId, measure: 'first-response', rung: '80%', dueAt: '2026-03-02T14:00:00.000Z' });
    const signature = post?.input.headers['x-redress-signature'];
    expect(isSigned(JSON.stringify(post?.input.body), signature, 'local-escalation-secret', new Date(post!.at))).toBe(true);
    expect(await told()).toEqual([]);
    await world.raw('POST', '/local/faults', { service: 'webhooks', mode: 'throttle', count: 50 });
    await world.advance('PT1H');
    expect(await told()).toEqual(['14:00 supervisor']);
  });
});

interface Execution {
  readonly workflow: string;
  readonly status: string;
}
interface Post {
  readonly at: string;
  readonly input: { readonly headers: Record<string, string>; readonly body: object };
}
