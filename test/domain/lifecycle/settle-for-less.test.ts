import { describe, expect, it } from 'vitest';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { isStuckWithMoney, type LessWanted, settleForLess } from '../../../domain/returns/settle-for-less.ts';
import { agent, aRefund, aReturn, day, execution, mustMove, whyNot } from '../../builders/a-return.ts';

const reason = (code: string) => ({ code, values: {} });
const task = { reason: reason('refund-above-rest'), owner: 'supervisor', since: day(1).toISOString() };
const stuck = (differs: Partial<ReturnCase> = {}) => aReturn({ status: 'inspected', task, execution, version: 7, terms: 2, ...differs });
const wanted = (differs: Partial<LessWanted> = {}): LessWanted => {
  const value = { amount: 2000, currency: 'GBP' };
  return { adjustment: -500, value, by: agent, version: 7, textId: 't-1', ...differs };
};

describe('settling for less', () => {
  it('lowers the amount of a return that stopped with its money, and the return goes on', () => {
    const move = mustMove(settleForLess(stuck({ waitingFor: 'settlement' }), wanted(), day(2)));
    expect(move.case).toMatchObject({
      ...{ status: 'inspected', terms: 3, restarts: 1, lastEditedBy: agent },
      ...{ adjustment: { amount: -500, by: agent }, value: { amount: 2000, currency: 'GBP' } },
    });
    for (const gone of ['task', 'execution', 'waitingFor']) expect(move.case).not.toHaveProperty(gone);
    expect(move.records).toEqual([
      { type: 'return.changed.v1', data: { by: agent, terms: 3, fields: ['adjustment'], textId: 't-1' } },
      { type: 'return.restarted.v1', data: { caseId: 'R-00000001', by: agent } },
    ]);
  });

  it('lets no loss be: that is for whoever restarts it', () => {
    const also = [reason('refunded-too-much')];
    expect(mustMove(settleForLess(stuck({ task: { ...task, also } }), wanted(), day(2))).case.task).toMatchObject({ reason: also[0] });
  });

  it.each([
    ['more', stuck(), wanted({ adjustment: 1 }), 'only-less'],
    ['as much', stuck(), wanted({ adjustment: 0 }), 'only-less'],
    ['as much as was taken off before', stuck({ adjustment: { amount: -500, by: agent } }), wanted(), 'only-less'],
    ['from an old page', stuck(), wanted({ version: 6 }), 'stale'],
    ['while money is on its way', stuck({ refunds: [aRefund(1, 100, day(1))] }), wanted(), 'not-now'],
    ['while nothing stopped', stuck({ task: undefined }), wanted(), 'not-now'],
    ['before the inspection', stuck({ status: 'received' }), wanted(), 'not-now'],
    ['after the end', stuck({ status: 'closed' }), wanted(), 'not-now'],
  ])('pays no other amount: %s', (_sentence, before, less, code) => {
    expect(whyNot(settleForLess(before, less, day(2)))).toBe(code);
  });

  it.each([
    ['inspected', true],
    ['refunding', true],
    ['awaiting-payout', false],
    ['awaiting-parcel', false],
  ] as const)('is for a return that is %s: %s', (status, is) => expect(isStuckWithMoney(stuck({ status }))).toBe(is));
});
