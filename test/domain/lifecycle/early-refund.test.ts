import { describe, expect, it } from 'vitest';
import { restart, ringDue, stop } from '../../../domain/returns/case-care.ts';
import { earlyMoney, isRefundedEarly } from '../../../domain/returns/early-refund.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { markShipped, provideLabel, receive, scan } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { markPaid, needPayout, reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { isRefundable } from '../../../domain/returns/refund-standing.ts';
import type { Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { cancel, expire, expireRest } from '../../../domain/returns/return-lifecycle.ts';
import { agent, aRefund, aReturn, day, execution, mustMove, policy, walked, whyNot, yes } from '../../builders/a-return.ts';

const triggers = ['request', 'first-scan', 'delivery', 'inspection'] as const;
const approve = (before: ReturnCase) => decide(before, { execution, decision: yes, policy }, day(1));
const scanned =
  (status: string, n = 2) =>
  (before: ReturnCase) =>
    scan(before, { status, at: day(n).toISOString() }, day(n));
const arrive = (before: ReturnCase) => receive(before, { by: agent }, day(4));
const found = (findings: Finding[]) => (before: ReturnCase) => inspect(before, { findings, by: agent, policy }, day(5));
const all = (outcome: Finding['outcome']): Finding[] => [
  { lineId: '1', quantity: 3, outcome },
  { lineId: '2', quantity: 1, outcome },
];
const early = (n = 1) => aRefund(n, 8500, day(3), { early: true, findings: 0, execution });
const reserve = (before: ReturnCase) => reserveRefunds(before, { refunds: [early()], settlesFindings: 0, early: true }, day(3));
const { refundId } = early();
const settle = (status: 'succeeded' | 'failed') => (before: ReturnCase) => settleRefund(before, { refundId, status }, day(6));
const onItsWay = () => walked(aReturn({ refundOn: 'request' }), approve, reserve);
const paid = () => walked(onItsWay(), settle('succeeded'));

describe('what a parcel question is answered with', () => {
  it.each<[string, readonly ((before: ReturnCase) => ReturnType<typeof approve>)[], Record<(typeof triggers)[number], string | undefined>]>(
    [
      ['before approval', [], { request: undefined, 'first-scan': undefined, delivery: undefined, inspection: undefined }],
      ['approved', [approve], { request: 'refund-due', 'first-scan': undefined, delivery: undefined, inspection: undefined }],
      [
        'a label was made',
        [approve, scanned('label_created')],
        { request: 'refund-due', 'first-scan': undefined, delivery: undefined, inspection: undefined },
      ],
      [
        'a scan',
        [approve, scanned('in-transit')],
        { request: 'refund-due', 'first-scan': 'refund-due', delivery: undefined, inspection: undefined },
      ],
      [
        'a scan before approval',
        [scanned('Picked up', 0), approve],
        { request: 'refund-due', 'first-scan': 'refund-due', delivery: undefined, inspection: undefined },
      ],
      [
        'a scan from before the return',
        [approve, scanned('delivered', -1)],
        { request: 'refund-due', 'first-scan': undefined, delivery: undefined, inspection: undefined },
      ],
      [
        'delivered',
        [approve, scanned('in-transit'), scanned('DELIVERED', 3)],
        { request: 'refund-due', 'first-scan': 'refund-due', delivery: 'refund-due', inspection: undefined },
      ],
      [
        'received',
        [approve, scanned('delivered'), arrive],
        { request: 'arrived', 'first-scan': 'arrived', delivery: 'arrived', inspection: 'arrived' },
      ],
      [
        'inspected',
        [approve, scanned('delivered'), arrive, found(all('accepted'))],
        { request: 'arrived', 'first-scan': 'arrived', delivery: 'arrived', inspection: 'arrived' },
      ],
    ],
  )('%s', (_, moves, expected) => {
    const answers = triggers.map((refundOn) => [refundOn, answerTo('parcel', walked(aReturn({ refundOn }), ...moves))]);
    expect(Object.fromEntries(answers)).toEqual(expected);
  });

  it('is never an early refund for goods that the customer keeps', () => {
    const kept = walked(aReturn({ refundOn: 'request' }), (before) =>
      decide(before, { execution, decision: { outcome: 'keep-item', because: yes.because }, policy }, day(1)),
    );
    expect(isRefundedEarly(kept)).toBe(false);
  });
});

describe('an early refund', () => {
  it('is made once: the parcel is waited for, until its own date', () => {
    const after = paid();
    expect(after).toMatchObject({ status: 'awaiting-parcel', refundedEarlyAt: day(3).toISOString(), promisedBy: day(15).toISOString() });
    expect(answerTo('parcel', after)).toBeUndefined();
    expect(earlyMoney(after)).toBe(8500);
  });

  it('is made once also when fees leave nothing of it', () => {
    const nothing = walked(aReturn({ refundOn: 'request' }), approve, (before) =>
      reserveRefunds(before, { refunds: [], settlesFindings: 0, early: true }, day(3)),
    );
    expect([nothing.status, answerTo('parcel', nothing)]).toEqual(['awaiting-parcel', undefined]);
  });

  it('is not reserved once something was inspected', () => {
    const inspected = walked(aReturn({ refundOn: 'request' }), approve, arrive, found(all('rejected')));
    expect(whyNot(reserve(inspected))).toBe('not-early-any-more');
  });

  it('keeps the case from ending as if nothing had been paid', () => {
    expect(whyNot(cancel(paid(), { by: 'customer' }, day(7)))).toBe('refunded-already');
    const rang = (before: ReturnCase, measure: string) => ({
      ...before,
      clocks: before.clocks.map((clock) =>
        clock.measure === measure ? { ...clock, rungs: clock.rungs.map((rung) => ({ ...rung, firedAt: day(20).toISOString() })) } : clock,
      ),
    });
    expect(whyNot(expire(rang(paid(), 'parcel'), {}, day(20)))).toBe('refunded-already');
    const part = walked(paid(), arrive, found([{ lineId: '1', quantity: 3, outcome: 'accepted' }]));
    expect(whyNot(expireRest(rang({ ...part, status: 'awaiting-parcel' }, 'rest'), {}, day(40)))).toBe('refunded-already');
  });

  it('that fails leaves the case owing, not inspected, and a restart comes to it again', () => {
    const failed = walked(onItsWay(), settle('failed'));
    expect(failed.status).toBe('refunding');
    expect([answerTo('parcel', failed), answerTo('inspection', failed), isRefundable(failed), isRefundedEarly(failed)]).toEqual([
      ...['arrived', 'inspected'],
      ...[true, true],
    ]);
    expect(earlyMoney(failed)).toBe(0);
  });

  it('may still be under way when the goods come: they are received, inspected, and the money settles', () => {
    const received = walked(onItsWay(), arrive);
    expect(walked(received, settle('succeeded')).status).toBe('received');
    expect(walked(received, settle('failed')).status).toBe('received');
    const inspected = walked(received, found(all('accepted')));
    expect([inspected.status, answerTo('settlement', inspected)]).toEqual(['refunding', undefined]);
    expect(answerTo('settlement', walked(inspected, settle('succeeded')))).toBe('settled');
  });

  it('that is paid out by hand can be paid while the goods are looked at', () => {
    const payout = walked(onItsWay(), (before) => needPayout(before, { refundId, policy }, day(3)));
    const received = walked(payout, arrive);
    expect(walked(received, found(all('accepted'))).status).toBe('awaiting-payout');
    expect(walked(received, (before) => markPaid(before, { refundId, by: agent }, day(5))).refunds[0]?.status).toBe('succeeded');
  });

  it('counts everything again after the inspection, also when all was rejected', () => {
    expect(isRefundable(walked(paid(), arrive, found(all('rejected'))))).toBe(true);
    expect(isRefundable(walked(aReturn(), approve, arrive, found(all('rejected'))))).toBe(false);
  });

  it('does not give wrong items back to the order', () => {
    const before = walked(paid(), arrive);
    expect(mustMove(found(all('wrong-item'))(before)).giveBack).toEqual([]);
  });

  it('lets a label and a parcel be told while the money is under way, and nothing more once nothing is expected', () => {
    const sent = (before: ReturnCase) => markShipped(before, { carrier: 'dhl', trackingNumber: '1' }, day(3));
    expect(whyNot(sent(onItsWay()))).toBeUndefined();
    const none = { lines: onItsWay().lines.map((line) => ({ ...line, open: 0 })) };
    expect(whyNot(sent({ ...onItsWay(), ...none }))).toBe('nothing-expected');
    const labelled = (before: ReturnCase) => provideLabel({ ...before, route: 'label' }, { uploadId: 'u', by: agent, policy }, day(3));
    expect(whyNot(labelled(onItsWay()))).toBeUndefined();
    expect(whyNot(labelled({ ...onItsWay(), ...none }))).toBe('nothing-expected');
    expect(whyNot(sent({ ...paid(), ...none }))).toBeUndefined();
  });
});

describe('money that went back for nothing', () => {
  const reason = { code: 'refunded-not-sent', values: { amount: 8500, currency: 'GBP', pieces: 4 } };
  const handed = () => walked(paid(), (before) => stop(before, { reason, owner: 'agents' }, day(20)));

  it('is let be by a person who restarts: nothing is waited for, and nothing becomes returnable', () => {
    const move = mustMove(restart(handed(), { by: agent }, day(21)));
    expect(move.case).toMatchObject({ acceptedLoss: { amount: 8500, by: agent }, lines: [{ open: 0 }, { open: 0 }] });
    expect([move.giveBack, answerTo('parcel', move.case)]).toEqual([undefined, 'nothing-more']);
  });

  it('stays the task while dates pass, and beside what else happens', () => {
    const because = (code: string) => stop(handed(), { reason: { code, values: {} }, owner: 'agents' }, day(22));
    expect(whyNot(because('parcel-overdue'))).toBe('already-stopped');
    const put = mustMove(because('promise-needs-person')).case;
    expect(put.task?.also).toEqual([reason]);
    expect(mustMove(restart(put, { by: agent }, day(23))).case.acceptedLoss).toEqual({ amount: 8500, by: agent });
    expect(mustMove(restart(put, { by: 'system' }, day(23))).case).toMatchObject({ task: { reason } });
  });

  it('shows when the money goes only after the time for the goods is over', () => {
    const late = (before: ReturnCase) => ringDue(before, { measure: 'parcel' }, day(20));
    const move = mustMove(settle('succeeded')(walked(onItsWay(), late)));
    expect(move.case).toMatchObject({ status: 'awaiting-parcel', task: { reason, owner: 'agents' } });
    expect(move.records.at(-1)).toEqual({ type: 'case.stopped.v1', data: { owner: 'agents', reason } });
    const known = mustMove(settle('succeeded')(walked(onItsWay(), late, (before) => stop(before, { reason, owner: 'ana' }, day(20)))));
    expect(known.case.task?.owner).toBe('ana');
    expect(known.records.map(({ type }) => type)).not.toContain('case.stopped.v1');
    expect(mustMove(settle('failed')(walked(onItsWay(), late))).case.task).toBeUndefined();
  });

  it('is no loss yet while the goods that came are looked at', () => {
    const tooMuch = { code: 'refunded-too-much', values: { amount: 8500, currency: 'GBP', refunded: 8500 } };
    const here = walked(paid(), arrive, (before) => stop(before, { reason: tooMuch, owner: 'agents' }, day(20)));
    expect(mustMove(restart(here, { by: agent }, day(21))).case.acceptedLoss).toBeUndefined();
    const waiting = { ...here, status: 'awaiting-customer', resumes: 'received' } as const;
    expect(mustMove(restart(waiting, { by: agent }, day(21))).case.acceptedLoss).toBeUndefined();
  });

  it('is no task any more when the parcel comes late; a restart for another reason loses nothing', () => {
    expect(walked(handed(), arrive).task).toBeUndefined();
    const alsoDisputed = walked(handed(), (before) =>
      stop(before, { reason: { code: 'customer-disputes', values: {} }, owner: 'ana' }, day(20)),
    );
    expect(walked(alsoDisputed, arrive).task).toMatchObject({ reason: { code: 'customer-disputes' } });
    expect(mustMove(restart(paid(), { by: agent }, day(21))).case.acceptedLoss).toBeUndefined();
  });
});
