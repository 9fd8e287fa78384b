import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Approval } from '../../../domain/approvals/approval.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { routes } from '../../../functions/approvals/serve-approvals.ts';
import { approvalId } from '../../builders/a-return.ts';
import { type Colleague, idOf } from '../../builders/a-staff.ts';
import { aDesk, asked, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

/** One approval on the desk, and colleagues who decide about it. */
async function opened(differs: Partial<ReturnCase> = {}, approval: Partial<Approval> = {}) {
  const tables = await aDesk();
  const both = asked(differs, approval);
  await tables.store(both.subject);
  await tables.storeApproval(both.approval);
  const call = agentsApi(routes, tables.desk);
  const decide = async (who: Colleague, body: object, id = approvalId) =>
    await call(who, `POST /v1/approvals/${id}/decision`, { body: { terms: 1, ...body } });
  return { ...tables, ...both, call, decide, log: async () => await tables.desk.cases.log(both.subject.caseId) };
}
const approve = { decision: 'approve' };
const refuse = { decision: 'refuse', reason: 'Worn outdoors, says the photo.' };

it('approves: the parcel is awaited, the log says who decided', async () => {
  const { decide, desk, subject, log } = await opened();
  expect(await decide('agent', approve)).toMatchObject({
    status: 200,
    body: { approvalId, status: 'approved', amount: 3750, currency: 'GBP' },
  });
  expect(await desk.cases.read(subject.caseId)).toMatchObject({
    status: 'awaiting-parcel',
    decision: { outcome: 'approved', by: idOf('agent') },
  });
  expect((await log()).map(({ type }) => type)).toEqual(['approval.decided.v1', 'return.approved.v1']);
});

it('refuses with the reason, which the customer reads and no case, event or index holds', async () => {
  const { decide, desk, subject, dump } = await opened();
  expect((await decide('agent', refuse)).body.status).toBe('refused');
  const closed = await desk.cases.read(subject.caseId);
  expect(closed).toMatchObject({ status: 'refused', decision: { outcome: 'refused', because: { code: 'colleague-refused' } } });
  const text = { kind: 'message', text: refuse.reason, by: idOf('agent'), textId: closed?.decision?.because.values.textId };
  expect(await desk.people.texts(subject.caseId)).toMatchObject([text]);
  const items = dump('cases').map((item) => JSON.stringify(item));
  expect(items.filter((item) => /Worn outdoors|@shop/.test(item) && !item.includes('POLICY#approvals'))).toEqual([]);
});

it('keeps among colleagues why one approved', async () => {
  const { decide, desk, subject } = await opened();
  await decide('agent', { ...approve, reason: 'Good customer.' });
  expect(await desk.people.texts(subject.caseId)).toMatchObject([{ kind: 'note', text: 'Good customer.' }]);
});

it.each([
  ['approve', approve],
  ['refuse', refuse],
])('answers 200 to the same person who repeats %s, and writes nothing', async (_, decision) => {
  const { decide, log, calls } = await opened();
  const first = await decide('agent', decision);
  const records = (await log()).length;
  calls.length = 0;
  expect(await decide('agent', decision)).toMatchObject({ status: 200, body: first.body });
  expect(await log()).toHaveLength(records);
  expect(calls.filter((call) => !['GetItem', 'Query'].includes(call))).toEqual([]);
});

it.each([
  ['somebody else repeats it', 'supervisor', approve],
  ['somebody else contradicts it', 'supervisor', refuse],
  ['the same person contradicts it', 'agent', refuse],
  ['the same person contradicts it without a reason', 'agent', { decision: 'refuse' }],
] as const)('answers 409 with who won when %s', async (_, who, decision) => {
  const { decide } = await opened();
  await decide('agent', approve);
  vi.setSystemTime('2026-11-11T12:00:00Z');
  const { status, body } = await decide(who, decision);
  expect(status).toBe(409);
  expect(body).toMatchObject({ decidedBy: 'The agent', decision: 'approve', at: noon.toISOString() });
});

it.each([
  ['the case moved on to other terms', { terms: 2 }, {}, 1, { terms: 2, approvalId }],
  ['the case asked anew', { terms: 2, approvalId: 'b'.repeat(32) }, {}, 1, { terms: 2, approvalId: 'b'.repeat(32) }],
  ['other terms were shown', {}, {}, 7, { terms: 1, approvalId }],
])('answers 409 with the current terms when %s', async (_, differs, approval, terms, current) => {
  const { decide, desk, subject } = await opened(differs, { terms: 1, ...approval });
  const answer = await decide('agent', { ...approve, terms });
  expect(answer).toMatchObject({ status: 409, body: { current: { amount: 3750, ...current } } });
  expect((await desk.cases.read(subject.caseId))?.status).toBe('awaiting-approval');
});

it.each([
  ['the return was cancelled', { status: 'cancelled' as const }, '2026-11-10T12:00:00Z'],
  ['its time is over', {}, '2026-12-10T12:00:00Z'],
])('answers 410 once %s', async (_, differs, at) => {
  const { decide } = await opened(differs);
  vi.setSystemTime(at);
  expect((await decide('agent', approve)).status).toBe(410);
});

it.each([
  ['warehouse', {}, {}],
  ['agent', { value: { amount: 20_001, currency: 'GBP' } }, {}],
  ['supervisor', { value: { amount: 100_001, currency: 'GBP' } }, {}],
  ['agent', { openedBy: idOf('agent') }, {}],
  ['agent', { lastEditedBy: idOf('agent') }, {}],
  ['warehouse', { status: 'cancelled' as const }, {}],
  ['warehouse', {}, { status: 'approved', decidedBy: idOf('agent'), decidedAt: noon.toISOString() }],
  ['warehouse', { terms: 2 }, { terms: 1 }],
] as const)('lets no %s decide about %j: 403 before anything else', async (who, differs, approval) => {
  const { decide, desk, subject } = await opened(differs, approval);
  for (const decision of [approve, refuse, { decision: 'refuse' }]) expect((await decide(who, decision)).status).toBe(403);
  expect((await desk.cases.read(subject.caseId))?.version).toBe(1);
});

it.each([
  ['agent', 20_000],
  ['supervisor', 20_001],
  ['supervisor', 100_000],
  ['manager', 100_001],
] as const)('lets the %s decide about %i', async (who, amount) => {
  const { decide } = await opened({ value: { amount, currency: 'GBP' } });
  expect((await decide(who, approve)).status).toBe(200);
});

it.each([
  ['a refusal without its reason', { decision: 'refuse' }, '/reason'],
  ['a refusal with an empty reason', { decision: 'refuse', reason: '  ' }, '/reason'],
  ['a decision that there is not', { decision: 'maybe' }, '/decision'],
  ['no terms', { decision: 'approve', terms: undefined }, '/terms'],
  ['terms in words', { decision: 'approve', terms: '1' }, '/terms'],
  ['a field that nobody knows', { decision: 'approve', force: true }, '/force'],
])('answers 422 to %s, at its pointer', async (_, body, pointer) => {
  const answer = await (await opened()).decide('agent', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

it.each(['f'.repeat(32), 'x', 'a'.repeat(33), `${'A'.repeat(31)}%C4%B0`])('knows no approval %s', async (id) => {
  const { decide, call } = await opened();
  expect((await decide('agent', refuse, id)).status).toBe(404);
  expect((await call('agent', `GET /v1/approvals/${id}`)).status).toBe(404);
});

it('accepts an id that a mail program wrote in capitals', async () => {
  expect((await (await opened()).decide('agent', approve, approvalId.toUpperCase())).status).toBe(200);
});

it('lets one of two win who decide at the same moment, and tells the other who it was', async () => {
  const { decide, log } = await opened();
  const answers = await Promise.all([decide('agent', approve), decide('supervisor', refuse)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [winner, decision] = answers[0]?.status === 200 ? ['The agent', 'approve'] : ['The supervisor', 'refuse'];
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ decidedBy: winner, decision });
  expect((await log()).filter(({ type }) => type === 'approval.decided.v1')).toHaveLength(1);
});

it('records one decision of a person who clicks ten times', async () => {
  const { decide, log } = await opened();
  const answers = await Promise.all(Array.from({ length: 10 }, () => decide('agent', approve)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await log()).filter(({ type }) => type === 'approval.decided.v1')).toHaveLength(1);
});

it('decides although a message came between reading and writing', async () => {
  const { decide, desk, subject, store } = await opened();
  const read = desk.cases.read;
  vi.spyOn(desk.cases, 'read').mockImplementationOnce(async (caseId) => {
    const before = await read(caseId);
    await store({ ...subject, version: 2 });
    return before;
  });
  expect((await decide('agent', approve)).status).toBe(200);
  expect((await desk.cases.read(subject.caseId))?.version).toBe(4);
});
