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
      parts: [{ code: 'goods', lineId: '1', quantity: 2, amount: 2500 }],
      taxes: [],
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
      parts: [],
      taxes: [],
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
    expect(quote.lines.map(({ amount, notPaid }) => [amount, notPaid])).toEqual([
      [1429, 1071],
      [571, 428],
    ]);
    expect(quote.total.amount).toBe(2000);
    expect(quote.parts).toEqual([
      { code: 'goods', lineId: '1', quantity: 2, amount: 2500 },
      { code: 'not-paid', lineId: '1', amount: -1071 },
      { code: 'goods', lineId: '2', quantity: 1, amount: 999 },
      { code: 'not-paid', lineId: '2', amount: -428 },
    ]);
  });

  it('is worth what it is worth, however much went back for other returns, and shows what is left', () => {
    const request = ReturnRequest.parse({ orderId: 'A-1', lines: [two], remedy: 'refund' });
    const counts = { captured: 5999, remaining: 1000, reserved: 999, refunded: 4000, elsewhere: 0 };
    const quote = quoteReturn(request, order, ledgersOf(order, new Map([['pay-1', counts]])), aReturnPolicy(), new Map(), on);
    expect(quote).toMatchObject({ value: { amount: 2500 }, total: { amount: 1000 }, refunds: [{ amount: 1000 }] });
    expect(quote.parts).toEqual([
      { code: 'goods', lineId: '1', quantity: 2, amount: 2500 },
      { code: 'nothing-left', amount: -1500 },
    ]);
  });

  const sold = anOrder({
    lines: [
      aLine({ quantity: 3, unitPrice: 1000, discount: 100, taxRate: 0.2 }),
      aLine({ lineId: '2', quantity: 1, unitPrice: 999, taxRate: 0.05 }),
    ],
    discount: 500,
    shipping: 495,
    payments: [{ paymentId: 'pay-1', method: 'card', captured: 2900 + 999 - 500 + 495 }],
  });

  it('names every part: price, both discounts, fees, and the tax in it', () => {
    const quote = quoted([two], aReturnPolicy({ fees }), 'label', sold);
    expect(quote.parts).toEqual([
      { code: 'goods', lineId: '1', quantity: 2, amount: 2000 },
      { code: 'line-discount', lineId: '1', amount: -66 },
      { code: 'order-discount', lineId: '1', amount: -248 },
      { code: 'restocking', amount: -252 },
      { code: 'return-shipping', amount: -450 },
    ]);
    expect(quote.lines).toEqual([{ lineId: '1', quantity: 2, amount: 1686, lineDiscount: 66, orderDiscount: 248 }]);
    expect(quote.taxes).toEqual([{ rate: 0.2, amount: 281, of: 1686 }]);
    expect(quote.total.amount).toBe(984);
  });

  it('gives delivery back with the whole order, and sums to what was paid', () => {
    const quote = quoted(
      [
        { ...two, quantity: 3 },
        { ...hat, lineId: '2' },
      ],
      aReturnPolicy(),
      'store',
      sold,
    );
    expect(quote.parts.at(-1)).toEqual({ code: 'shipping', amount: 495 });
    expect(quote.total.amount).toBe(3894);
    expect(quote.taxes).toEqual([
      { rate: 0.2, amount: 421, of: 2528 },
      { rate: 0.05, amount: 41, of: 871 },
    ]);
  });

  it.each([
    ['a piece stays with the customer', [two, { ...hat, lineId: '2' }], sold],
    ['a line stays with the customer', [{ ...two, quantity: 3 }], sold],
  ])('keeps delivery when %s', (_sentence, lines, of) => {
    expect(quoted(lines, aReturnPolicy(), 'store', of).parts.map(({ code }) => code)).not.toContain('shipping');
  });

  it('gives back only the delivery that was paid', () => {
    const free = anOrder({ ...sold, payments: [{ paymentId: 'pay-1', method: 'card', captured: 3499 }] });
    const quote = quoted(
      [
        { ...two, quantity: 3 },
        { ...hat, lineId: '2' },
      ],
      aReturnPolicy(),
      'store',
      free,
    );
    expect(quote.parts.at(-1)).toEqual({ code: 'shipping', amount: 100 });
  });

  it('counts postage as no goods when it asks whether everything comes back', () => {
    const postage = anOrder({ lines: [aLine(), aLine({ lineId: '2', goods: false, quantity: 1, unitPrice: 300 })], shipping: 200 });
    const paid = { ...postage, payments: [{ paymentId: 'pay-1', method: 'card' as const, captured: 5500 }] };
    expect(quoted([{ ...two, quantity: 4 }], aReturnPolicy(), 'store', paid).total.amount).toBe(5200);
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
      expect(sum(quote.parts)).toBe(quote.total.amount);
      expect(sum(quote.lines)).toBe(Math.min(unitPrice * quantity, sum(payments.map(({ captured }) => ({ amount: captured })))));
    }),
  );
});
