import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadlinesOf } from '../../../domain/clocks/sla-items.ts';
import { deadlinePut } from '../../../functions/adapters/case-items.ts';
import { openDeadlinesTable } from '../../../functions/adapters/open-deadlines.ts';
import { openedCasesTable } from '../../../functions/adapters/opened-cases.ts';
import { routes } from '../../../functions/deadlines/serve-deadlines.ts';
import type { Answer } from '../../../functions/runtime/route.ts';
import { aRungCase, caseId, clockId, dueAt, ladder } from '../../fakes/a-rung-case.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

const at = (instant: string) => vi.setSystemTime(new Date(`2026-11-10T${instant}:00.000Z`));
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

async function serving(...of: Parameters<typeof aRungCase>) {
  const world = await aRungCase(...of);
  const { documents, desk } = world;
  at('15:13');
  const [subject, records, editions] = [(await desk.cases.read(caseId))!, await desk.cases.log(caseId), await desk.editions.current()];
  for (const item of deadlinesOf({ subject, records, editions, now: new Date() }).clocks) {
    await documents.send(new PutCommand(deadlinePut('cases', item).Put!));
  }
  const deps = { ...desk, deadlines: openDeadlinesTable(documents, 'cases'), opened: openedCasesTable(documents, 'cases') };
  return { ...world, deps, call: agentsApi(routes, deps) };
}
const answered = ['2026-11-10T15:12:30.000Z', 'message.sent.v1', { by: 'p_000000000000' }] as const;
const waits = ['2026-11-10T15:12:30.000Z', 'message.sent.v1', { by: 'system', status: 'awaiting-customer' }] as const;

describe('GET /v1/agent/clocks', () => {
  it('lists deadlines in the form of the interface, by how they stand now', async () => {
    const { call } = await serving();
    const { status, body } = await call('agent', 'GET /v1/agent/clocks');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { caseId, clockId, measure: 'first-response', calendar: 'office', dueAt, spentSeconds: 11_580, state: 'running', atRisk: true },
    ]);
    expect(body.items[0].rungs).toMatchObject([
      { name: '80%', at: '2026-11-10T15:12:00.000Z', to: ['agent@shop.example'], channel: 'email', firedAt: '2026-11-10T15:12:00.000Z' },
      { name: '100%', at: dueAt, to: ['supervisor@shop.example'], channel: 'email' },
    ]);
  });

  it.each([
    ['14:00', ['open']],
    ['15:30', ['open', 'at-risk']],
    ['16:01', ['open', 'breached']],
  ])('at %s it is listed as %j', async (instant, states) => {
    const { call } = await serving();
    at(instant);
    const listed: string[] = [];
    for (const state of ['open', 'at-risk', 'breached']) {
      const { body } = await call('agent', 'GET /v1/agent/clocks', { query: `state=${state}` });
      if (body.items.length > 0) listed.push(state);
    }
    expect(listed).toEqual(states);
  });

  it('filters by measure, and refuses what is none', async () => {
    const { call } = await serving();
    expect((await call('agent', 'GET /v1/agent/clocks', { query: 'measure=resolution' })).body.items).toEqual([]);
    expect((await call('agent', 'GET /v1/agent/clocks', { query: 'state=late' })).status).toBe(422);
    expect((await call('customer', 'GET /v1/agent/clocks')).status).toBe(403);
  });

  it('leaves out what somebody has answered', async () => {
    const { call } = await serving(ladder, answered);
    expect((await call('agent', 'GET /v1/agent/clocks')).body.items).toEqual([]);
  });

  it('pages in the order of urgency, reading no more than a page from a shard', async () => {
    const { call, documents } = await serving();
    for (let n = 10; n < 30; n += 1) {
      const other = { caseId, clockId: `${caseId}.sla-x${n}`, measure: 'first-response', state: 'running', startedAt: dueAt };
      const keys = { pk: `CASE#R-000000${n}`, sk: 'CLOCK', dueShard: '03', dueBy: `2026-11-${n}T00:00:00.000Z#${other.clockId}` };
      await documents.send(new PutCommand({ TableName: 'cases', Item: { ...other, ...keys } }));
    }
    const list = openDeadlinesTable(documents, 'cases');
    const now = new Date();
    const first = await list.list({ state: 'open', now, atMost: 5 });
    const rest = await list.list({ state: 'open', now, after: first.at(-1)!.dueBy });
    expect(first).toHaveLength(5);
    expect(new Set([...first, ...rest].map(({ clockId: id }) => id)).size).toBe(21);
    expect([...first, ...rest].map(({ dueBy }) => dueBy)).toEqual([...first, ...rest].map(({ dueBy }) => dueBy).sort());
    const page = await call('agent', 'GET /v1/agent/clocks', { query: 'limit=1' });
    expect(page.body.nextCursor).toEqual(expect.any(String));
  });
});

describe('POST /v1/agent/clocks/{clockId}/acknowledge', () => {
  const path = `POST /v1/agent/clocks/${clockId}/acknowledge` as const;

  it('is recorded once, and mutes what is still to come; the clock runs on', async () => {
    const { call, types } = await serving();
    const first = await call('agent', path, { body: {} });
    expect(first).toMatchObject({ status: 200, body: { clockId, caseId, state: 'running', dueAt, acknowledgedAt: expect.any(String) } });
    expect((await call('supervisor', path, { body: {} })).status).toBe(200);
    expect((await types()).filter((type) => type === 'sla.acknowledged.v1')).toHaveLength(1);
  });

  it.each([
    ['a case that is not there', 'R-0000000Z.sla-first-response', 404],
    ['a measure without a target', `${caseId}.sla-resolution`, 404],
    ['no clock at all', 'nonsense', 404],
  ])('answers for %s', async (_case, id, status) => {
    const { call } = await serving();
    expect((await call('agent', `POST /v1/agent/clocks/${id}/acknowledge`, { body: {} })).status).toBe(status);
  });

  it('is over with the answer, and not possible while the clock stands still', async () => {
    const over = await serving(ladder, answered);
    expect(await over.call('agent', path, { body: {} })).toMatchObject({ status: 410, body: { current: { state: 'met' } } });
    const still = await serving(ladder, waits);
    expect(await still.call('agent', path, { body: {} })).toMatchObject({
      status: 409,
      body: { current: { state: 'paused', dueAt: null } },
    });
  });

  it('shows the clock to whoever follows the link, and changes nothing by it', async () => {
    const { call, types } = await serving();
    const before = await types();
    expect((await call('warehouse', `GET /v1/agent/clocks/${clockId}`)).body).toMatchObject({ clockId, caseId });
    expect(await types()).toEqual(before);
  });
});

describe('GET /v1/agent/reports', () => {
  it('counts open deadlines, targets and silence', async () => {
    const { call } = await serving();
    at('16:30');
    const clocks = await call('agent', 'GET /v1/agent/reports/clocks');
    expect(clocks.body.measures[0]).toEqual({ measure: 'first-response', open: 1, paused: 0, atRisk: 0, breached: 1 });
    const compliance = await call('agent', 'GET /v1/agent/reports/compliance');
    expect(compliance.body.targets).toMatchObject([{ measure: 'first-response', calendar: 'office', met: 0, breached: 1, share: 0 }]);
    const silence = await call('agent', 'GET /v1/agent/reports/silence');
    expect(silence.body).toMatchObject({ cases: 1, answeredShare: 0, p50Seconds: 16_200, overFiveDays: 0 });
    const before = await call('agent', 'GET /v1/agent/reports/silence', { query: 'until=2026-11-01T00:00:00Z' });
    expect(before.body).toMatchObject({ cases: 0, until: '2026-11-01T00:00:00.000Z', from: '2026-10-02T00:00:00.000Z' });
  });

  it('refuses times that make no sense', async () => {
    const { call } = await serving();
    for (const query of ['from=2026-12-01T00:00:00Z&until=2026-11-01T00:00:00Z', 'from=2020-01-01T00:00:00Z', 'from=yesterday'])
      expect((await call('agent', 'GET /v1/agent/reports/compliance', { query })).status).toBe(422);
  });

  it('comes as a file for a spreadsheet, that runs nothing', async () => {
    const { deps } = await serving();
    for (const [name, header] of [
      ['clocks', 'case,measure,state'],
      ['compliance', 'measure,calendar'],
      ['silence', 'case,since,seconds,answered'],
    ] as const) {
      const report = routes.find(({ path }) => path.endsWith(`reports/${name}`))! as unknown as {
        run(request: object, deps: object): Promise<Answer>;
      };
      for (const asked of [
        { query: { format: 'csv' }, header: () => undefined },
        { query: {}, header: () => 'text/csv' },
      ]) {
        const { headers, body } = await report.run({ ...asked, now: new Date() }, deps);
        expect(headers?.['content-type']).toBe('text/csv; charset=utf-8');
        expect(body).toContain(header);
        expect(String(body)).not.toMatch(/(^|,)[=+@-]/m);
      }
    }
  });
});
