import { describe, expect, it } from 'vitest';
import { ringDue } from '../../../domain/returns/case-care.ts';
import { checkFindings, inspect } from '../../../domain/returns/inspection.ts';
import { markShipped, provideLabel, receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { isRefundable } from '../../../domain/returns/refund-standing.ts';
import type { Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { cancel, close, expire, expireRest, extend } from '../../../domain/returns/return-lifecycle.ts';
import { agent, aReturn, day, execution, mustMove, policy, walked, whyNot, yes } from '../../builders/a-return.ts';

const approved = (differs: Partial<ReturnCase> = {}) =>
  walked(aReturn(differs), (before) => decide(before, { execution, decision: yes, policy }, day(0)));
const received = (before = approved()) => walked(before, (subject) => receive(subject, { by: agent }, day(3)));
const found = (...findings: Finding[]) => inspect(received(), { findings, by: agent, policy }, day(4));
const cups = (quantity: number, outcome: Finding['outcome'] = 'accepted'): Finding => ({ lineId: '1', quantity, outcome });
const pot: Finding = { lineId: '2', quantity: 1, outcome: 'accepted' };

describe('the parcel', () => {
  it('a label starts the customer’s time; a second label does not start it again', () => {
    const first = walked(approved({ route: 'label' }), (before) => provideLabel(before, { uploadId: 'u-1', by: agent, policy }, day(2)));
    expect(first.clocks.map((clock) => [clock.measure, clock.state])).toEqual([
      ['label', 'stopped'],
      ['parcel', 'running'],
    ]);
    const second = mustMove(provideLabel(first, { uploadId: 'u-2', by: agent, policy }, day(5)));
    expect(second.clocks).toBeUndefined();
    expect(second.case.parcel.label).toBe('u-2');
  });

  it('nobody sends it: the return expires once its deadline rang, not before', () => {
    expect(whyNot(expire(approved(), {}, day(20)))).toBe('not-due-yet');
    const rung = walked(approved(), (before) => ringDue(before, { measure: 'parcel' }, day(14)));
    const move = mustMove(expire(rung, {}, day(14)));
    expect(move.case.status).toBe('expired');
    expect(move.giveBack).toHaveLength(2);
  });

  it('a parcel that is said to be on its way does not expire by itself', () => {
    const rung = walked(
      approved(),
      (before) => markShipped(before, { carrier: 'dhl', trackingNumber: 'T1' }, day(13)),
      (before) => ringDue(before, { measure: 'parcel' }, day(14)),
    );
    expect(whyNot(expire(rung, {}, day(14)))).toBe('parcel-on-its-way');
  });

  it('an extension moves the deadline and the promise, once', () => {
    const move = mustMove(extend(approved(), { policy }, day(12)));
    expect(move.case).toMatchObject({ extensions: 1, promisedBy: day(21).toISOString(), firstPromisedBy: day(2).toISOString() });
    expect(move.clocks?.[0]?.dueAt).toBe(day(21).toISOString());
    expect(whyNot(extend(move.case, { policy }, day(13)))).toBe('no-more-extensions');
  });

  it('an extension between the ring and the expiry wins', () => {
    const rung = walked(approved(), (before) => ringDue(before, { measure: 'parcel' }, day(14)));
    const later = walked(rung, (before) => extend(before, { policy }, day(14)));
    expect(whyNot(expire(later, {}, day(14)))).toBe('not-due-yet');
  });

  it('cancelling gives the pieces back and stops the clocks', () => {
    const move = mustMove(cancel(approved(), { by: 'customer' }, day(1)));
    expect(move.giveBack).toHaveLength(2);
    expect(move.clocks?.map((clock) => clock.state)).toEqual(['stopped']);
    expect(whyNot(cancel(received(), { by: 'customer' }, day(4)))).toBe('not-now');
  });
});

describe('the inspection', () => {
  it('makes whoever inspected the last to change the case, so that they decide nothing about it', () => {
    expect(mustMove(found(cups(3), pot)).case.lastEditedBy).toBe(agent);
  });

  it.each([
    ['everything accepted is refundable, nothing stays open', [cups(3), pot], 'inspected', 0, true, []],
    ['fewer pieces than announced leave the rest open', [cups(2), pot], 'inspected', 1, true, []],
    ['rejected pieces are not returnable again', [cups(3, 'rejected'), pot], 'inspected', 0, true, []],
    [
      'a wrong item leaves the sold piece returnable',
      [cups(3), { ...pot, outcome: 'wrong-item' }],
      'inspected',
      0,
      true,
      [{ lineId: '2', quantity: 1 }],
    ],
    ['nothing to refund and pieces open waits for a parcel', [cups(1, 'rejected')], 'awaiting-parcel', 3, false, []],
    ['everything rejected is ready to close', [cups(3, 'rejected'), { ...pot, outcome: 'rejected' }], 'inspected', 0, false, []],
  ] as const)('%s', (_, findings, status, open, refundable, giveBack) => {
    const move = mustMove(found(...findings));
    expect(move.case.status).toBe(status);
    expect(move.records[0]?.data.open).toBe(open);
    expect(isRefundable(move.case)).toBe(refundable);
    expect(move.giveBack).toEqual(giveBack);
    expect(answerTo('inspection', move.case)).toBe('inspected');
    expect(move.case.clocks.some((clock) => clock.measure === 'rest' && clock.state === 'running')).toBe(open > 0);
  });

  it.each([
    ['a line of another order', { ...pot, lineId: '9' }, '/lines/0/lineId', 'line-not-in-return'],
    ['more pieces than are open', cups(4), '/lines/0/quantity', 'more-than-open'],
    ['a deduction above the value of the pieces', { ...cups(1), deduction: 2001 }, '/lines/0/deduction', 'deduction-above-value'],
  ] as const)('faults %s', (_, finding, pointer, code) => {
    expect(checkFindings(received(), [finding])).toMatchObject([{ pointer, because: { code } }]);
    expect(whyNot(found(finding))).toBe(code);
  });

  it('counts findings of one line together', () => {
    expect(checkFindings(received(), [cups(2), cups(2, 'rejected')])).toMatchObject([{ pointer: '/lines/1/quantity' }]);
    expect(checkFindings(received(), [{ ...cups(1), deduction: 2000 }, cups(2)])).toEqual([]);
  });

  it('a second parcel asks for its own inspection', () => {
    const waiting = mustMove(found(cups(1, 'rejected'))).case;
    const second = received(waiting);
    expect(answerTo('inspection', second)).toBeUndefined();
    expect(answerTo('parcel', second)).toBe('arrived');
  });

  it('missing pieces that never come are given up, and the return closes without them', () => {
    const waiting = mustMove(found(cups(1, 'rejected'))).case;
    expect(whyNot(close(waiting, {}, day(10)))).toBe('pieces-open');
    const rung = walked(waiting, (before) => ringDue(before, { measure: 'rest' }, day(18)));
    const given = mustMove(expireRest(rung, {}, day(18)));
    expect(given.giveBack).toEqual([
      { lineId: '1', quantity: 2 },
      { lineId: '2', quantity: 1 },
    ]);
    expect(answerTo('parcel', given.case)).toBe('nothing-more');
    expect(mustMove(close(given.case, {}, day(18))).case.status).toBe('closed');
  });
});
