import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { routes } from '../../../functions/cases/serve-cases.ts';
import { idOf } from '../../builders/a-staff.ts';
import { aDesk, awaited, mugs, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

/** One case, and what the agent posts to it. */
async function care(subject: ReturnCase = awaited()) {
  const tables = await aDesk();
  await tables.store(subject);
  const call = agentsApi(routes, tables.desk);
  const post = async (action: string, body: object = {}) =>
    await call('agent', `POST /v1/agent/cases/${subject.caseId}/${action}`, { body });
  const log = async () => (await tables.desk.cases.log(subject.caseId)).map(({ type, data }) => ({ type, data }));
  return { ...tables, call, post, log };
}

it.each([
  ['messages', 'message.sent.v1', 'message'],
  ['notes', 'note.added.v1', 'note'],
])('keeps the words of %s among people only; the log has their id', async (action, type, kind) => {
  const { post, log, desk, dump } = await care();
  const text = 'Halo Ana 😀 שלום <b>';
  const answer = await post(action, { text });
  expect(answer.status).toBe(200);
  const [kept] = await desk.people.texts('R-00000001');
  expect(kept).toMatchObject({ kind, text, by: idOf('agent'), at: noon.toISOString() });
  expect(await log()).toEqual([{ type, data: { textId: kept?.textId, by: idOf('agent') } }]);
  expect(JSON.stringify(dump('cases'))).not.toContain('Halo');
  expect(JSON.stringify(kind === 'note' ? answer.body.notes : answer.body.messages)).toContain('Halo Ana 😀');
  expect(JSON.stringify(kind === 'note' ? answer.body.messages : answer.body.notes)).not.toContain('Halo');
});

it.each([
  ['nothing', {}],
  ['blanks', { text: ' \n ' }],
  ['5001 characters', { text: 'x'.repeat(5001) }],
  ['a number', { text: 7 }],
  ['half a character', { text: '\ud800' }],
])('answers 422 to a message of %s', async (_, body) => {
  const { post, log } = await care();
  expect((await post('messages', body)).body).toMatchObject({ status: 422, errors: [{ pointer: '/text' }] });
  expect(await log()).toEqual([]);
});

it('writes to customers of returns that have ended, too', async () => {
  expect((await (await care(mugs({ status: 'closed' }))).post('messages', { text: 'Hello' })).status).toBe(200);
});

it.each([
  ['Supervisor@SHOP.example', 'supervisor@shop.example', idOf('supervisor')],
  ['supervisor', 'supervisor', 'supervisor'],
  ['depot', 'depot', 'depot'],
  ['agents', 'agents', 'agents'],
])('gives the case, and its open task, to %s', async (to, shown, stored) => {
  const task = { reason: { code: 'label-overdue', values: {} }, owner: 'agents', since: noon.toISOString() };
  const { post, desk, dump } = await care(awaited({ task }));
  expect(await post('assign', { to })).toMatchObject({ status: 200, body: { owner: shown, task: { owner: shown } } });
  expect(await desk.cases.read('R-00000001')).toMatchObject({ owner: stored, task: { owner: stored } });
  expect(JSON.stringify(dump('cases').filter((item) => !JSON.stringify(item).includes('POLICY#')))).not.toContain('supervisor@');
});

it.each(['nobody@shop.example', 'ana@customer.example', 'boss', '', 'p_0123456789ab'])(
  'answers 422 when the case is to go to %j',
  async (to) => {
    const answer = await (await care()).post('assign', { to });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
  },
);

it('restarts: the old execution loses the case, the task is done, the log says who', async () => {
  const task = { reason: { code: 'workflow-failed', values: {} }, owner: 'agents', since: noon.toISOString() };
  const { post, desk, log } = await care(awaited({ execution: 'execution-1', task, waitingFor: 'parcel' }));
  expect((await post('restart')).status).toBe(200);
  const restarted = await desk.cases.read('R-00000001');
  expect(restarted).toMatchObject({ status: 'awaiting-parcel', restarts: 1 });
  for (const field of ['execution', 'task', 'waitingFor']) expect(restarted).not.toHaveProperty(field);
  expect(await log()).toEqual([{ type: 'return.restarted.v1', data: { caseId: 'R-00000001', by: idOf('agent') } }]);
});

it.each(['closed', 'refused', 'cancelled', 'expired'] as const)('restarts nothing that is %s: 410', async (status) => {
  expect(await (await care(mugs({ status }))).post('restart')).toMatchObject({ status: 410, body: { current: { status } } });
});

it('finishes the task of a return that has ended, once; the log says who', async () => {
  const task = {
    reason: { code: 'payment-differs', values: { payment: 'pay-1', what: 'above' } },
    owner: 'supervisor',
    since: noon.toISOString(),
  };
  const { post, desk, log } = await care(mugs({ status: 'closed', task }));
  const toDo = async () => (await desk.cases.list({ limit: 5 })).items.map(({ caseId }) => caseId);
  expect(await post('done')).toMatchObject({ status: 200, body: { status: 'closed' } });
  expect(await desk.cases.read('R-00000001')).not.toHaveProperty('task');
  expect(await toDo()).toEqual([]);
  expect(await log()).toEqual([{ type: 'task.finished.v1', data: { by: idOf('agent') } }]);
  expect(await post('done')).toMatchObject({ status: 410, body: { type: 'urn:redress:problem:no-task' } });
});

it('leaves the task of an open return to its next step: 409', async () => {
  const task = { reason: { code: 'workflow-failed', values: {} }, owner: 'agents', since: noon.toISOString() };
  const { post, desk } = await care(awaited({ task }));
  expect(await post('done')).toMatchObject({ status: 409, body: { current: { status: 'awaiting-parcel' } } });
  expect(await desk.cases.read('R-00000001')).toHaveProperty('task');
});

it.each(['restart', 'done', 'received', 'assign', 'notes'])('answers 422 to a field that %s does not know', async (action) => {
  const { post } = await care();
  const known = { assign: { to: 'agents' }, notes: { text: 'x' } }[action] ?? {};
  expect((await post(action, { ...known, force: true })).body).toMatchObject({ status: 422, errors: [{ pointer: '/force' }] });
});

it('opens a return for a customer once per key; whoever opened it is on record', async () => {
  const { call, desk } = await care(mugs({ caseId: 'R-0000000Z', orderId: 'A-9' }));
  const body = { orderId: 'A-1', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' };
  const ask = async (headers: Record<string, string>, more: object = {}) =>
    await call('agent', 'POST /v1/agent/cases', { body: { ...body, ...more }, headers });
  expect((await ask({})).body).toMatchObject({ status: 422, errors: [{ pointer: 'Idempotency-Key' }] });
  const first = await ask({ 'idempotency-key': 'k' });
  expect(first).toMatchObject({ status: 202, headers: { location: first.body.statusUrl } });
  expect((await ask({ 'idempotency-key': 'k' })).body).toEqual(first.body);
  expect(await desk.cases.read(first.body.caseId)).toMatchObject({ openedBy: idOf('agent'), status: 'requested' });
  expect((await ask({ 'idempotency-key': 'l' }, { orderId: 'A-404' })).body).toMatchObject({
    status: 404,
    errors: [{ pointer: '/orderId' }],
  });
});
