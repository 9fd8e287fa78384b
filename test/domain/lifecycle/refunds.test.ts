import { describe, expect, it } from 'vitest';
import { byAnotherWay } from '../../../domain/returns/by-another-way.ts';
import { restart, stop } from '../../../domain/returns/case-care.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import {
  giveDetails,
  giveWay,
  markPaid,
  markSent,
  needPayout,
  openDetails,
  reserveRefunds,
  returnPayout,
  settleRefund,
} from '../../../domain/returns/refund-lifecycle.ts';
import { isRefundable, standingRefunds } from '../../../domain/returns/refund-standing.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
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

  it('money that comes back after the case was closed opens it again, to be paid out by hand', () => {
    const closed = walked(
      reserved(),
      (before) => settleRefund(before, settle('succeeded'), day(6)),
      (before) => close(before, {}, day(6)),
    );
    const late = mustMove(settleRefund({ ...closed, execution: 'old' }, settle('failed'), day(8)));
    expect(late.case).toMatchObject({
      status: 'inspected',
      settledFindings: 0,
      refunds: [{ status: 'failed', cameBackAt: day(8).toISOString() }],
    });
    expect(late.case.execution).toBeUndefined();
    expect(late.release).toEqual([{ paymentId: 'pay-1', amount: 6000, from: 'refunded' }]);
    expect(late.records.map(({ type }) => type)).toEqual(['refund.failed.v1', 'return.reopened.v1']);
    expect(late.records[0]?.data).toEqual({ refundId: card.refundId, reason: 'unknown', cameBack: true, status: 'inspected' });
    expect([answerTo('inspection', late.case), isRefundable(late.case)]).toEqual(['inspected', true]);
    const [anew] = byAnotherWay([aRefund(3, 6000, day(8))], late.case);
    expect(anew).toMatchObject({ via: 'payout', replaces: card.refundId });
    const again = walked(reserved([anew!], late.case), (before) => needPayout(before, { refundId: anew!.refundId, policy }, day(8)));
    expect(again.status).toBe('awaiting-payout');
    expect(byAnotherWay([aRefund(4, 6000, day(8))], again)[0]).toEqual(aRefund(4, 6000, day(8)));
  });

  it('money that comes back while another refund is open is owed again once that one is settled', () => {
    const open = walked(
      reserved([card, wallet]),
      (before) => settleRefund(before, settle('succeeded'), day(6)),
      (before) => settleRefund(before, settle('failed'), day(7)),
    );
    expect(open.status).toBe('refunding');
    expect(answerTo('settlement', open)).toBeUndefined();
    const both = walked(open, (before) => settleRefund(before, settle('succeeded', wallet), day(8)));
    expect(answerTo('settlement', both)).toBe('owed-again');
    expect(byAnotherWay([aRefund(3, 1, day(8), { paymentId: 'pay-2' })], both)[0]?.replaces).toBeUndefined();
    const worse = walked(both, (before) => ({ ...mustMove(restart(before, { by: agent }, day(8))) }));
    expect(answerTo('settlement', { ...worse, refunds: [...worse.refunds, aRefund(5, 1, day(8), { status: 'failed' })] })).toBe('failed');
  });

  it('money that comes back while a second parcel is inspected is part of what follows', () => {
    const second = walked(
      reserved([card], inspected(2)),
      (before) => settleRefund(before, settle('succeeded'), day(6)),
      (before) => receive(before, { by: agent }, day(7)),
    );
    const back = mustMove(settleRefund(second, settle('failed'), day(8)));
    expect(back.case).toMatchObject({ status: 'received', settledFindings: second.findings.length });
    expect(back.records).toEqual([{ type: 'refund.failed.v1', data: { refundId: card.refundId, reason: 'unknown', cameBack: true } }]);
    expect(answerTo('inspection', back.case)).toBeUndefined();
    expect(isRefundable(back.case)).toBe(true);
  });

  it('while pieces are awaited, money that comes back is refunded at once, then the pieces are awaited again', () => {
    const waiting = walked(reserved([card], inspected(2)), (before) => settleRefund(before, settle('succeeded'), day(6)));
    const back = mustMove(settleRefund(waiting, settle('failed'), day(8))).case;
    expect([answerTo('parcel', back), answerTo('inspection', back), isRefundable(back)]).toEqual(['arrived', 'inspected', true]);
    const anew = aRefund(3, 6000, day(8));
    const paid = walked(reserved([anew], back), (before) => settleRefund(before, settle('succeeded', anew), day(9)));
    expect(paid.status).toBe('awaiting-parcel');
  });

  it('is sent once', () => {
    const sent = walked(reserved(), (before) => markSent(before, { refundId: card.refundId }, day(5)));
    expect(whyNot(markSent(sent, { refundId: card.refundId }, day(5)))).toBe('refund-not-open');
  });

  it('is paid out by a colleague who did not approve the return', () => {
    const start = reserved();
    const byHand = { ...start, decision: { ...start.decision!, by: agent } };
    const waiting = walked(byHand, (before) => needPayout(before, { refundId: card.refundId, policy }, day(5)));
    expect(waiting.status).toBe('awaiting-payout');
    expect(whyNot(markPaid(waiting, { refundId: card.refundId, by: agent }, day(6)))).toBe('approver-pays-nothing');
    const paid = mustMove(markPaid(waiting, { refundId: card.refundId, by: 'p_000000000000' }, day(6)));
    expect(paid.case).toMatchObject({ status: 'refunding', refunds: [{ status: 'succeeded', paidBy: 'p_000000000000' }] });
    expect(whyNot(markPaid(paid.case, { refundId: card.refundId, by: 'p_000000000000' }, day(6)))).toBe('refund-not-open');
  });

  const waitingPayout = () => walked(reserved(), (before) => needPayout(before, { refundId: card.refundId, policy }, day(5)));

  it('the customer gives an account while a payout waits, again if need be; the record says by when it is paid, and nothing of the account', () => {
    expect(whyNot(giveDetails(reserved(), {}, day(5)))).toBe('no-payout-open');
    const given = mustMove(giveDetails(waitingPayout(), {}, day(6)));
    expect(given.records).toEqual([{ type: 'payout.details-given.v1', data: { promisedBy: given.case.promisedBy } }]);
    expect(given.case.status).toBe('awaiting-payout');
    expect(whyNot(giveDetails(given.case, {}, day(6)))).toBeUndefined();
  });

  it('a colleague other than the approver looks at the account, on record', () => {
    const waiting = waitingPayout();
    const { refundId } = card;
    const byMe = { ...waiting, decision: { ...waiting.decision!, by: agent } };
    expect(whyNot(openDetails(byMe, { refundId, by: agent }, day(6)))).toBe('approver-pays-nothing');
    expect(whyNot(openDetails(reserved(), { refundId, by: agent }, day(6)))).toBe('refund-not-open');
    expect(mustMove(openDetails(waiting, { refundId, by: agent }, day(6))).records).toEqual([
      { type: 'payout.details-seen.v1', data: { refundId, by: agent } },
    ]);
  });

  it('a transfer that the bank returns is owed again; one that nobody made cannot be returned', () => {
    const returned = (before: ReturnCase) => returnPayout(before, { refundId: card.refundId, by: agent, textId: 't-1' }, day(9));
    expect(whyNot(returned(waitingPayout()))).toBe('payout-not-made');
    const byProvider = walked(reserved(), (before) => settleRefund(before, settle('succeeded'), day(6)));
    expect(whyNot(returned(byProvider))).toBe('payout-not-made');
    const paid = walked(waitingPayout(), (before) => markPaid(before, { refundId: card.refundId, by: agent }, day(6)));
    const closed = walked(paid, (before) => close(before, {}, day(6)));
    const back = mustMove(returned(closed));
    expect(back.records.map(({ type }) => type)).toEqual(['payout.returned.v1', 'refund.failed.v1', 'return.reopened.v1']);
    expect(back.records[0]?.data).toEqual({ refundId: card.refundId, by: agent, textId: 't-1' });
    expect(back.release).toEqual([{ paymentId: 'pay-1', amount: 6000, from: 'refunded' }]);
    expect(whyNot(returned(back.case))).toBe('payout-not-made');
  });

  it('a payout gives way to what was refunded elsewhere, and a person looks', () => {
    const values = { amount: 4000, currency: 'GBP' };
    const gives = (paymentId: string, before = waitingPayout()) => giveWay(before, { paymentId, values, owner: 'agents' }, day(7));
    expect(whyNot(gives('pay-2'))).toBe('refund-not-open');
    expect(whyNot(gives('pay-1', reserved()))).toBe('refund-not-open');
    const given = mustMove(gives('pay-1'));
    expect(given.case).toMatchObject({ status: 'inspected', refunds: [{ status: 'failed' }], task: { owner: 'agents' } });
    expect(given.release).toEqual([{ paymentId: 'pay-1', amount: 6000, from: 'reserved' }]);
    expect(given.records.at(-1)).toEqual({ type: 'case.stopped.v1', data: { owner: 'agents', reason: given.case.task!.reason } });
    expect(whyNot(stop(given.case, { reason: { code: 'refund-failed', values: {} }, owner: 'supervisor' }, day(7)))).toBe(
      'already-stopped',
    );
  });
});
