import { describe, expect, it } from 'vitest';
import { startClock } from '../../../domain/clocks/plain-clock.ts';
import { approveLevel, carryOut, handOver } from '../../../domain/returns/approval-care.ts';
import { answered, askQuestion } from '../../../domain/returns/approval-question.ts';
import { endsWithDecision, isAboutDeciding } from '../../../domain/returns/approval-task.ts';
import { addNote } from '../../../domain/returns/case-care.ts';
import { stoppedFor } from '../../../domain/returns/open-task.ts';
import { agent, approvalId, aReturn, day, mustMove, whyNot } from '../../builders/a-return.ts';

const before = aReturn({ status: 'awaiting-approval', approvalId });
const clock = startClock(before.caseId, 'approval', day(1), 'P2D');
const task = { reason: { code: 'nobody-may-decide', values: {} }, owner: 'ana', since: day(1).toISOString() };
const stoppedRecord = { type: 'case.stopped.v1', data: { owner: 'ana', reason: task.reason } };
const handover = { approvalId, to: ['p_2'], from: ['p_1'], why: 'level' as never, level: 2 };
const handedOver = { type: 'approval.handed-over.v1', data: handover };

describe('one of several approved', () => {
  const said = { approvalId, terms: 1, by: agent, level: 1, channel: 'mail', clock } as const;
  const decided = {
    type: 'approval.decided.v1',
    data: { approvalId, decision: 'approve', by: agent, level: 1, complete: false, channel: 'mail' },
  };

  it('the log says so, and the others are still asked', () => {
    const move = mustMove(approveLevel(before, said, day(1)));
    expect(move.records).toEqual([decided]);
    expect(move.clocks).toEqual([clock]);
    expect(move.case).toMatchObject({ status: 'awaiting-approval' });
    expect(move.case).not.toHaveProperty('task');
  });

  it('the next level has its turn, or its absence becomes a task', () => {
    const move = mustMove(approveLevel(before, { ...said, handover, task }, day(1)));
    expect(move.records).toEqual([decided, handedOver, stoppedRecord]);
    expect(move.case.task).toEqual(task);
  });

  it.each([
    ['another approval', { approvalId: 'b'.repeat(32) }],
    ['other terms', { terms: 2 }],
  ])('not about %s', (_, differs) => {
    expect(whyNot(approveLevel(before, { ...said, ...differs }, day(1)))).toBe('terms-changed');
  });
});

describe('an approval moves on', () => {
  it('to somebody else, by a colleague', () => {
    const move = mustMove(handOver(before, { handover: { ...handover, by: agent }, clock }, day(1)));
    expect(move.records).toEqual([{ ...handedOver, data: { ...handover, by: agent } }]);
    expect(move.clocks).toEqual([clock]);
  });

  it.each([
    ['with a task', task],
    ['without', undefined],
  ])('by its clock, %s', (_, opened) => {
    const move = mustMove(carryOut(before, { records: [handedOver], clock, task: opened }, day(1)));
    expect(move.records).toEqual([handedOver]);
    expect(move.clocks).toEqual([clock]);
    expect(move.case.task).toEqual(opened);
  });

  it.each([
    ['decide-approval', approveLevel],
    ['hand-over', handOver],
    ['carry-out', carryOut],
    ['ask-question', askQuestion],
  ])('%s only while people are asked', (action, transition) => {
    expect([transition.action, transition.from]).toEqual([action, ['awaiting-approval']]);
  });
});

describe('an approver asks before deciding', () => {
  const asks = { approvalId, by: 'p_1', textId: 't-1' };
  const question = (to: string) => ({ ...asks, to, askedAt: day(1).toISOString() });
  const questioned = (to: string) => ({ type: 'approval.questioned.v1', data: { ...asks, to } });

  it('a colleague: the case stays where it is', () => {
    const move = mustMove(askQuestion(before, { ...asks, to: agent }, day(1)));
    expect(move.case).toMatchObject({ status: 'awaiting-approval', question: question(agent) });
    expect(move.records).toEqual([questioned(agent)]);
  });

  it('the customer: the case waits for them, and goes back to where it stood', () => {
    const move = mustMove(askQuestion(before, { ...asks, to: 'customer' }, day(1)));
    expect(move.case).toMatchObject({ status: 'awaiting-customer', resumes: 'awaiting-approval', question: question('customer') });
    expect(move.records).toEqual([
      questioned('customer'),
      { type: 'message.sent.v1', data: { textId: 't-1', by: 'p_1', waitFor: 'customer' } },
    ]);
  });

  it('a note of who was asked is the answer and goes to who asked; anybody else’s is a note', () => {
    const waiting = { ...before, question: question(agent) };
    const answer = { type: 'approval.answered.v1', data: { approvalId, to: ['p_1'], by: agent, textId: 't-2' } };
    expect(answered(waiting, agent, 't-2')).toEqual({ records: [answer], drop: ['question'] });
    expect(answered(waiting, 'p_9', 't-2')).toEqual({ records: [], drop: [] });
    expect(answered(before, agent, 't-2')).toEqual({ records: [], drop: [] });
    const move = mustMove(addNote(waiting, { textId: 't-2', by: agent }, day(2)));
    expect(move.records).toEqual([{ type: 'note.added.v1', data: { textId: 't-2', by: agent } }, answer]);
    expect(move.case).not.toHaveProperty('question');
  });
});

describe('a task about deciding', () => {
  it.each([
    ['nobody-may-decide', true],
    ['approval-unanswered', true],
    ['approval-expired', true],
    ['approval-overdue', true],
    ['refund-failed', false],
  ])('%s: %s', (code, is) => {
    const about = { ...task, reason: { code, values: {} } };
    expect(isAboutDeciding(about)).toBe(is);
    expect(endsWithDecision(code)).toBe(is);
  });

  it('that is none needs no record', () => {
    expect(isAboutDeciding(undefined)).toBe(false);
    expect(stoppedFor(undefined)).toEqual([]);
    expect(stoppedFor(task)).toEqual([stoppedRecord]);
  });
});
