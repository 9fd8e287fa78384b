import { describe, expect, it } from 'vitest';
import { unknownRefunds, waitsForOutcome, whatIsUnknown } from '../../../domain/returns/unknown-outcome.ts';
import { aRefund, day } from '../../builders/a-return.ts';

const reserved = aRefund(1, 500, day(2));
const sent = aRefund(2, 700, day(1), { status: 'sent' });

describe('a refund of unknown outcome', () => {
  it('is one that the provider has or may have, the oldest first', () => {
    const refunds = [
      reserved,
      sent,
      aRefund(3, 1, day(0), { via: 'payout' }),
      aRefund(4, 1, day(0), { status: 'succeeded' }),
      aRefund(5, 1, day(0), { status: 'failed' }),
      aRefund(6, 1, day(0), { status: 'awaiting-payout' }),
    ];
    expect(unknownRefunds({ refunds })).toEqual([sent, reserved]);
  });

  it('is told by its id, its amount and since when', () => {
    const { refundId, amount, currency, reservedAt } = sent;
    expect(whatIsUnknown({ refunds: [reserved, sent] })).toEqual({
      code: 'refund-unknown-outcome',
      values: { refundId, amount, currency, since: reservedAt },
    });
    expect(whatIsUnknown({ refunds: [] })).toBeUndefined();
  });

  it.each([
    ['refund-unknown-outcome', true],
    ['provider-silent', true],
    ['refund-failed', false],
  ])('is what a task waits for: %s %s', (code, waits) => {
    expect(waitsForOutcome({ task: { reason: { code, values: {} }, owner: 'ana', since: day(0).toISOString() } })).toBe(waits);
    expect(waitsForOutcome({})).toBe(false);
  });
});
