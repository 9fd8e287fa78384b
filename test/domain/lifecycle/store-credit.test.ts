import { expect, it } from 'vitest';
import { issueCredit, markSent } from '../../../domain/returns/refund-lifecycle.ts';
import type { Refund } from '../../../domain/returns/return-case.ts';
import { aRefund, aReturn, day, mustMove, walked, whyNot } from '../../builders/a-return.ts';

const expiresAt = day(365).toISOString();
const lines = aReturn().lines.map((line) => ({ ...line, open: 0 }));
const reserved = (differs: Partial<Refund> = {}) => aRefund(1, 8500, day(2), { via: 'credit', method: 'store-credit', ...differs });
const owing = (refund: Refund) => aReturn({ status: 'refunding', remedy: 'store-credit', lines, refunds: [refund] });
const { refundId } = reserved();
const issue = (refund: Refund) => issueCredit(owing(refund), { refundId }, day(3));

it('settles a refund with the very step that writes the credit', () => {
  const move = mustMove(issue(reserved({ credit: { bonus: 850, expiresAt } })));
  const known = { creditId: refundId, orderId: 'O-1', currency: 'GBP', bonus: 850, expiresAt };
  expect(move.issue).toEqual([{ ...known, caseId: 'R-00000001', issued: 8500, spent: 0, remaining: 9350, issuedAt: day(3).toISOString() }]);
  expect(move.records.map(({ type }) => type)).toEqual(['credit.issued.v1', 'refund.succeeded.v1']);
  expect(move.records[0]?.data).toEqual({ ...known, amount: 8500 });
  expect(move.settle).toEqual([{ paymentId: 'pay-1', amount: 8500 }]);
  expect(move.case.refunds[0]).toMatchObject({ status: 'succeeded', settledAt: day(3).toISOString() });
});

it('has no bonus and no end where none was set', () => {
  const [credit] = mustMove(issue(reserved())).issue ?? [];
  expect(credit).toMatchObject({ bonus: 0, remaining: 8500 });
  expect(credit).not.toHaveProperty('expiresAt');
});

it.each<[string, Refund]>([
  ['one that the provider makes', reserved({ via: 'provider' })],
  ['one that was issued', reserved({ status: 'succeeded' })],
  ['one that failed', reserved({ status: 'failed' })],
  ['one that nobody knows', reserved({ refundId: aRefund(2, 1, day(2)).refundId })],
])('is not issued for %s', (_, refund) => {
  expect(whyNot(issue(refund))).toBe('refund-not-open');
});

it('is issued once', () => {
  const issued = walked(owing(reserved()), (before) => issueCredit(before, { refundId }, day(3)));
  expect(whyNot(issueCredit(issued, { refundId }, day(3)))).toBe('refund-not-open');
  expect(whyNot(markSent(issued, { refundId }, day(3)))).toBe('refund-not-open');
});
