import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { routes } from '../../../functions/cases/serve-cases.ts';
import { colleagues, idOf } from '../../builders/a-staff.ts';
import { aDesk, awaited, mugs, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

const task = { reason: { code: 'label-overdue', values: {} }, owner: 'agents', since: noon.toISOString() };
const at = (second: number) => new Date(noon.getTime() + second * 1000).toISOString();

/** Five cases of one order: two requested, one awaited and the agent's, one a task of the agents', one closed. */
async function cabinet() {
  const tables = await aDesk();
  await tables.store(mugs({ caseId: 'R-00000000', openedAt: at(0) }));
  await tables.store(mugs({ caseId: 'R-00000001', openedAt: at(1) }));
  await tables.store(mugs({ caseId: 'R-00000002', openedAt: at(1), status: 'awaiting-parcel', owner: idOf('agent') }));
  await tables.store(mugs({ caseId: 'R-00000003', openedAt: at(3), status: 'awaiting-parcel', task }));
  await tables.store(mugs({ caseId: 'R-00000004', openedAt: at(4), status: 'closed' }));
  return { ...tables, call: agentsApi(routes, tables.desk) };
}
const ids = (body: Record<string, unknown>) => (body.items as { caseId: string }[]).map(({ caseId }) => caseId.slice(-1)).join('');

it.each([
  ['nothing: the open ones, newest first', '', '3120'],
  ['a status', 'status=awaiting-parcel', '32'],
  ['an end', 'status=closed', '4'],
  ['an owner by address', 'owner=AGENT@shop.example', '2'],
  ['an owner of a task', 'owner=agents', '3'],
  ['status and owner', 'status=requested&owner=agents', ''],
  ['a case number, however it is written', 'q=%20r-00000004', '4'],
  ['an order number: all its cases, ended ones too', 'q=A-1', '43120'],
  ['an order number and a status', 'q=A-1&status=requested', '10'],
  ['an order number and an owner', 'q=A-1&owner=agents', '3'],
  ['a number that nobody knows', 'q=R-ZZZZZZZZ', ''],
  ['an order that nobody knows', 'q=A-9', ''],
])('finds cases by %s', async (_, query, expected) => {
  const { status, body } = await (await cabinet()).call('warehouse', 'GET /v1/agent/cases', { query });
  expect(status).toBe(200);
  expect(ids(body)).toBe(expected);
});

it.each([
  ['', 1],
  ['', 2],
  ['q=A-1', 1],
  ['q=A-1', 2],
  ['q=A-1', 3],
])('walks through %j by pages of %i, each case once', async (filter, limit) => {
  const { call } = await cabinet();
  const whole = ids((await call('agent', 'GET /v1/agent/cases', { query: filter })).body);
  let seen = '';
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await call('agent', 'GET /v1/agent/cases', { query: `${filter}&limit=${limit}${cursor && `&cursor=${cursor}`}` });
    expect(body.items.length).toBeLessThanOrEqual(limit);
    seen += ids(body);
    cursor = body.nextCursor;
  }
  expect(seen).toBe(whole);
});

it.each(['status=lost', 'limit=0', 'limit=101', 'limit=x', 'cursor=x', 'q=A-1&cursor=x'])('answers 422 to %s', async (query) => {
  expect((await (await cabinet()).call('agent', 'GET /v1/agent/cases', { query })).status).toBe(422);
});

it('names owners by address in lists, and says which task they have', async () => {
  const { call } = await cabinet();
  const { body } = await call('agent', 'GET /v1/agent/cases', { query: 'status=awaiting-parcel' });
  expect(body.items[1]).toMatchObject({
    caseId: 'R-00000002',
    owner: 'agent@shop.example',
    kind: 'return',
    priority: 'normal',
    orderId: 'A-1',
  });
  expect(body.items[0]).toMatchObject({ owner: 'agents', task: { owner: 'agents', reason: expect.stringContaining('postage label') } });
});

it("says null for the owner of a case that is nobody's, in the list too", async () => {
  const { desk, store } = await aDesk();
  await store(awaited());
  const call = agentsApi(routes, desk);
  expect((await call('agent', 'GET /v1/agent/cases/R-00000001')).body).toMatchObject({ owner: null });
  expect((await call('agent', 'GET /v1/agent/cases')).body.items).toMatchObject([{ owner: null }]);
});

it('shows a case with owner, priority, customer, titles, and clocks with their rungs', async () => {
  const { desk, store } = await aDesk();
  await store(awaited({ owner: idOf('agent'), priority: 'high' }));
  vi.setSystemTime(noon.getTime() + 90_000);
  const { status, body } = await agentsApi(routes, desk)('agent', 'GET /v1/agent/cases/R-00000001');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    caseId: 'R-00000001',
    kind: 'return',
    status: 'awaiting-parcel',
    owner: 'agent@shop.example',
    priority: 'high',
    customer: { name: 'Ana Putri', email: 'ana@customer.example', phone: '+62 811 234 567', locale: 'en' },
    lines: [{ lineId: '1', quantity: 3, open: 3, title: 'Blue mug' }],
    refunds: [],
  });
  const rung = (name: string, day: string) => ({ name, at: `2026-11-${day}T12:00:00.000Z`, to: ['customer'], channel: 'mail' });
  expect(body.clocks).toEqual([
    {
      clockId: 'R-00000001.parcel',
      measure: 'parcel',
      calendar: null,
      dueAt: '2026-11-24T12:00:00.000Z',
      spentSeconds: 90,
      state: 'running',
      rungs: [rung('remind', '17'), rung('expiring', '21'), rung('due', '24')],
    },
  ]);
});

it('shows a deadline among colleagues as theirs', async () => {
  const { desk, store } = await aDesk();
  await store(awaited({ route: 'label' }));
  const { body } = await agentsApi(routes, desk)('agent', 'GET /v1/agent/cases/R-00000001');
  expect(body.clocks[0].rungs).toMatchObject([{ name: 'due', to: ['agents'], channel: 'task' }]);
});

it.each(['R-ZZZZZZZZ', 'r-00000001', 'x', 'R-0000000%C4%B0'])('knows no case %s', async (caseId) => {
  const { call } = await cabinet();
  expect((await call('agent', `GET /v1/agent/cases/${caseId}`)).status).toBe(404);
  expect((await call('agent', `POST /v1/agent/cases/${caseId}/received`, { body: {} })).status).toBe(404);
});

it('is for colleagues of every role, and for nobody else', async () => {
  const { call } = await cabinet();
  for (const who of colleagues) expect((await call(who, 'GET /v1/agent/cases/R-00000001')).status).toBe(200);
  expect((await call('customer', 'GET /v1/agent/cases/R-00000001')).status).toBe(403);
  expect((await call('nobody' as 'customer', 'GET /v1/agent/cases')).status).toBe(401);
});
