import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addNote } from '../../../domain/returns/case-care.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run as review } from '../../../functions/approvals/review-approvals.ts';
import { ringApproval } from '../../../functions/approvals/ring-approval.ts';
import { routes } from '../../../functions/approvals/serve-approvals.ts';
import { approvalId } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { anApprovalsPolicy, aStaff, type Colleague, idOf } from '../../builders/a-staff.ts';
import { aDesk, asked, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

const fallback = { people: ['manager@shop.example'] };
const of = (...names: Colleague[]) => ({ people: names.map((name) => `${name}@shop.example`) });

/** One approval under these levels, and colleagues who answer it. */
async function opened(levels: object[] = anApprovalsPolicy().chains[2]!.levels, subjectDiffers: Partial<ReturnCase> = {}) {
  const tables = await aDesk();
  await tables.publish(
    { name: 'approvals', body: { chains: [{ when: {}, levels }], fallback }, validFrom: noon.toISOString(), by: 'command-line' },
    noon,
  );
  const { subject, approval } = asked(subjectDiffers);
  await tables.store(subject);
  await tables.storeApproval(approval);
  const call = agentsApi(routes, tables.desk);
  const answer = async (who: Colleague, body: object) =>
    await call(who, `POST /v1/approvals/${approvalId}/decision`, { body: { terms: 1, ...body } });
  const log = async () =>
    (await tables.desk.cases.log(subject.caseId)).map(({ type, data }) => ({ type: type.replace(/\.v1$/, ''), data }));
  const types = async () => (await log()).map(({ type }) => type);
  const read = async () => (await tables.desk.cases.read(subject.caseId))!;
  const publish = async (name: 'people' | 'approvals' | 'returns', body: unknown, validFrom = noon.toISOString()) => {
    await tables.publish({ name, body, validFrom, by: 'command-line' }, noon);
    const event = { type: 'policy.published.v1', metadata: {} as never, data: { name, policyVersion: 2, by: 'command-line' } } as const;
    await review(event, tables.desk, { now: noon });
  };
  return { ...tables, call, answer, log, types, read, publish };
}
const approve = { decision: 'approve' };

describe('a level that needs two of three', () => {
  const levels = [{ ...of('agent', 'supervisor', 'manager'), quorum: 2 }];

  it('is decided by the second, who is somebody else; one record each', async () => {
    const { answer, types, read } = await opened(levels);
    expect((await answer('agent', approve)).body).toMatchObject({ status: 'open', needed: 1, votes: [{ by: 'The agent' }] });
    expect((await answer('agent', approve)).body).toMatchObject({ status: 'open', needed: 1 });
    expect((await read()).status).toBe('awaiting-approval');

    expect((await answer('manager', approve)).body).toMatchObject({ status: 'approved', decidedBy: 'The manager' });
    expect(await types()).toEqual(['approval.decided', 'approval.decided', 'return.approved']);
    expect((await answer('supervisor', approve)).body).toMatchObject({ status: 409, decidedBy: 'The manager' });
  });

  it('is refused by one alone', async () => {
    const { answer, read } = await opened(levels);
    await answer('agent', approve);
    expect((await answer('supervisor', { decision: 'refuse', reason: 'Worn.' })).body.status).toBe('refused');
    expect((await read()).status).toBe('refused');
  });

  it('lets each of two who answer at the same moment be one of the two', async () => {
    const { answer, types } = await opened(levels);
    const answers = await Promise.all([answer('agent', approve), answer('supervisor', approve)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await types()).filter((type) => type === 'approval.decided')).toHaveLength(2);
  });
});

describe('two levels', () => {
  it('decide one after the other: the first approval asks the next level and decides nothing', async () => {
    const { answer, log, read, desk } = await opened([of('agent'), of('supervisor')]);
    expect((await answer('supervisor', approve)).status).toBe(403);
    expect((await answer('agent', approve)).body).toMatchObject({ status: 'open', level: 2, asked: [{ name: 'The supervisor' }] });
    expect((await read()).status).toBe('awaiting-approval');
    expect((await log()).map(({ type, data }) => [type, data.complete ?? data.to])).toEqual([
      ['approval.decided', false],
      ['approval.handed-over', [idOf('supervisor')]],
    ]);
    expect((await desk.approvals.read(approvalId))?.asked).toEqual([idOf('supervisor')]);
    expect((await answer('supervisor', approve)).body).toMatchObject({ status: 'approved', votes: [{ level: 1 }, { level: 2 }] });
  });
});

describe('a case that ends undecided', () => {
  it('takes its approval from the list of those that wait, and says so', async () => {
    const { desk, answer, types } = await opened();
    expect(await desk.approvals.open()).toHaveLength(1);
    await desk.cases.change('R-00000001', (before) => cancel(before, { by: 'customer' }, noon));
    expect(await types()).toEqual(['return.cancelled', 'approval.ended']);
    expect(await desk.approvals.open()).toEqual([]);
    expect((await answer('agent', approve)).status).toBe(410);
  });
});

describe('handing on', () => {
  it('asks somebody else instead: the former approver may not decide any more', async () => {
    const { answer, log, types } = await opened([of('agent', 'warehouse')]);
    for (const _ of ['once', 'and again']) {
      expect((await answer('agent', { decision: 'reassign', to: 'Manager@shop.example' })).body).toMatchObject({
        status: 'open',
        asked: [
          { name: 'The manager', how: 'reassigned' },
          { name: 'The warehouse', how: 'named' },
        ],
      });
    }
    expect(await types()).toEqual(['approval.handed-over']);
    expect((await log())[0]?.data).toMatchObject({ to: [idOf('manager')], from: [idOf('agent')], why: 'reassigned', by: idOf('agent') });
    expect((await answer('agent', approve)).status).toBe(403);
    expect((await answer('manager', approve)).status).toBe(200);
  });

  it.each([
    ['nobody', {}],
    ['somebody unknown', { to: 'x@shop.example' }],
    ['somebody who may not decide this', { to: 'warehouse@shop.example' }],
    ['oneself', { to: 'agent@shop.example' }],
  ])('answers 422 to %s', async (_, body) => {
    const { answer, types } = await opened([of('agent')]);
    expect(await answer('agent', { decision: 'reassign', ...body })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
    expect(await types()).toEqual([]);
  });

  it('answers 422 to somebody who opened the return', async () => {
    const { answer } = await opened([of('agent', 'supervisor')], { openedBy: idOf('supervisor') });
    const { status, body } = await answer('agent', { decision: 'reassign', to: 'supervisor@shop.example' });
    expect([status, body.errors[0].message]).toEqual([422, expect.stringContaining('You opened this return')]);
  });

  it('is for those who may decide', async () => {
    const { answer } = await opened([of('agent')]);
    expect((await answer('warehouse', { decision: 'reassign', to: 'manager@shop.example' })).status).toBe(403);
  });
});

describe('asking first', () => {
  it('a colleague: their note is the answer, and comes back; the words stay among people', async () => {
    const { answer, log, desk, dump, read } = await opened();
    const question = { decision: 'ask', question: 'Did you see the coat?', to: 'warehouse@shop.example' };
    for (const _ of ['once', 'and again'])
      expect((await answer('agent', question)).body).toMatchObject({ status: 'open', question: { to: 'The warehouse' } });
    await desk.cases.change('R-00000001', (before) => addNote(before, { textId: 't-2', by: idOf('warehouse') }, noon));

    const [asked, , answered] = await log();
    expect(asked).toMatchObject({ type: 'approval.questioned', data: { by: idOf('agent'), to: idOf('warehouse') } });
    expect(answered).toMatchObject({ type: 'approval.answered', data: { to: [idOf('agent')], by: idOf('warehouse'), textId: 't-2' } });
    expect((await read()).question).toBeUndefined();
    expect(await desk.people.texts('R-00000001')).toMatchObject([{ kind: 'note', text: 'Did you see the coat?' }]);
    expect(JSON.stringify(dump('cases'))).not.toContain('coat');
    expect((await answer('agent', approve)).status).toBe(200);
  });

  it.each([
    ['nothing', {}, '/question'],
    ['somebody unknown', { question: 'Well?', to: 'x@shop.example' }, '/to'],
    ['oneself', { question: 'Well?', to: 'agent@shop.example' }, '/to'],
  ])('answers 422 to %s', async (_, body, pointer) => {
    const { answer } = await opened();
    expect(await answer('agent', { decision: 'ask', ...body })).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe('somebody with a stake', () => {
  it('who is the customer may not decide, whoever may; the case holds no trace of it', async () => {
    const { answer, documents, dump } = await opened();
    const own = { pk: 'ORDER#A-1', sk: 'PERSON', email: 'Agent+shop@shop.example', name: 'Agent', locale: 'en' };
    await documents.send(new PutCommand({ TableName: 'people', Item: own }));
    expect((await answer('agent', approve)).status).toBe(403);
    expect((await answer('supervisor', approve)).status).toBe(200);
    expect(JSON.stringify(dump('cases').filter((item) => !JSON.stringify(item).includes('POLICY#')))).not.toMatch(/@/);
  });
});

describe('staff and rules that change', () => {
  it('ask others, and whoever may no longer decide is told apart by 403', async () => {
    const { answer, publish, log } = await opened([of('agent')]);
    await publish('people', aStaff());
    await publish('approvals', { chains: [{ when: {}, levels: [of('supervisor')] }], fallback });
    expect((await log()).map(({ type, data }) => [type, data.to, data.from, data.why])).toEqual([
      ['approval.handed-over', [idOf('agent')], [], 'rules'],
      ['approval.handed-over', [idOf('supervisor')], [idOf('agent')], 'rules'],
    ]);
    expect((await answer('agent', approve)).status).toBe(403);
    expect((await answer('supervisor', approve)).status).toBe(200);
  });
});

describe('a returns policy that changes', () => {
  const fees = { restocking: { percent: 10 } };

  it('for the day of the order itself changes the terms: asked again about the new amount, the old link says so', async () => {
    const { answer, publish, read, log } = await opened();
    await publish('returns', aReturnPolicy({ fees }), '2020-01-02T00:00:00.000Z');
    const now = await read();
    expect(now).toMatchObject({ terms: 2, policyVersion: 2, value: { amount: 3375 } });
    expect((await log()).map(({ type, data }) => [type, data.by])).toEqual([
      ['return.changed', 'policy'],
      ['approval.superseded', now.approvalId],
      ['approval.asked', undefined],
    ]);
    const current = { approvalId: now.approvalId, terms: 2, amount: 3375 };
    expect(await answer('agent', approve)).toMatchObject({ status: 409, body: { current } });
  });

  it('for orders to come changes nothing', async () => {
    const { publish, read, types } = await opened();
    await publish('returns', aReturnPolicy({ fees }));
    expect([(await read()).terms, await types()]).toEqual([1, []]);
  });
});

describe('looking', () => {
  it('is said by the page with a POST, which decides nothing and adds no record', async () => {
    const { call, desk, types, read } = await opened();
    expect((await call('supervisor', `POST /v1/approvals/${approvalId}/seen`, { body: {} })).body).toEqual({ seen: true });
    expect(await desk.approvals.seenBy(approvalId)).toEqual([idOf('supervisor')]);
    expect([(await read()).version, await types()]).toEqual([1, []]);
  });

  it('a clock of a case that asks nobody any more is stopped without a word', async () => {
    const tables = await aDesk();
    const { subject } = asked();
    await tables.store(subject);
    expect(await ringApproval(subject.caseId, tables.desk, noon)).toBe(false);
  });
});
