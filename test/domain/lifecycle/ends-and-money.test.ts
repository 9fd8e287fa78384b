import { describe, expect, it } from 'vitest';
import { rungRang, startClock, stopClock } from '../../../domain/clocks/plain-clock.ts';
import { giveWay, needPayout, reserveRefunds, returnPayout, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { isRefundable } from '../../../domain/returns/refund-standing.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { feesOf } from '../../../domain/returns/return-fees.ts';
import { cancel, close, expire, expireRest, extend } from '../../../domain/returns/return-lifecycle.ts';
import { agent, approvalId, aRefund, aReturn, day, mustMove, policy, whyNot } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const parcel = startClock('R-00000001', 'parcel', day(0), 'P14D');
const rest = startClock('R-00000001', 'rest', day(0), 'P14D');
const over = (clock: typeof parcel) => rungRang(clock, 'due', day(14));
const awaiting = (differs: Partial<ReturnCase> = {}) => aReturn({ status: 'awaiting-parcel', clocks: [parcel], ...differs });
const finding = { lineId: '1', quantity: 1, outcome: 'rejected' as const };

describe('a return ends', () => {
  it('by whoever takes it back, before anything came', () => {
    expect(mustMove(cancel(awaiting(), { by: agent }, day(1))).records).toEqual([{ type: 'return.cancelled.v1', data: { by: agent } }]);
    expect(whyNot(cancel(awaiting({ findings: [finding] }), { by: agent }, day(1)))).toBe('partly-received');
  });

  it('with its undecided approval, which nobody can give any more', () => {
    const asked = aReturn({ status: 'awaiting-approval', approvalId });
    const move = mustMove(cancel(asked, { by: 'customer' }, day(1)));
    expect(move.records.at(-1)).toEqual({ type: 'approval.ended.v1', data: { approvalId, why: 'case-ended' } });
    expect(move.endsApproval).toBe(approvalId);
    const waiting = aReturn({ status: 'awaiting-customer', resumes: 'awaiting-approval', approvalId });
    expect(mustMove(cancel(waiting, { by: 'customer' }, day(1))).endsApproval).toBe(approvalId);
    const decided = mustMove(cancel(awaiting({ approvalId }), { by: 'customer' }, day(1)));
    expect(decided).not.toHaveProperty('endsApproval');
    expect(decided.records).toHaveLength(1);
  });

  it('giving back what is still expected, and stopping what still runs', () => {
    const [first, second] = aReturn().lines;
    const move = mustMove(
      cancel(awaiting({ lines: [{ ...first!, open: 0 }, second!], clocks: [parcel, stopClock(rest)] }), { by: 'customer' }, day(1)),
    );
    expect(move.giveBack).toEqual([{ lineId: '2', quantity: 1 }]);
    expect(move.clocks).toEqual([stopClock(parcel)]);
  });

  it('when nobody sent it', () => {
    const move = mustMove(expire(awaiting({ clocks: [over(parcel)] }), {}, day(14)));
    expect(move.records).toEqual([{ type: 'return.expired.v1', data: { measure: 'parcel' } }]);
  });

  it('without the pieces that never came', () => {
    const before = awaiting({ clocks: [over(rest)] });
    const move = mustMove(expireRest(before, {}, day(14)));
    expect(move.records).toEqual([{ type: 'return.rest-expired.v1', data: { pieces: 4 } }]);
    expect(move.clocks).toEqual([stopClock(over(rest))]);
    expect(whyNot(expireRest(awaiting({ clocks: [rest] }), {}, day(14)))).toBe('not-due-yet');
  });

  it('with what went back in all, failed refunds aside', () => {
    const refunds = [
      aRefund(1, 500, day(0), { status: 'succeeded' }),
      aRefund(2, 700, day(0), { status: 'failed', replacedAt: day(1).toISOString() }),
    ];
    const none = aReturn().lines.map((line) => ({ ...line, open: 0 }));
    const move = mustMove(close(aReturn({ status: 'refunding', lines: none, refunds }), {}, day(2)));
    expect(move.records).toEqual([{ type: 'return.closed.v1', data: { refunded: { amount: 500, currency: 'GBP' } } }]);
    expect(close(aReturn({ status: 'refunding' }), {}, day(2))).toEqual({ notPossible: { code: 'pieces-open', values: { pieces: 4 } } });
  });
});

describe('more time', () => {
  it.each([
    ['the parcel', parcel],
    ['missing pieces', rest],
  ])('for %s, told with the new date', (_, clock) => {
    const move = mustMove(extend(awaiting({ clocks: [clock] }), { policy }, day(1)));
    expect(move.records).toEqual([{ type: 'return.extended.v1', data: { until: day(21).toISOString(), times: 1 } }]);
  });

  it('not before there is a deadline, nor more often than policy says', () => {
    expect(whyNot(extend(awaiting({ clocks: [] }), { policy }, day(1)))).toBe('no-deadline-yet');
    expect(extend(awaiting({ extensions: 1 }), { policy }, day(1))).toEqual({
      notPossible: { code: 'no-more-extensions', values: { times: 1 } },
    });
  });
});

const { refundId } = aRefund(1, 500, day(0));
const refunding = (...refunds: Refund[]) => aReturn({ status: 'refunding', refunds, promisedBy: day(30).toISOString() });
const paid = { status: 'succeeded', via: 'payout' } as const;

describe('money', () => {
  it('is set aside on record, and a failed refund is replaced only where it failed', () => {
    const before = aReturn({
      ...{ status: 'inspected', promisedBy: day(30).toISOString() },
      refunds: [aRefund(1, 500, day(0), { status: 'failed' }), aRefund(2, 100, day(0), { status: 'succeeded' })],
    });
    const next = aRefund(3, 500, day(1));
    const move = mustMove(reserveRefunds(before, { refunds: [next], settlesFindings: 1 }, day(1)));
    expect(move.case.refunds.map(({ replacedAt }) => replacedAt)).toEqual([day(1).toISOString(), undefined, undefined]);
    expect(move.records).toEqual([
      { type: 'refund.reserved.v1', data: { refundId: next.refundId, paymentId: 'pay-1', amount: 500, currency: 'GBP' } },
    ]);
    expect(move.reserve).toEqual([{ paymentId: 'pay-1', amount: 500 }]);
  });

  it('that arrived is told with its sum and the day when it is seen, and counts as refunded', () => {
    const move = mustMove(settleRefund(refunding(aRefund(1, 500, day(0))), { refundId, status: 'succeeded' }, day(1)));
    const { expectedBy } = move.case.refunds[0]!;
    expect(move.records).toEqual([
      {
        type: 'refund.succeeded.v1',
        data: { refundId, amount: 500, currency: 'GBP', method: 'card', expectedBy, status: 'awaiting-parcel' },
      },
    ]);
    expect(move.settle).toEqual([{ paymentId: 'pay-1', amount: 500 }]);
    expect(whyNot(settleRefund(refunding(), { refundId, status: 'succeeded' }, day(1)))).toBe('refund-unknown');
  });

  it('waits for a person while any part is theirs to pay', () => {
    const both = refunding(aRefund(1, 500, day(0)), aRefund(2, 500, day(0)));
    const move = mustMove(needPayout(both, { refundId, policy }, day(1)));
    expect(move.case.status).toBe('awaiting-payout');
    const settled = mustMove(settleRefund(move.case, { refundId: aRefund(2, 1, day(0)).refundId, status: 'succeeded' }, day(1)));
    expect(settled.case.status).toBe('awaiting-payout');
    expect(mustMove(settleRefund(both, { refundId, status: 'succeeded' }, day(1))).case.status).toBe('refunding');
  });

  it('gone, the pieces are awaited until their own running clock ends', () => {
    const before = { ...refunding(aRefund(1, 500, day(0))), clocks: [{ ...parcel, dueAt: day(40).toISOString() }, rest] };
    expect(mustMove(settleRefund(before, { refundId, status: 'succeeded' }, day(1))).case.promisedBy).toBe(rest.dueAt);
    const stoppedRest = { ...before, clocks: [stopClock(rest)] };
    expect(mustMove(settleRefund(stoppedRest, { refundId, status: 'succeeded' }, day(1))).case.promisedBy).toBe(day(6).toISOString());
  });

  it('that the bank sent back says so, and opens a closed return again', () => {
    const closed = { ...refunding(aRefund(1, 500, day(0), paid)), status: 'closed' as const };
    const move = mustMove(returnPayout(closed, { refundId, by: agent, textId: 't-1' }, day(1)));
    expect(move.records).toEqual([
      { type: 'payout.returned.v1', data: { refundId, by: agent, textId: 't-1' } },
      { type: 'refund.failed.v1', data: { refundId, reason: 'payout-returned', cameBack: true, status: 'inspected' } },
      {
        type: 'return.reopened.v1',
        data: { caseId: closed.caseId, because: { code: 'money-came-back', values: {} }, status: 'inspected' },
      },
    ]);
  });

  it('that somebody gave back elsewhere is no longer a payout', () => {
    const before = refunding(aRefund(1, 500, day(0), { status: 'awaiting-payout', via: 'payout' }));
    const values = { amount: 500, currency: 'GBP' };
    const move = mustMove(giveWay(before, { paymentId: 'pay-1', values, owner: 'ana' }, day(1)));
    const reason = { code: 'refunded-elsewhere', values };
    expect(move.records).toEqual([
      { type: 'refund.failed.v1', data: { refundId, reason: 'refunded-elsewhere', status: 'inspected' } },
      { type: 'case.stopped.v1', data: { owner: 'ana', reason } },
    ]);
    expect(move.case.task).toEqual({ reason, owner: 'ana', since: day(1).toISOString() });
  });

  it.each([
    ['while it goes out', { status: 'refunding' }, true],
    ['while a person pays', { status: 'awaiting-payout' }, true],
    ['for what was accepted since', { status: 'inspected', findings: [{ ...finding, outcome: 'accepted' }] }, true],
    [
      'not for what was covered already',
      { status: 'inspected', findings: [{ ...finding, outcome: 'accepted' }], settledFindings: 1 },
      false,
    ],
    ['not for what was rejected', { status: 'inspected', findings: [finding] }, false],
  ] as const)('is owed %s', (_, differs, owed) => {
    expect(isRefundable(aReturn(differs as Partial<ReturnCase>))).toBe(owed);
  });
});

describe('fees', () => {
  const fees = { restocking: { percent: 10, categories: ['hats'] }, returnShipping: { GBP: 9999 } };
  const order = anOrder({ lines: [aLine(), aLine({ lineId: '2', category: 'hats' })] });
  const line = (lineId: string, amount: number) => ({ lineId, reason: 'changed-mind', amount });
  it('count by each line’s own category, together never more than the goods', () => {
    const charged = { route: 'label' as const, lines: [line('1', 1000), line('2', 2000)] };
    expect(feesOf(charged, order, aReturnPolicy({ fees }))).toEqual([
      { code: 'restocking', amount: 200 },
      { code: 'return-shipping', amount: 2800 },
    ]);
  });

  it('are none where nothing is charged, nor on a line that the order has not', () => {
    expect(feesOf({ route: 'store', lines: [line('1', 1000), line('9', 1000)] }, order, aReturnPolicy({ fees }))).toEqual([]);
  });

  it('count for a reason that policy no longer knows: nobody said that the shop pays', () => {
    const odd = [{ ...line('2', 1000), reason: 'gone' }];
    expect(feesOf({ route: 'store', lines: odd }, order, aReturnPolicy({ fees }))).toEqual([{ code: 'restocking', amount: 100 }]);
  });
});
