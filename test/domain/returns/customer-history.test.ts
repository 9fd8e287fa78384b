import { expect, it } from 'vitest';
import { customerHistory } from '../../../domain/returns/customer-history.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { aRefund, aReturn, day } from '../../builders/a-return.ts';

const now = day(400);
const subject = aReturn();
const other = (n: number, refunds: readonly Refund[] = [], openedAt = day(300).toISOString()): ReturnCase =>
  aReturn({ caseId: `R-0000000${n}`, openedAt, refunds: [...refunds] });
const paid = (amount: number, differs: Partial<Refund> = {}) => aRefund(1, amount, day(300), { status: 'succeeded', ...differs });

it('counts the other returns of twelve months, this one aside', () => {
  const before = new Date(now.getTime() - 365 * 86_400_000);
  const all = [subject, other(2), other(3, [], before.toISOString()), other(4, [], new Date(before.getTime() - 1).toISOString())];
  expect(customerHistory(subject, all, now)).toEqual({ returns: 2, refunded: 0, sums: [] });
});

it('sums by currency what arrived', () => {
  const others = [other(2, [paid(300), paid(200, { paymentId: 'pay-2' })]), other(3, [paid(5, { currency: 'JPY' })]), other(4, [paid(50)])];
  expect(customerHistory(subject, others, now)).toEqual({
    returns: 3,
    refunded: 3,
    sums: [
      { currency: 'GBP', amount: 550 },
      { currency: 'JPY', amount: 5 },
    ],
  });
});

it.each<[string, Partial<Refund>]>([
  ['is on its way', { status: 'sent' }],
  ['failed', { status: 'failed' }],
  ['paid for an exchange', { via: 'exchange' }],
  ['failed and was made anew', { status: 'succeeded', replacedAt: day(301).toISOString() }],
])('does not count what %s', (_, differs) => {
  expect(customerHistory(subject, [other(2, [paid(300, differs)])], now)).toEqual({ returns: 1, refunded: 0, sums: [] });
});
