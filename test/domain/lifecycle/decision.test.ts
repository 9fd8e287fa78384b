import { describe, expect, it } from 'vitest';
import { restart, stop, waitFor } from '../../../domain/returns/case-care.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { askApproval, decide, decideApproval, decided } from '../../../domain/returns/return-decision.ts';
import { agent, approvalId, aReturn, day, execution, mustMove, policy, walked, whyNot, yes } from '../../builders/a-return.ts';

const because = yes.because;
const claimed = () => decide(aReturn(), { execution, decision: { outcome: 'needs-approval', because }, policy }, day(0));
const asked = () => walked(mustMove(claimed()).case, (before) => askApproval(before, { approvalId, because, execution }, day(0)));

describe('the first step of the workflow', () => {
  it.each([
    ['approved waits for the parcel', 'approved', 'awaiting-parcel', ['return.approved.v1'], ['parcel']],
    ['keep-item refunds at once', 'keep-item', 'refunding', ['return.approved.v1'], ['refund']],
    ['refused ends', 'refused', 'refused', ['return.refused.v1'], []],
    ['needs-approval only claims', 'needs-approval', 'requested', [], []],
  ] as const)('%s', (_, outcome, status, types, measures) => {
    const move = mustMove(decide(aReturn(), { execution, decision: { outcome, because }, policy }, day(0)));
    expect(move.case).toMatchObject({ status, execution, version: 1 + types.length });
    expect(move.records.map((record) => record.type)).toEqual(types);
    expect(move.case.clocks.map((clock) => clock.measure)).toEqual(measures);
  });

  it('a refusal gives every piece back and expects none', () => {
    const move = mustMove(decide(aReturn(), { execution, decision: { outcome: 'refused', because }, policy }, day(0)));
    expect(move.giveBack).toEqual([
      { lineId: '1', quantity: 3 },
      { lineId: '2', quantity: 1 },
    ]);
    expect(move.case.lines.map((line) => line.open)).toEqual([0, 0]);
  });

  it('a duplicate start finds the case claimed', () => {
    expect(whyNot(decide(mustMove(claimed()).case, { execution: 'another', decision: yes, policy }, day(0)))).toBe('overtaken');
  });

  it('a restart takes the claim over, and what was decided stands', () => {
    const subject = walked(
      aReturn(),
      (before) => decide(before, { execution, decision: yes, policy }, day(0)),
      (before) => stop(before, { reason: because, owner: 'agents' }, day(1)),
      (before) => restart(before, { by: agent }, day(1)),
    );
    expect(subject).not.toHaveProperty('task');
    expect(subject).not.toHaveProperty('execution');
    const again = mustMove(decide(subject, { execution: 'execution-2', decision: { outcome: 'refused', because }, policy }, day(1)));
    expect(again.records).toEqual([]);
    expect(again.case).toMatchObject({ execution: 'execution-2', version: subject.version, status: 'awaiting-parcel', restarts: 1 });
    expect(decided(again.case)).toBe('approved');
    expect(whyNot(waitFor(again.case, { question: 'parcel', execution }, day(1)))).toBe('overtaken');
  });

  it('a label starts its own clock instead of the parcel’s', () => {
    const move = mustMove(decide(aReturn({ route: 'label' }), { execution, decision: yes, policy }, day(0)));
    expect(move.case.clocks.map((clock) => clock.measure)).toEqual(['label']);
    expect(move.case.promisedBy).toBe(day(2).toISOString());
  });
});

describe('a person decides', () => {
  const said = { approvalId, terms: 1, by: agent, policy };

  it('asking logs the question and the wait, and starts a clock of two days', () => {
    const move = mustMove(askApproval(mustMove(claimed()).case, { approvalId, because, execution }, day(0)));
    expect(move.records.map((record) => record.type)).toEqual(['approval.asked.v1', 'step.waiting.v1']);
    expect(move.case).toMatchObject({ status: 'awaiting-approval', approvalId });
    expect(move.clocks?.[0]).toMatchObject({ measure: 'approval', dueAt: day(2).toISOString() });
    expect(answerTo('decision', move.case)).toBeUndefined();
  });

  it('asking again for the same approval only waits', () => {
    const move = mustMove(askApproval(asked(), { approvalId, because, execution }, day(1)));
    expect(move.records.map((record) => record.type)).toEqual(['step.waiting.v1']);
  });

  it('approving waits for the parcel and stops the approval’s clock', () => {
    const move = mustMove(decideApproval(asked(), { ...said, decision: 'approve' }, day(1)));
    expect(move.records.map((record) => record.type)).toEqual(['approval.decided.v1', 'return.approved.v1']);
    expect(move.case.clocks.map((clock) => [clock.measure, clock.state])).toEqual([
      ['approval', 'stopped'],
      ['parcel', 'running'],
    ]);
    expect(answerTo('decision', move.case)).toBe('approved');
  });

  it.each([
    ['a refusal without a reason', { ...said, decision: 'refuse' }, 'reason-missing'],
    ['older terms', { ...said, terms: 2, decision: 'approve' }, 'terms-changed'],
    ['another approval', { ...said, approvalId: 'b'.repeat(32), decision: 'approve' }, 'terms-changed'],
  ] as const)('%s is not possible', (_, args, code) => {
    expect(whyNot(decideApproval(asked(), args, day(1)))).toBe(code);
  });

  it('a refusal names its reason by id, never in words', () => {
    const move = mustMove(decideApproval(asked(), { ...said, decision: 'refuse', reasonTextId: 'text-1' }, day(1)));
    expect(move.case.decision?.because).toEqual({ code: 'colleague-refused', values: { textId: 'text-1' } });
    expect(move.giveBack).toHaveLength(2);
    expect(move.case.clocks.every((clock) => clock.state === 'stopped')).toBe(true);
  });
});
