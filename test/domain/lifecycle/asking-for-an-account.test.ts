import { describe, expect, it } from 'vitest';
import { runningClock } from '../../../domain/clocks/plain-clock.ts';
import { stop } from '../../../domain/returns/case-care.ts';
import { giveDetails, giveWay, markPaid, needPayout } from '../../../domain/returns/refund-lifecycle.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { agent, aRefund, aReturn, day, mustMove, policy, walked } from '../../builders/a-return.ts';

const [first, second] = [1, 2].map(
  (n): Refund => ({ ...aRefund(n, 1000, day(1), { paymentId: `pay-${n}` }), status: 'reserved', via: 'payout' }),
);
const refunding = (...refunds: Refund[]) => aReturn({ status: 'refunding', refunds, promisedBy: day(3).toISOString() });
const needed = (of: Refund) => (before: ReturnCase) => needPayout(before, { refundId: of.refundId, policy }, day(2));
const asking = ({ clocks }: ReturnCase) => runningClock(clocks, 'account')?.rungs.map(({ name, at }) => [name, at]);

describe('where a payout shall go', () => {
  it('is asked again after as long as policy waits for parcels, and is a person’s to ask in the end', () => {
    expect(asking(walked(refunding(first!), needed(first!)))).toEqual([
      ['remind', day(9).toISOString()],
      ['due', day(16).toISOString()],
    ]);
    expect(mustMove(needed(first!)(refunding(first!)))).toMatchObject({
      case: { promisedBy: day(9).toISOString() },
      records: [{ type: 'payout.needed.v1', data: { refundId: first!.refundId, promisedBy: day(9).toISOString() } }],
    });
  });

  it('is asked no more once the customer said it; five days to pay begin then, and the task is done', () => {
    const late = walked(refunding(first!), needed(first!), (before) =>
      stop(before, { reason: { code: 'account-overdue', values: {} }, owner: 'agents' }, day(16)),
    );
    const move = mustMove(giveDetails(late, {}, day(20)));
    expect(asking(move.case)).toBeUndefined();
    expect(move.case).not.toHaveProperty('task');
    expect(move.case.promisedBy).toBe(day(25).toISOString());
    expect(move.records).toEqual([{ type: 'payout.details-given.v1', data: { promisedBy: day(25).toISOString() } }]);
    expect(mustMove(giveDetails(move.case, {}, day(22)))).toMatchObject({
      case: { promisedBy: day(25).toISOString() },
      records: [{ type: 'payout.details-given.v1', data: {} }],
    });
  });

  it.each([
    ['the last one was paid', (before: ReturnCase) => markPaid(before, { refundId: second!.refundId, by: agent }, day(4)), undefined],
    [
      'the dashboard gave the last one back',
      (before: ReturnCase) => giveWay(before, { paymentId: 'pay-2', values: { amount: 1, currency: 'GBP' }, owner: 'agents' }, day(4)),
      undefined,
    ],
  ])('is asked as long as a payout waits, until %s', (_sentence, end, expected) => {
    const both = walked(refunding(first!, second!), needed(first!), needed(second!));
    const one = walked(both, (before) => markPaid(before, { refundId: first!.refundId, by: agent }, day(3)));
    expect(asking(one)).toHaveLength(2);
    expect(asking(mustMove(end(one)).case)).toBe(expected);
  });

  it('is not asked about where money of the same case arrived already', () => {
    const paid: Refund = { ...first!, status: 'succeeded' };
    expect(asking(walked(refunding(paid, second!), needed(second!)))).toBeUndefined();
    const returned: Refund = { ...first!, status: 'failed', cameBackAt: day(2).toISOString(), replacedAt: day(2).toISOString() };
    expect(asking(walked(refunding(returned, second!), needed(second!)))).toHaveLength(2);
  });
});
