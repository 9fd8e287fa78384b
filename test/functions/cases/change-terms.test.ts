import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { routes as approvalRoutes } from '../../../functions/approvals/serve-approvals.ts';
import { routes } from '../../../functions/cases/serve-cases.ts';
import { approvalId, execution } from '../../builders/a-return.ts';
import { type Colleague, idOf } from '../../builders/a-staff.ts';
import { aDesk, asked, awaited, mugs, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

/** One return of three mugs (37.50), as it stands, and colleagues who change it. */
async function changing(subject: ReturnCase, withApproval = false) {
  const tables = await aDesk();
  await tables.store(subject);
  if (withApproval) await tables.storeApproval(asked({}).approval);
  const cases = agentsApi(routes, tables.desk);
  const approvals = agentsApi(approvalRoutes, tables.desk);
  const change = async (body: object, who: Colleague = 'supervisor') =>
    await cases(who, 'PATCH /v1/agent/cases/R-00000001', { body: { version: subject.version, ...body } });
  const decide = async (who: Colleague, id: string, terms: number) =>
    await approvals(who, `POST /v1/approvals/${id}/decision`, { body: { decision: 'approve', terms } });
  const read = async () => (await tables.desk.cases.read('R-00000001'))!;
  const types = async () => (await tables.desk.cases.log('R-00000001')).map(({ type }) => type);
  const pieces = async () => (await tables.desk.orders.read('A-1'))?.counters.get('1');
  return { ...tables, change, decide, read, types, pieces };
}
const less = { adjustment: { amount: -1000, reason: 'One has a scratch.' } };

describe('a return that stopped with its money', () => {
  const task = {
    reason: { code: 'refund-above-rest', values: { amount: 3750, rest: 2750, currency: 'GBP' } },
    owner: 'supervisor',
    since: noon.toISOString(),
  };
  const findings = [{ lineId: '1', quantity: 3, outcome: 'accepted' as const }];
  const stuck = () => mugs({ status: 'inspected', task, execution, findings, lines: mugs().lines.map((line) => ({ ...line, open: 0 })) });

  it('gives back less at once when a colleague says so, and nobody is asked', async () => {
    const { change, read, types } = await changing(stuck());
    expect(await change(less, 'agent')).toMatchObject({ status: 200, body: { status: 'inspected', terms: 2 } });
    expect(await read()).toMatchObject({ adjustment: { amount: -1000, by: idOf('agent') }, value: { amount: 2750 }, restarts: 1 });
    expect(await types()).toEqual(['return.changed.v1', 'return.restarted.v1']);
  });

  it.each([
    ['more', { adjustment: { amount: 100, reason: 'x' } }, 409],
    ['less than nothing', { adjustment: { amount: -3751, reason: 'x' } }, 422],
    ['what was there before', { adjustment: { amount: 0, reason: 'x' } }, 409],
    ['other items', { lines: [{ lineId: '1', quantity: 1 }], ...less }, 409],
    ['another priority as well', { ...less, priority: 'high' }, 409],
  ])('gives back nothing else: %s', async (_sentence, body, status) => {
    const { change, read } = await changing(stuck());
    expect((await change(body)).status).toBe(status);
    expect(await read()).toMatchObject({ task, terms: 1 });
  });

  it('changes for nobody whose role may not', async () => {
    expect((await (await changing(stuck())).change(less, 'warehouse')).status).toBe(403);
  });
});

describe('terms that change while somebody is asked', () => {
  it('end that approval, ask again with the new figures, and the old link says so', async () => {
    const { change, decide, read, types, desk } = await changing(asked().subject, true);

    const changed = await change(less);

    expect(changed).toMatchObject({ status: 200, body: { status: 'awaiting-approval', terms: 2 } });
    const now = await read();
    expect(now).toMatchObject({ terms: 2, value: { amount: 2750 }, lastEditedBy: idOf('supervisor'), adjustment: { amount: -1000 } });
    expect(await types()).toEqual(['return.changed.v1', 'approval.superseded.v1', 'approval.asked.v1']);
    const current = { approvalId: now.approvalId, terms: 2, amount: 2750 };
    expect(now.approvalId).not.toBe(approvalId);
    expect(await decide('agent', approvalId, 1)).toMatchObject({ status: 409, body: { current } });
    expect(await desk.approvals.read(approvalId)).toMatchObject({ status: 'superseded' });
    expect(await decide('agent', now.approvalId!, 2)).toMatchObject({ status: 200, body: { status: 'approved', amount: 2750 } });
  });

  it('are not decided by whoever changed them, who still reads on the old link that it is old', async () => {
    const { change, decide, read } = await changing(asked().subject, true);
    await change(less, 'agent');
    const { approvalId: again = '' } = await read();

    expect((await decide('agent', again, 2)).status).toBe(403);
    expect((await decide('agent', approvalId, 1)).status).toBe(409);
    expect((await decide('warehouse', approvalId, 1)).status).toBe(403);
  });

  it('keep why among people: the log has an id', async () => {
    const { change, desk, dump } = await changing(asked().subject, true);
    await change(less);
    expect(await desk.people.texts('R-00000001')).toMatchObject([{ kind: 'note', text: 'One has a scratch.' }]);
    expect(JSON.stringify(dump('cases'))).not.toContain('scratch');
  });

  it.each([
    ['one of three mugs goes back on sale', [{ lineId: '1', quantity: 2 }], 2, 2500],
    ['the fourth mug comes along', [{ lineId: '1', quantity: 4 }], 0, 5000],
  ])('%s', async (_, lines, left, amount) => {
    const { change, read, pieces } = await changing(asked().subject, true);
    expect(await change({ lines })).toMatchObject({ status: 200 });
    expect(await read()).toMatchObject({ value: { amount }, lines: [{ quantity: lines[0]!.quantity, open: lines[0]!.quantity }] });
    expect(await pieces()).toBe(left);
  });

  it.each([
    ['a line that the order has not', { lines: [{ lineId: '9', quantity: 1, reason: 'changed-mind' }] }, '/lines/0/lineId'],
    ['more than was sold', { lines: [{ lineId: '1', quantity: 5 }] }, '/lines/0/quantity'],
    ['less than nothing', { adjustment: { amount: -3751, reason: 'x' } }, '/adjustment/amount'],
    ['more than was paid', { adjustment: { amount: 90_000_000, reason: 'x' } }, '/adjustment/amount'],
    ['half a penny', { adjustment: { amount: 0.5, reason: 'x' } }, '/adjustment/amount'],
    ['no reason', { adjustment: { amount: -1 } }, '/adjustment/reason'],
    ['a remedy that is not offered', { remedy: 'exchange' }, '/remedy'],
  ])('answers 422 to %s, and nothing changes', async (_, body, pointer) => {
    const { change, read } = await changing(asked().subject, true);
    expect(await change(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect((await read()).version).toBe(1);
  });

  it('answers 409 to whoever saw an older version, 403 to the warehouse', async () => {
    const { change } = await changing(asked().subject, true);
    expect(await change({ ...less, version: 7 })).toMatchObject({ status: 409, body: { current: { version: 1 } } });
    expect((await change(less, 'warehouse')).status).toBe(403);
  });
});

describe('terms that change otherwise', () => {
  it('before anybody was asked: decided as they are then', async () => {
    const { change, read, types } = await changing(mugs({ execution }));
    await change({ ...less, priority: 'high' });
    expect(await read()).toMatchObject({ status: 'requested', terms: 2, priority: 'high', value: { amount: 2750 } });
    expect(await types()).toEqual(['return.changed.v1', 'case.prioritised.v1']);
  });

  it('after the approval, with nothing sent back: the workflow begins anew, the approval counts no more', async () => {
    const { change, read, types } = await changing(awaited());
    expect(await change(less)).toMatchObject({ status: 200, body: { status: 'requested' } });
    const now = await read();
    expect(now).toMatchObject({ status: 'requested', terms: 2, restarts: 1 });
    expect([now.decision, now.execution]).toEqual([undefined, undefined]);
    expect(now.clocks.map(({ state }) => state)).toEqual(['stopped']);
    expect(await types()).toEqual(['return.changed.v1', 'return.restarted.v1']);
  });

  it.each([
    ['received', 409],
    ['refunding', 409],
    ['closed', 410],
  ] as const)('a return that is %s: %i', async (status, expected) => {
    const { change, read } = await changing(mugs({ status }));
    expect((await change(less)).status).toBe(expected);
    expect((await read()).terms).toBe(1);
  });

  it('a return of which a part was inspected: 409', async () => {
    const findings = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
    const { change, read } = await changing(awaited({ findings }));
    expect((await change(less)).status).toBe(409);
    expect((await read()).terms).toBe(1);
  });
});
