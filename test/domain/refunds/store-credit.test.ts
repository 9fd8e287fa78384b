import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asStoreCredit, standingCredit } from '../../../domain/refunds/store-credit.ts';
import type { RefundPart } from '../../../domain/refunds/tenders.ts';
import type { Refund } from '../../../domain/returns/return-case.ts';
import { aRefund } from '../../builders/a-return.ts';

const now = new Date('2026-11-10T12:00:00.000Z');
const parts = (currency: string, ...amounts: number[]): RefundPart[] =>
  amounts.map((amount, index) => ({ paymentId: `pay-${index}`, method: 'card', amount, currency, via: 'provider' }));
const earlier = (status: Refund['status'], bonus: number) => aRefund(1, 100, now, { status, via: 'credit', credit: { bonus } });

describe('the bonus', () => {
  it.each([
    ['is nothing without terms', {}, parts('GBP', 999), [], [0]],
    ['in percent is of the sum, spread so that it adds up', { bonus: { percent: 10 } }, parts('GBP', 55, 55), [], [5, 6]],
    ['in percent stays in what people pay in: rupiah', { bonus: { percent: 10 } }, parts('IDR', 12_345_600), [], [1_234_500]],
    ['in percent of yen', { bonus: { percent: 10 } }, parts('JPY', 1999), [], [199]],
    ['in percent of dinars', { bonus: { percent: 10 } }, parts('KWD', 12_345), [], [1234]],
    ['fixed comes once, with the first', { bonus: { fixed: { GBP: 500 } } }, parts('GBP', 100, 200), [], [500, 0]],
    ['fixed is nothing in another currency', { bonus: { fixed: { GBP: 500 } } }, parts('EUR', 100), [], [0]],
    ['fixed was given with the first parcel', { bonus: { fixed: { GBP: 500 } } }, parts('GBP', 100), [earlier('succeeded', 500)], [0]],
    ['fixed was not given with what failed', { bonus: { fixed: { GBP: 500 } } }, parts('GBP', 100), [earlier('failed', 500)], [500]],
  ])('%s', (_sentence, terms, refunds, before, bonuses) => {
    const credits = asStoreCredit(refunds, before, terms, now);
    expect(credits.map(({ credit }) => credit?.bonus)).toEqual(bonuses);
    expect(credits.every(({ via, method }) => via === 'credit' && method === 'store-credit')).toBe(true);
    expect(credits.map(({ amount }) => amount)).toEqual(refunds.map(({ amount }) => amount));
  });
});

it('says until when, if the policy ends it', () => {
  expect(asStoreCredit(parts('GBP', 100), [], { expiresAfter: 'P1Y' }, now)[0]?.credit).toEqual({
    bonus: 0,
    expiresAt: '2027-11-10T12:00:00.000Z',
  });
});

it('what is left runs out at the very instant, and the sums agree at any time', () => {
  const expiresAt = '2027-01-01T00:00:00.000Z';
  const credit = { ...{ creditId: `rf_${'1'.repeat(24)}`, orderId: 'A-1', caseId: 'R-00000001', currency: 'GBP' }, expiresAt };
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(1000), fc.nat(100), fc.integer({ min: -5, max: 5 }), (issued, bonus, share, away) => {
      const spent = Math.floor(((issued + bonus) * share) / 100);
      const stored = { ...credit, issued, bonus, spent, remaining: issued + bonus - spent, issuedAt: now.toISOString() };
      const seen = standingCredit(stored, new Date(Date.parse(expiresAt) + away));
      expect(seen.spent + seen.remaining + seen.expired).toBe(issued + bonus);
      expect(away >= 0 ? seen.remaining : seen.expired).toBe(0);
    }),
  );
});
