import { afterEach, describe, expect, it } from 'vitest';
import { personIdOf } from '../../domain/identifiers.ts';
import { freshCloud } from './visitor.ts';

type World = Awaited<ReturnType<typeof freshCloud>>;
const [agent, supervisor, manager, warehouse] = ['agent', 'supervisor', 'manager', 'warehouse'].map((name) => `${name}@shop.example`) as [
  string,
  string,
  string,
  string,
];
const nameOf = new Map([agent, supervisor, manager].map((email) => [personIdOf(email), email.split('@')[0]!]));
const monday = '2026-03-02T09:00:00.000Z';

describe('a return that a person decides', () => {
  let world: World;
  afterEach(async () => await world.cloud.stop());

  async function asked(orderId = 'SEED-ASK') {
    world = await freshCloud({ now: monday });
    const { token } = await world.customer(orderId, 'ana@customer.example');
    const wanted = { orderId, lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', wanted, { token, key: 'one' })).body;
    await world.cloud.idle();
    return { caseId };
  }
  const look = async (caseId: string) =>
    (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token: await world.agent(manager) })).body;
  const decide = async (email: string, approvalId: string, body: object) =>
    await world.raw('POST', `/v1/approvals/${approvalId}/decision`, body, { authorization: `Bearer ${await world.agent(email)}` });
  const waiting = async (email: string) =>
    (await world.call('GET /v1/agent/approvals', undefined, { token: await world.agent(email) })).body.items.map(({ caseId }) => caseId);

  /** What the log told about approvals, as `hours event: to whom`. */
  async function steps(caseId: string): Promise<string[]> {
    const { body } = await world.raw('GET', '/local/events.json');
    const events = body as unknown as { detailType: string; detail: { metadata?: { caseId: string; occurredAt: string }; data: Heard } }[];
    return events
      .filter(({ detailType, detail }) => detail.metadata?.caseId === caseId && /^approval|^case.stopped/.test(detailType))
      .map(({ detailType, detail: { metadata, data } }) => {
        const hours = (Date.parse(metadata!.occurredAt) - Date.parse(monday)) / 3_600_000;
        const to = [...[data.to ?? []].flat(), ...(data.owner ? [data.owner] : [])].map((id) => nameOf.get(id) ?? id);
        return `${Math.floor(hours)} ${detailType.replace(/^(approval|case)\.|\.v1$/g, '')}${data.why ? ` ${data.why}` : ''}${data.reason ? ` ${data.reason.code}` : ''}${to.length ? `: ${to}` : ''}`;
      });
  }

  // A month of minutes: long on a busy machine.
  it('and that nobody ever answers: reminded, the supervisor, the fallback, and at last somebody’s own', { timeout: 300_000 }, async () => {
    const { caseId } = await asked();

    await world.advance('P31D');

    // Meanwhile the promise to the customer is kept apart, as a task of its own.
    expect((await steps(caseId)).filter((step) => !step.includes('promise-needs-person'))).toEqual([
      '0 asked: agent',
      '1 unread: agent',
      '24 reminded unanswered: agent',
      '48 handed-over silence: supervisor',
      '49 unread: supervisor',
      '72 reminded unanswered: agent,supervisor',
      '96 handed-over silence: manager',
      '97 unread: manager',
      '120 reminded unanswered: agent,supervisor,manager',
      '144 stopped approval-unanswered: manager',
      '696 reminded expiring: agent,supervisor,manager',
      '720 ended expired',
      '720 stopped approval-expired: manager',
    ]);
    const { owner, status, approvalId, log } = await look(caseId);
    expect([owner, status]).toEqual([manager, 'awaiting-approval']);
    expect(log.map(({ text }) => text)).toContain('Nobody decided, so the next level up was asked as well.');
    expect((await decide(agent, approvalId!, { decision: 'approve', terms: 1 })).status).toBe(410);
  });

  it('goes to the deputy when an absence begins, and comes back when it ends', async () => {
    const { caseId } = await asked();
    const { approvalId = '' } = await look(caseId);
    const away = { from: '2026-03-02T12:00:00.000Z', until: '2026-03-03T12:00:00.000Z' };
    expect((await world.call('PUT /v1/agent/me/absence', away, { token: await world.agent(agent) })).status).toBe(200);
    await world.cloud.idle();
    expect(await waiting(agent)).toEqual([caseId]);

    await world.advance('PT4H');
    expect([await waiting(agent), await waiting(supervisor)]).toEqual([[], [caseId]]);
    expect((await decide(agent, approvalId, { decision: 'approve', terms: 1 })).status).toBe(403);

    await world.advance('P1D');
    expect([await waiting(agent), await waiting(supervisor)]).toEqual([[caseId], []]);
    expect((await steps(caseId)).filter((step) => step.includes('handed'))).toEqual([
      '3 handed-over deputy: supervisor',
      '27 handed-over back: agent',
    ]);
    expect((await decide(agent, approvalId, { decision: 'approve', terms: 1 })).status).toBe(200);
  });

  it('above the highest limit takes the supervisor and then the manager, each once, and goes on with the second', async () => {
    const { caseId } = await asked('SEED-BIG');
    const { approvalId = '' } = await look(caseId);
    const approve = { decision: 'approve', terms: 1 };
    expect((await decide(manager, approvalId, approve)).status).toBe(403);

    expect((await decide(supervisor, approvalId, approve)).body).toMatchObject({ status: 'open', level: 2, levels: 2 });
    await world.cloud.idle();
    expect((await look(caseId)).status).toBe('awaiting-approval');
    expect((await decide(supervisor, approvalId, approve)).body).toMatchObject({ status: 'open', votes: [{ level: 1 }] });
    expect(await decide(supervisor, approvalId, { decision: 'refuse', terms: 1, reason: 'No.' })).toMatchObject({ status: 409 });

    expect((await decide(manager, approvalId, approve)).body).toMatchObject({ status: 'approved' });
    await world.cloud.idle();
    expect((await look(caseId)).status).toBe('awaiting-parcel');
    expect(await steps(caseId)).toEqual(['0 asked: supervisor', '0 decided', '0 handed-over next-level: manager', '0 decided']);
    expect(await decide(supervisor, approvalId, approve)).toMatchObject({ status: 200 });
    for (const email of [agent, warehouse]) expect((await decide(email, approvalId, approve)).status).toBe(403);
  });

  it('and whose amount changes after the mail went out: the old link answers 409 with the new figures', async () => {
    const { caseId } = await asked();
    const { approvalId = '', version } = await look(caseId);
    const change = { version, adjustment: { amount: -900, reason: 'A button is missing.' } };
    const changed = await world.call('PATCH /v1/agent/cases/{caseId}', change, {
      params: { caseId },
      token: await world.agent(manager),
    });
    expect(changed.status).toBe(200);

    const late = await decide(agent, approvalId, { decision: 'approve', terms: 1 });
    expect(late).toMatchObject({ status: 409, body: { current: { approvalId: changed.body.approvalId, terms: 2, amount: 12_000 } } });
    expect((await decide(agent, changed.body.approvalId!, { decision: 'approve', terms: 2 })).status).toBe(200);
    await world.cloud.idle();
    expect((await look(caseId)).status).toBe('awaiting-parcel');
  });

  it('after the customer was asked a question: their answer comes back to whoever asked', async () => {
    const { caseId } = await asked();
    const { approvalId = '' } = await look(caseId);
    const question = { decision: 'ask', terms: 1, question: 'Was it worn outdoors?' };
    for (const _ of ['once', 'and again']) expect((await decide(agent, approvalId, question)).body).toMatchObject({ status: 'open' });
    await world.cloud.idle();
    expect((await look(caseId)).status).toBe('awaiting-customer');
    expect((await world.mails('ana@customer.example')).filter(({ text }) => text.includes('worn outdoors'))).toHaveLength(1);
    await world.advance('P3D');

    await world.call(
      'POST /v1/returns/{caseId}/messages',
      { text: 'Never.' },
      { params: { caseId }, token: (await world.customer('SEED-ASK', 'ana@customer.example')).token },
    );
    await world.cloud.idle();
    expect((await steps(caseId)).slice(1)).toEqual(['0 questioned: customer', '72 answered: agent']);
    expect((await look(caseId)).status).toBe('awaiting-approval');
    expect((await decide(agent, approvalId, { decision: 'approve', terms: 1 })).status).toBe(200);
  });
});

interface Heard {
  readonly to?: string[] | string;
  readonly owner?: string;
  readonly why?: string;
  readonly reason?: { readonly code: string };
}
