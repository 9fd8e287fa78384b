import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MoneyError } from '../../../domain/errors.ts';
import { type Ledger, ledgersOf, remainingOf } from '../../../domain/refunds/ledger.ts';
import { splitRefund, TenderOrder } from '../../../domain/refunds/tenders.ts';
import { visibleBy } from '../../../domain/refunds/visible-by.ts';
import { anOrder } from '../../builders/an-order.ts';

const on = new Date('2026-11-10T10:00:00Z');

function aLedger(differs: Partial<Ledger> = {}): Ledger {
  const captured = differs.captured ?? 1000;
  return {
    paymentId: 'p',
    method: 'card',
    captured,
    remaining: captured,
    reserved: 0,
    refunded: 0,
    elsewhere: 0,
    currency: 'GBP',
    via: 'provider',
    partial: true,
    ...differs,
  };
}

const card = aLedger({ paymentId: 'card', captured: 5000 });
const wallet = aLedger({ paymentId: 'wallet', method: 'wallet', captured: 2500 });
const credit = aLedger({ paymentId: 'credit', method: 'store-credit', captured: 1000 });

describe('money goes back', () => {
  it.each([
    ['last in, first out', 3000, [card, wallet], 'last-in-first-out', { wallet: 2500, card: 500 }],
    ['original first', 5100, [card, wallet], 'original-first', { card: 5000, wallet: 100 }],
    ['in proportion', 3000, [card, wallet], 'pro-rata', { card: 2000, wallet: 1000 }],
    ['in proportion, the odd penny to the larger remainder', 1000, [card, wallet], 'pro-rata', { card: 667, wallet: 333 }],
    [
      'in proportion, the odd rupiah whole',
      100_100,
      [
        { ...card, currency: 'IDR', remaining: 200_000 },
        { ...wallet, currency: 'IDR', remaining: 100_000 },
      ],
      'pro-rata',
      { card: 66_700, wallet: 33_400 },
    ],
    [
      'in proportion, but never above what remains when that is no whole rupiah',
      300,
      [
        { ...card, currency: 'IDR', remaining: 110 },
        { ...wallet, currency: 'IDR', remaining: 190 },
      ],
      'pro-rata',
      { card: 110, wallet: 190 },
    ],
    ['to store credit first, last in first out', 1500, [credit, card], 'last-in-first-out', { credit: 1000, card: 500 }],
    ['to store credit first, original first', 1500, [card, credit], 'original-first', { credit: 1000, card: 500 }],
    ['to store credit first, the rest in proportion', 4000, [card, credit, wallet], 'pro-rata', { credit: 1000, card: 2000, wallet: 1000 }],
    ['past a payment that holds nothing any more', 100, [card, { ...wallet, remaining: 0 }], 'last-in-first-out', { card: 100 }],
    ['only as far as there is any', 9999, [card, wallet], 'pro-rata', { card: 5000, wallet: 2500 }],
    ['nowhere when nothing is due', 0, [card], 'pro-rata', {}],
  ] as const)('%s', (_sentence, amount, ledgers, order, expected) => {
    const parts = splitRefund(amount, ledgers, order, on);
    expect(Object.fromEntries(parts.map((part) => [part.paymentId, part.amount]))).toEqual(expected);
  });

  it.each([
    ['by the provider', {}, 400, 'provider'],
    ['by hand for a tender that no provider refunds', { via: 'payout' }, 400, 'payout'],
    ['by hand where there is no way back', { via: 'none' }, 400, 'payout'],
    ['by the provider on its last day', { until: on.toISOString() }, 400, 'provider'],
    ['by hand after it', { until: '2026-11-10T09:59:59Z' }, 400, 'payout'],
    ['by hand in part where only the whole would do', { partial: false }, 400, 'payout'],
    ['by the provider where the whole goes back', { partial: false }, 1000, 'provider'],
    ['by hand for the rest of what went back in part', { partial: false, remaining: 600 }, 600, 'payout'],
  ] as const)('%s', (_sentence, differs, amount, via) => {
    expect(splitRefund(amount, [aLedger(differs)], 'pro-rata', on)).toMatchObject([{ amount, via }]);
  });

  it('never for an amount that is no integer', () => {
    expect(() => splitRefund(0.1, [card], 'pro-rata', on)).toThrow(MoneyError);
    expect(() => splitRefund(Number.NaN, [card], 'pro-rata', on)).toThrow(MoneyError);
    expect(() => splitRefund(0.1, [card], 'original-first', on)).toThrow('0.1 is no exact amount of minor units');
  });
});

it('splits sum exactly, stay within each payment, and are whole rupiah', () => {
  const ledger = fc.record({
    captured: fc.nat(1_000_000_000),
    kept: fc.integer({ min: 0, max: 100 }),
    method: fc.constantFrom('card' as const, 'store-credit' as const, 'cod' as const),
  });
  const money = fc.record({
    ledgers: fc.array(ledger, { minLength: 1, maxLength: 6 }),
    share: fc.integer({ min: 0, max: 120 }),
    order: fc.constantFrom(...TenderOrder.options),
    currency: fc.constantFrom('GBP', 'IDR', 'JPY', 'KWD'),
  });
  fc.assert(
    fc.property(money, ({ ledgers, share, order, currency }) => {
      const unit = currency === 'IDR' ? 100 : 1;
      const held = ledgers.map(({ captured, kept, method }, index) =>
        aLedger({
          paymentId: `${index}`,
          captured: captured * unit,
          remaining: Math.floor((captured * kept) / 100) * unit,
          method,
          currency,
        }),
      );
      const amount = Math.floor((remainingOf(held) / unit) * (share / 100)) * unit;
      const parts = splitRefund(amount, held, order, on);
      expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(Math.min(amount, remainingOf(held)));
      for (const part of parts) {
        expect(part.amount).toBeGreaterThan(0);
        expect(part.amount).toBeLessThanOrEqual(held[Number(part.paymentId)]?.remaining ?? 0);
        expect(part.amount % unit).toBe(0);
      }
    }),
  );
});

describe('the ledgers of an order', () => {
  it.each([
    ['card', undefined, 'provider'],
    ['qris', undefined, 'provider'],
    ['cod', undefined, 'payout'],
    ['virtual-account', undefined, 'payout'],
    ['other', undefined, 'payout'],
    ['wallet', 'none', 'none'],
    ['cod', 'provider', 'provider'],
  ] as const)('a payment by %s marked %s goes back by %s', (method, refund, via) => {
    const payments = [{ paymentId: 'p', method, captured: 5, ...(refund ? { refund } : {}) }];
    expect(ledgersOf(anOrder({ payments }))).toMatchObject([
      { captured: 5, remaining: 5, reserved: 0, refunded: 0, elsewhere: 0, via, partial: true },
    ]);
  });

  it('take the counts of the table where there are any', () => {
    const counts = new Map([['pay-1', { captured: 5000, remaining: 1200, reserved: 800, refunded: 3000, elsewhere: 100 }]]);
    expect(ledgersOf(anOrder(), counts)).toMatchObject([
      { captured: 5000, remaining: 1200, reserved: 800, refunded: 3000, elsewhere: 100 },
    ]);
  });
});

it('the customer sees the money after the days that the tender takes, by hand five at least', () => {
  expect(visibleBy('card', 'provider', on)).toBe('2026-11-20T10:00:00.000Z');
  expect(visibleBy('wallet', 'provider', on)).toBe('2026-11-13T10:00:00.000Z');
  expect(visibleBy('wallet', 'payout', on)).toBe('2026-11-15T10:00:00.000Z');
});
