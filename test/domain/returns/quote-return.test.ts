import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import { quoteReturn } from '../../../domain/returns/quote-return.ts';
import { percentOf } from '../../../domain/returns/return-fees.ts';
import { ReturnRequest } from '../../../domain/returns/return-request.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const on = new Date('2026-11-10T10:00:00Z');
const fees = { restocking: { percent: 15 }, returnShipping: { GBP: 450 } };
const two = { lineId: '1', quantity: 2, reason: 'changed-mind' };
const hat = { lineId: '2', quantity: 1, reason: 'damaged', photos: ['up-1'] };
const order = anOrder({ lines: [aLine(), aLine({ lineId: '2', title: 'Hat', category: 'hats', quantity: 1, unitPrice: 999 })] });

function quoted(lines: unknown[], policy = aReturnPolicy({ fees }), route = 'label', sold = order, counters = new Map<string, number>()) {
  const request = ReturnRequest.parse({ orderId: 'A-1', lines, remedy: 'refund', route });
  return quoteReturn(request, sold, ledgersOf(sold), policy, counters, on);
}

describe('a quote', () => {
  it('shows lines, no fees and the payment that gets the money', () => {
    expect(quoted([two], aReturnPolicy())).toEqual({
      lines: [{ lineId: '1', quantity: 2, amount: 2500 }],
      fees: [],
      refunds: [{ paymentId: 'pay-1', method: 'card', amount: 2500, currency: 'GBP', via: 'provider' }],
      total: { amount: 2500, currency: 'GBP' },
      value: { amount: 2500, currency: 'GBP' },
      decision: { outcome: 'approved', because: { code: 'within-limit', values: { amount: 2500, limit: 4000, currency: 'GBP' } } },
    });
  });

  it.each([
    ['restocking and the label, when the customer changed their mind', [two], 'label', fees, { restocking: 375, 'return-shipping': 450 }],
    ['restocking alone with own postage', [two], 'own-postage', fees, { restocking: 375 }],
    ['restocking alone in the store', [two], 'store', fees, { restocking: 375 }],
    ['nothing when the shop is at fault', [hat], 'label', fees, {}],
    ['no label, when any line is the shop’s fault, and restocking for the other', [two, hat], 'label', fees, { restocking: 375 }],
    ['restocking for its categories only', [two], 'own-postage', { restocking: { percent: 15, categories: ['hats'] } }, {}],
    ['no label where the currency has no price', [two], 'label', { returnShipping: { EUR: 450 } }, {}],
    ['never more than the goods are worth', [two], 'label', { returnShipping: { GBP: 9999 } }, { 'return-shipping': 2500 }],
  ])('charges %s', (_sentence, lines, route, charged, expected) => {
    const quote = quoted(lines, aReturnPolicy({ fees: charged }), route);
    expect(Object.fromEntries(quote.fees.map((fee) => [fee.code, fee.amount]))).toEqual(expected);
    const sum = (all: readonly { amount: number }[]) => all.reduce((total, { amount }) => total + amount, 0);
    expect(quote.total.amount).toBe(sum(quote.lines) - sum(quote.fees));
  });

  it('charges nothing for goods that the customer may keep', () => {
    const quote = quoted([two], aReturnPolicy({ fees, keepItemUpTo: { GBP: 2500 } }));
    expect(quote).toMatchObject({ fees: [], total: { amount: 2500 }, decision: { outcome: 'keep-item' } });
  });

  it('promises no money where policy refuses, and still knows the value', () => {
    const postage = anOrder({ lines: [aLine({ goods: false })] });
    expect(quoted([two], aReturnPolicy(), 'label', postage)).toMatchObject({
      refunds: [],
      total: { amount: 0 },
      value: { amount: 2500 },
      decision: { outcome: 'refused', because: { code: 'no-goods' } },
    });
  });

  it('gives later pieces what earlier returns left of the line', () => {
    const discounted = anOrder({ lines: [aLine({ quantity: 3, unitPrice: 1000, discount: 100 })] });
    const last = quoted([{ ...two, quantity: 1 }], aReturnPolicy(), 'store', discounted, new Map([['1', 1]]));
    expect(last.total.amount).toBe(966);
  });

  it('shares out what was paid, when that is less than the lines cost', () => {
    const voucher = anOrder({ ...order, payments: [{ paymentId: 'pay-1', method: 'card', captured: 2000 }] });
    const quote = quoted([two, hat], aReturnPolicy(), 'store', voucher);
    expect(quote.lines.map(({ amount }) => amount)).toEqual([1429, 571]);
    expect(quote.total.amount).toBe(2000);
  });
});

it('a share of an amount is exact, rounded down, and in whole rupiah', () => {
  expect(percentOf(1999, 15, 'GBP')).toBe(299);
  expect(percentOf(9_007_199_254_740_900, 33.333333, 'GBP')).toBe(3_002_399_721_556_302);
  expect(percentOf(1_234_500, 12.5, 'IDR')).toBe(154_300);
});

it('lines − fees = refunds = total, never above what was paid', () => {
  const priced = fc.record({
    unitPrice: fc.nat(1_000_000),
    quantity: fc.integer({ min: 1, max: 20 }),
    percent: fc.integer({ min: 0, max: 100 }),
    label: fc.nat(5000),
    paid: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 4 }),
    tenderOrder: fc.constantFrom('last-in-first-out' as const, 'pro-rata' as const, 'original-first' as const),
  });
  fc.assert(
    fc.property(priced, ({ unitPrice, quantity, percent, label, paid, tenderOrder }) => {
      const payments = paid.map((captured, index) => ({ paymentId: `pay-${index}`, method: 'card' as const, captured }));
      const sold = anOrder({ lines: [aLine({ unitPrice, quantity })], payments });
      const policy = aReturnPolicy({ fees: { restocking: { percent }, returnShipping: { GBP: label } }, tenderOrder });
      const quote = quoted([{ ...two, quantity }], policy, 'label', sold);
      const sum = (all: readonly { amount: number }[]) => all.reduce((total, { amount }) => total + amount, 0);
      expect(sum(quote.lines) - sum(quote.fees)).toBe(quote.total.amount);
      expect(sum(quote.refunds)).toBe(quote.total.amount);
      expect(sum(quote.lines)).toBe(Math.min(unitPrice * quantity, sum(payments.map(({ captured }) => ({ amount: captured })))));
    }),
  );
});
