import { expect, it } from 'vitest';
import { raiseTask, restart, stop } from '../../../domain/returns/case-care.ts';
import { unknownRefunds, waitsForOutcome, whatIsUnknown } from '../../../domain/returns/unknown-outcome.ts';
import { say } from '../../../domain/texts/say.ts';
import { agent, aRefund, aReturn, day, mustMove, whyNot } from '../../builders/a-return.ts';

const reserved = aRefund(1, 2500, day(2));
const sent = aRefund(2, 1000, day(1), { status: 'sent' });
const known = [
  aRefund(3, 1, day(0), { status: 'succeeded' }),
  aRefund(4, 1, day(0), { status: 'failed' }),
  aRefund(5, 1, day(0), { status: 'awaiting-payout', via: 'payout' }),
  aRefund(6, 1, day(0), { via: 'payout' }),
];

it('of unknown outcome is what the provider may have, the oldest first', () => {
  expect(unknownRefunds({ refunds: [...known, reserved, sent] })).toEqual([sent, reserved]);
  expect(unknownRefunds({ refunds: known })).toEqual([]);
});

it('says which refund of how much is unknown since when, in both languages', () => {
  expect(whatIsUnknown({ refunds: known })).toBeUndefined();
  const because = whatIsUnknown({ refunds: [reserved, sent] })!;
  expect(because).toEqual({
    code: 'refund-unknown-outcome',
    values: { refundId: sent.refundId, amount: 1000, currency: 'GBP', since: day(1).toISOString() },
  });
  for (const part of [sent.refundId, '£10.00', '2 January 2026']) expect(say(because, 'en-GB')).toContain(part);
  expect(say(because, 'id-ID')).toContain(sent.refundId);
});

const withTask = (code: string) => mustMove(stop(aReturn(), { reason: { code, values: {} }, owner: 'supervisor' }, day(1))).case;

it.each([
  ['refund-unknown-outcome', 'provider-silent', 'already-stopped'],
  ['provider-silent', 'refund-unknown-outcome', undefined],
  ['refunded-elsewhere', 'refund-failed', 'already-stopped'],
  ['refunded-elsewhere', 'workflow-failed', undefined],
  ['refund-failed', 'refund-failed', 'already-stopped'],
])('a task of %s, stopped again for %s: %s', (first, second, answer) => {
  expect(whyNot(stop(withTask(first), { reason: { code: second, values: {} }, owner: 'supervisor' }, day(2)))).toBe(answer);
});

it('a task can be raised on a case that has ended, which stays ended', () => {
  const reason = { code: 'payment-differs', values: { payment: 'pay-1', what: 'missing' } };
  const raised = mustMove(raiseTask(aReturn({ status: 'closed' }), { reason, owner: 'supervisor' }, day(3)));
  expect(raised.case).toMatchObject({ status: 'closed', task: { reason, owner: 'supervisor', since: day(3).toISOString() } });
  expect(raised.records).toEqual([{ type: 'case.stopped.v1', data: { owner: 'supervisor', reason } }]);
  expect(say(reason, 'en')).toContain('pay-1: a refund that we count as made is not in its books');
});

it('the system restarts what only waited for an answer, on record', () => {
  const again = mustMove(restart(withTask('provider-silent'), { by: 'system' }, day(3)));
  expect(again.case.task).toBeUndefined();
  expect(again.records).toEqual([{ type: 'return.restarted.v1', data: { caseId: 'R-00000001', by: 'system' } }]);
  expect(mustMove(restart(withTask('refund-failed'), { by: agent }, day(3))).records[0]?.data).toMatchObject({ by: agent });
});
