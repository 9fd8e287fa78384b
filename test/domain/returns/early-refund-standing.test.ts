import { describe, expect, it } from 'vitest';
import { ringDue } from '../../../domain/returns/case-care.ts';
import { basisNow, earlyMoney, isRefundedEarly, neverSent, refundedWhen, reported } from '../../../domain/returns/early-refund.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { aRefund, aReturn, day, execution, policy, walked, yes } from '../../builders/a-return.ts';

const openedAt = day(0).toISOString();
const at = day(2).toISOString();

describe('what a carrier reports', () => {
  it.each([
    ...['pre-transit', 'label-created', 'label-printed', 'info-received', 'information-received', 'announced', 'registered'],
    ...['created', 'pending', 'unknown', 'not-found', 'cancelled', 'canceled', 'voided', 'error'],
    ...['Label  Created', ' PRE_TRANSIT ', 'not_ found'],
  ])('"%s" says nothing of a parcel that is handed over', (status) => {
    expect(reported(status, at, openedAt)).toEqual({});
  });

  it.each(['in-transit', 'Picked up', 'OUT_FOR_DELIVERY', 'delivered-to-neighbour'])('"%s" is a scan', (status) => {
    expect(reported(status, at, openedAt)).toEqual({ scannedAt: at });
  });

  it.each(['delivered', ' Delivered ', 'DELIVERED'])('"%s" is delivery, and a scan', (status) => {
    expect(reported(status, at, openedAt)).toEqual({ scannedAt: at, deliveredAt: at });
  });

  it('counts from the moment at which the return was opened', () => {
    expect(reported('delivered', openedAt, openedAt)).toEqual({ scannedAt: openedAt, deliveredAt: openedAt });
    expect(reported('delivered', day(-1).toISOString(), openedAt)).toEqual({});
  });
});

const approved = (differs: Partial<ReturnCase> = {}) => ({
  ...walked(aReturn({ refundOn: 'request' }), (before) => decide(before, { execution, decision: yes, policy }, day(1))),
  ...differs,
});
const { lines, decision } = approved();
const finding = { lineId: '1', quantity: 1, outcome: 'accepted' } as const;

describe('a refund before the inspection', () => {
  it.each(['awaiting-parcel', 'refunding', 'awaiting-payout'] as const)('is due while %s', (status) => {
    expect(isRefundedEarly(approved({ status }))).toBe(true);
    expect(basisNow(approved({ status }))).toBe('announced');
  });

  it.each<[string, Partial<ReturnCase>]>([
    ['the customer keeps the goods', { keepItem: true }],
    ['it was refused', { decision: { ...decision!, outcome: 'refused' } }],
    ['something was inspected', { findings: [finding] }],
    ['nothing is expected', { lines: lines.map((line) => ({ ...line, open: 0 })) }],
    ['the goods are here', { status: 'received' }],
    ['it has ended', { status: 'closed' }],
    ['policy wants the inspection', { refundOn: 'inspection' }],
  ])('is not due when %s', (_, differs) => {
    expect(isRefundedEarly(approved(differs))).toBe(false);
    expect(basisNow(approved(differs))).toBe('accepted');
  });

  it('is not due before anybody decided, nor without a trigger', () => {
    expect(isRefundedEarly(aReturn({ refundOn: 'request', status: 'awaiting-parcel' }))).toBe(false);
    expect(isRefundedEarly(approved({ refundOn: undefined } as object))).toBe(false);
  });

  it('counts what went back or is on its way, and nothing that failed or came after the inspection', () => {
    const early = (n: number, status: 'sent' | 'succeeded' | 'failed') => aRefund(n, 100 * n, day(2), { early: true, status });
    expect(earlyMoney({ refunds: [early(1, 'sent'), early(2, 'succeeded'), early(4, 'failed'), aRefund(8, 800, day(2))] })).toBe(300);
  });
});

describe('when the customer is told that the money goes', () => {
  const told = (differs: Partial<ReturnCase>) => refundedWhen(aReturn(differs))?.code;

  it.each(['own-postage', 'label'] as const)('by %s: as policy says', (route) => {
    const moments = (['request', 'first-scan', 'delivery', 'inspection'] as const).map((refundOn) => told({ refundOn, route }));
    expect(moments).toEqual(['refund-on-request', 'refund-on-first-scan', 'refund-on-delivery', undefined]);
    expect(told({ route })).toBeUndefined();
  });

  it('brought to a store: only at once, or after the inspection', () => {
    const moments = (['request', 'first-scan', 'delivery'] as const).map((refundOn) => told({ refundOn, route: 'store' }));
    expect(moments).toEqual(['refund-on-request', undefined, undefined]);
  });

  it('is after the inspection for an exchange', () => {
    expect(told({ refundOn: 'request', remedy: 'exchange' })).toBeUndefined();
    expect(isRefundedEarly(approved({ remedy: 'exchange' }))).toBe(false);
  });
});

describe('goods that never came', () => {
  const refunds = [aRefund(1, 8500, day(2), { early: true, status: 'succeeded' })];
  const late = (differs: Partial<ReturnCase> = {}) =>
    walked(approved({ refunds, ...differs }), (before) => ringDue(before, { measure: 'parcel' }, day(20)));

  it('are told with what went back and how many pieces', () => {
    expect(neverSent(late())).toEqual({ code: 'refunded-not-sent', values: { amount: 8500, currency: 'GBP', pieces: 4 } });
  });

  it.each([
    ['their time is not over', approved({ refunds })],
    ['nothing went back', late({ refunds: [] })],
    ['nothing is expected any more', { ...late(), lines: lines.map((line) => ({ ...line, open: 0 })) }],
  ])('are nothing to tell when %s', (_, subject) => {
    expect(neverSent(subject)).toBeUndefined();
  });
});
