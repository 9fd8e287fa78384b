import { describe, expect, it } from 'vitest';
import { restart } from '../../../domain/returns/case-care.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { markPaid, markSent, needPayout, reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { isRefundable, standingRefunds } from '../../../domain/returns/refund-standing.ts';
import type { Refund } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { agent, aRefund, aReturn, day, execution, mustMove, policy, walked, whyNot, yes } from '../../builders/a-return.ts';

const inspected = (cups = 3) =>
  walked(
    aReturn(),
    (before) => decide(before, { execution, decision: yes, policy }, day(0)),
    (before) => receive(before, { by: agent }, day(3)),
    (before) =>
      inspect(
        before,
        {
          findings: [
            { lineId: '1', quantity: cups, outcome: 'accepted' },
            { lineId: '2', quantity: 1, outcome: 'accepted' },
          ],
          by: agent,
          policy,
        },
        day(4),
      ),
  );
const card = aRefund(1, 6000, day(5));
const wallet = aRefund(2, 2500, day(5), { paymentId: 'pay-2', method: 'wallet' });
const reserved = (refunds: readonly Refund[] = [card], start = inspected()) =>
  walked(start, (before) => reserveRefunds(before, { refunds, settlesFindings: before.findings.length }, day(5)));
const settle = (status: 'succeeded' | 'failed', { refundId } = card) => ({ refundId, status });

describe('the refund', () => {
  it('reserves every part with a record each, once', () => {
    const move = mustMove(reserveRefunds(inspected(), { refunds: [card, wallet], settlesFindings: 2 }, day(5)));
    expect(move.reserve).toEqual([
      { paymentId: 'pay-1', amount: 6000 },
      { paymentId: 'pay-2', amount: 2500 },
    ]);
    expect(move.case).toMatchObject({ status: 'refunding', settledFindings: 2 });
    expect(whyNot(reserveRefunds(move.case, { refunds: [card], settlesFindings: 2 }, day(5)))).toBe('already-reserved');
  });

  it('is settled when every part succeeded, and says when the money is visible', () => {
    const one = mustMove(settleRefund(reserved([card, wallet]), settle('succeeded'), day(6)));
    expect(answerTo('settlement', one.case)).toBeUndefined();
    const both = mustMove(settleRefund(one.case, settle('succeeded', wallet), day(6)));
    expect(answerTo('settlement', both.case)).toBe('settled');
    expect(both.case.promisedBy).toBe(day(16).toISOString());
    expect(both.case.clocks.find((clock) => clock.measure === 'refund')?.state).toBe('stopped');
    expect(mustMove(close(both.case, {}, day(6))).records[0]?.data).toEqual({ refunded: { amount: 8500, currency: 'GBP' } });
  });

  it.each([
    ['a settled refund does not settle again', 'succeeded', 'succeeded', 'refund-not-open'],
    ['a failed refund does not fail again', 'failed', 'failed', 'refund-not-open'],
  ] as const)('%s', (_, first, second, code) => {
    const subject = walked(reserved(), (before) => settleRefund(before, settle(first), day(6)));
    expect(whyNot(settleRefund(subject, settle(second), day(6)))).toBe(code);
  });

  it('a failed refund never becomes a success', () => {
    const subject = walked(reserved(), (before) => settleRefund(before, settle('failed'), day(6)));
    expect(whyNot(settleRefund(subject, settle('succeeded'), day(6)))).toBe('refund-not-open');
  });

  it('with pieces still open the case waits for them, on the rest clock’s date', () => {
    const subject = walked(reserved([card], inspected(2)), (before) => settleRefund(before, settle('succeeded'), day(6)));
    expect(subject).toMatchObject({ status: 'awaiting-parcel', promisedBy: day(18).toISOString() });
  });

  it('without anything to pay the step is settled at once', () => {
    expect(answerTo('settlement', reserved([]))).toBe('settled');
    expect(reserved([], inspected(2)).status).toBe('awaiting-parcel');
  });

  it('a failure releases the money, moves the promise, and a restart pays anew', () => {
    const failed = mustMove(settleRefund(reserved(), settle('failed'), day(9)));
    expect(failed.release).toEqual([{ paymentId: 'pay-1', amount: 6000, from: 'reserved' }]);
    expect(failed.records.map((record) => record.type)).toEqual(['refund.failed.v1', 'promise.moved.v1']);
    expect(answerTo('settlement', failed.case)).toBe('failed');
    expect(whyNot(close(failed.case, {}, day(9)))).toBe('refund-open');
    const again = walked(failed.case, (before) => restart(before, { by: agent }, day(9)));
    expect([answerTo('parcel', again), answerTo('inspection', again), isRefundable(again)]).toEqual(['arrived', 'inspected', true]);
    const anew = aRefund(3, 6000, day(9));
    const paid = walked(reserved([anew], again), (before) => settleRefund(before, settle('succeeded', anew), day(9)));
    expect(answerTo('settlement', paid)).toBe('settled');
    expect(standingRefunds(paid).map((refund) => refund.refundId)).toEqual([anew.refundId]);
  });

  it('a refund that fails after it succeeded, when the case is closed, leaves it closed with a task', () => {
    const closed = walked(
      reserved(),
      (before) => settleRefund(before, settle('succeeded'), day(6)),
      (before) => close(before, {}, day(6)),
    );
    const late = mustMove(settleRefund(closed, settle('failed'), day(8)));
    expect(late.case).toMatchObject({ status: 'closed', task: { reason: { code: 'refund-failed-later' } } });
    expect(late.release).toEqual([{ paymentId: 'pay-1', amount: 6000, from: 'refunded' }]);
  });

  it('is sent once', () => {
    const sent = walked(reserved(), (before) => markSent(before, { refundId: card.refundId }, day(5)));
    expect(whyNot(markSent(sent, { refundId: card.refundId }, day(5)))).toBe('refund-not-open');
  });

  it('is paid out by a colleague who did not approve the return', () => {
    const start = reserved();
    const byHand = { ...start, decision: { ...start.decision!, by: agent } };
    const waiting = walked(byHand, (before) => needPayout(before, { refundId: card.refundId }, day(5)));
    expect(waiting.status).toBe('awaiting-payout');
    expect(whyNot(markPaid(waiting, { refundId: card.refundId, by: agent }, day(6)))).toBe('approver-pays-nothing');
    const paid = mustMove(markPaid(waiting, { refundId: card.refundId, by: 'p_000000000000' }, day(6)));
    expect(paid.case).toMatchObject({ status: 'refunding', refunds: [{ status: 'succeeded', paidBy: 'p_000000000000' }] });
  });
});
