import { describe, expect, it } from 'vitest';
import { startClock, stopClock } from '../../../domain/clocks/plain-clock.ts';
import { changeTerms, type TermsChange } from '../../../domain/returns/change-terms.ts';
import type { Terms } from '../../../domain/returns/requote.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { agent, approvalId, aRefund, aReturn, day, execution, mustMove, whyNot } from '../../builders/a-return.ts';

const line = (lineId: string, quantity: number, amount: number) => ({
  ...{ lineId, quantity, open: quantity, reason: 'changed-mind', photos: [], amount },
});
/** Two of the three cups, and a plate instead of the pot. */
const terms: Terms = {
  lines: [line('1', 2, 4000), line('3', 1, 900)],
  fees: [{ code: 'restocking', amount: 100 }],
  value: { amount: 4800, currency: 'GBP' },
  remedy: 'store-credit',
  adjustment: 0,
  policyVersion: 2,
  decision: { outcome: 'approved', because: { code: 'allowed', values: {} } },
  sold: new Map([['3', 4]]),
};
const noOne = () => {
  throw new Error('nobody is asked');
};
const wanted = (differs: Partial<TermsChange> = {}): TermsChange => ({ terms, by: agent, fields: ['lines'], ask: noOne, ...differs });
const changed = (subject: ReturnCase, differs: Partial<TermsChange> = {}) => mustMove(changeTerms(subject, wanted(differs), day(1)));

describe('before anybody was asked', () => {
  it('the terms are the new ones, pieces go back and come along, and the log says who and what', () => {
    const move = changed(aReturn());
    expect(move.case).toMatchObject({
      ...{ status: 'requested', lines: terms.lines, fees: terms.fees, value: terms.value, remedy: 'store-credit' },
      ...{ policyVersion: 2, terms: 2, lastEditedBy: agent, priority: 'normal', restarts: 0 },
    });
    expect(move.case).not.toHaveProperty('adjustment');
    expect(move.records).toEqual([{ type: 'return.changed.v1', data: { by: agent, terms: 2, fields: ['lines'] } }]);
    expect(move.giveBack).toEqual([
      { lineId: '1', quantity: 1 },
      { lineId: '2', quantity: 1 },
    ]);
    expect(move.take).toEqual([{ lineId: '3', quantity: 1, sold: 4 }]);
    expect(move).not.toHaveProperty('clocks');
  });

  it('pieces of a line that the order does not count are taken from none', () => {
    expect(changed(aReturn(), { terms: { ...terms, sold: new Map() } }).take).toEqual([{ lineId: '3', quantity: 1, sold: 0 }]);
  });

  it('lines that stay as they are neither give back nor take', () => {
    const before = aReturn();
    const same = { ...terms, lines: before.lines };
    expect(changed(before, { terms: same })).toMatchObject({ giveBack: [], take: [] });
  });

  it('words and a higher priority come along', () => {
    const move = changed(aReturn(), { textId: 't-1', priority: 'high' });
    expect(move.case.priority).toBe('high');
    expect(move.records).toEqual([
      { type: 'return.changed.v1', data: { by: agent, terms: 2, fields: ['lines'], textId: 't-1' } },
      { type: 'case.prioritised.v1', data: { was: 'normal', priority: 'high', by: agent } },
    ]);
  });

  it('the priority that it has is no news', () => {
    expect(changed(aReturn(), { priority: 'normal' }).records.map(({ type }) => type)).toEqual(['return.changed.v1']);
  });

  it.each([
    ['an adjustment has its author', aReturn(), { ...terms, adjustment: -500 }, agent, { amount: -500, by: agent }],
    [
      'taken away it is zero, so that the log tells it',
      aReturn({ adjustment: { amount: 100, by: 'p_1' } }),
      terms,
      agent,
      { amount: 0, by: agent },
    ],
    [
      'under a new policy it stays its author’s',
      aReturn({ adjustment: { amount: 100, by: 'p_1' } }),
      { ...terms, adjustment: 100 },
      'policy',
      { amount: 100, by: 'p_1' },
    ],
    ['policy adjusts nothing by itself', aReturn(), { ...terms, adjustment: 100 }, 'policy', undefined],
  ])('%s', (_, before, to, by, adjustment) => {
    expect(changed(before, { terms: to, by }).case.adjustment).toEqual(adjustment);
  });

  it('a policy edits nothing', () => {
    expect(changed(aReturn(), { by: 'policy' }).case).not.toHaveProperty('lastEditedBy');
  });
});

describe('while people are asked', () => {
  const clock = startClock('R-00000001', 'approval', day(1), 'P2D');
  const because = { code: 'above-limit', values: {} };
  const anew = { approvalId: 'b'.repeat(32), because, to: ['p_2'], clock, task: undefined };
  const asked = (differs: Partial<ReturnCase> = {}) => aReturn({ status: 'awaiting-approval', approvalId, execution, ...differs });
  const question = { approvalId, by: agent, to: 'customer' as const, textId: 't-2', askedAt: day(0).toISOString() };
  const task = (code: string) => ({ reason: { code, values: {} }, owner: 'ana', since: day(0).toISOString() });

  it('a new approval asks about the new terms, and the old one says which took its place', () => {
    let seen: ReturnCase | undefined;
    const ask = (after: ReturnCase) => {
      seen = after;
      return { ...anew, supersedes: approvalId };
    };
    const move = changed(asked({ question, task: task('other') }), { ask });
    expect(seen).toMatchObject({ terms: 2, value: terms.value, lines: terms.lines, status: 'awaiting-approval' });
    expect(seen?.task).toBeUndefined();
    expect(move.case).toMatchObject({ status: 'awaiting-approval', approvalId: anew.approvalId, task: task('other'), execution });
    expect(move.case).not.toHaveProperty('question');
    expect(move.records).toEqual([
      { type: 'return.changed.v1', data: { by: agent, terms: 2, fields: ['lines'] } },
      { type: 'approval.superseded.v1', data: { approvalId, terms: 2, by: anew.approvalId } },
      { type: 'approval.asked.v1', data: { approvalId: anew.approvalId, terms: 2, amount: terms.value, because, to: ['p_2'] } },
    ]);
    expect(move.clocks).toEqual([clock]);
  });

  it('none is superseded where none was open', () => {
    expect(changed(asked(), { ask: () => anew }).records.map(({ type }) => type)).toEqual(['return.changed.v1', 'approval.asked.v1']);
  });

  it('the task to see to the decision goes, for there are people again', () => {
    expect(changed(asked({ task: task('nobody-may-decide') }), { ask: () => anew }).case).not.toHaveProperty('task');
  });

  it('it becomes a task when nobody may decide the new terms', () => {
    const move = changed(asked(), { ask: () => ({ ...anew, task: task('nobody-may-decide') }) });
    expect(move.case.task).toEqual(task('nobody-may-decide'));
    expect(move.records.at(-1)).toEqual({
      type: 'case.stopped.v1',
      data: { owner: 'ana', reason: { code: 'nobody-may-decide', values: {} } },
    });
  });

  it('a task that is open stays the one', () => {
    const move = changed(asked({ task: task('approval-expired') }), { ask: () => ({ ...anew, task: task('nobody-may-decide') }) });
    expect(move.case.task).toEqual(task('approval-expired'));
    expect(move.records.map(({ type }) => type)).not.toContain('case.stopped.v1');
  });
});

describe('after the approval, with nothing sent back', () => {
  const parcel = startClock('R-00000001', 'parcel', day(0), 'P14D');
  const before = aReturn({
    ...{ status: 'awaiting-parcel', approvalId, execution, waitingFor: 'parcel', keepItem: true, clocks: [parcel] },
    decision: { outcome: 'approved', because: { code: 'allowed', values: {} }, by: agent, at: day(0).toISOString() },
  });

  it('it is decided again from the start, under another execution', () => {
    const move = changed(before);
    expect(move.case).toMatchObject({ status: 'requested', restarts: 1, keepItem: false, terms: 2 });
    for (const gone of ['decision', 'execution', 'waitingFor', 'approvalId']) expect(move.case).not.toHaveProperty(gone);
    expect(move.records).toEqual([
      { type: 'return.changed.v1', data: { by: agent, terms: 2, fields: ['lines'], status: 'requested' } },
      { type: 'return.restarted.v1', data: { caseId: 'R-00000001', by: agent } },
    ]);
    expect(move.clocks).toEqual([stopClock(parcel)]);
  });

  it.each(['label', 'rest'] as const)('the clock %s stops too', (measure) => {
    const clock = startClock('R-00000001', measure, day(0), 'P14D');
    expect(changed({ ...before, clocks: [clock] }).clocks).toEqual([stopClock(clock)]);
  });

  it.each([
    ['something was found', { findings: [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }] }],
    ['money is on its way', { refunds: [aRefund(1, 100, day(0))] }],
  ])('not any more when %s', (_, differs) => {
    expect(whyNot(changeTerms({ ...before, ...differs }, wanted(), day(1)))).toBe('partly-received');
  });
});

it('whoever saw an older version reads which it is now', () => {
  const before = aReturn({ version: 4 });
  expect(changeTerms(before, wanted({ version: 3 }), day(1))).toEqual({ notPossible: { code: 'stale', values: { version: 4 } } });
  expect(changed(before, { version: 4 }).case.terms).toBe(2);
});

it('is named by what it does', () => {
  expect(changeTerms.action).toBe('change-terms');
  expect(changeTerms.from).toEqual(['requested', 'awaiting-approval', 'awaiting-parcel']);
});
