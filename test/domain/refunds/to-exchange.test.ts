import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PiecesBack } from '../../../domain/refunds/compose-amount.ts';
import { composeDue, composeRefund } from '../../../domain/refunds/compose-refund.ts';
import { compositionOf } from '../../../domain/refunds/composition-of.ts';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import { splitRefund } from '../../../domain/refunds/tenders.ts';
import { announcedExchange, articlesFor, piecesToExchange, splitExchange, wantedFor } from '../../../domain/refunds/to-exchange.ts';
import type { Wanted } from '../../../domain/returns/exchange.ts';
import type { Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { aRefund, aReturn, day } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { anExchange } from '../../builders/an-exchange.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const exchangeable = [
  { sku: 'MUG-RED', title: 'Red mug', unitPrice: 1500 },
  { sku: 'MUG-SMALL', title: 'Small mug', unitPrice: 1000 },
];
const line = aLine({ exchangeable });
const order = anOrder({ lines: [line], shipping: 300, payments: [{ paymentId: 'pay-1', method: 'card', captured: 5300 }] });
const policy = aReturnPolicy();
const red: Wanted = { sku: 'MUG-RED', unitPrice: 1500 };
const on = day(3);

/** All four mugs (12.50 each) for another article, accepted as `found` says. */
function mugs(exchangeFor: Wanted | undefined, found: readonly Partial<Finding>[], differs: Partial<ReturnCase> = {}): ReturnCase {
  const findings = found.map((finding): Finding => ({ lineId: '1', quantity: 1, outcome: 'accepted', ...finding }));
  const open = findings.reduce((left, { quantity }) => left - quantity, 4);
  const wanted = exchangeFor ? { exchangeFor } : {};
  const lines = [{ lineId: '1', quantity: 4, open, reason: 'changed-mind', photos: [], amount: 5000, ...wanted }];
  return aReturn({ orderId: 'A-1', remedy: 'exchange', lines, findings, value: { amount: 5000, currency: 'GBP' }, ...differs });
}
const compose = (subject: ReturnCase) => composeRefund(subject, order, ledgersOf(order), policy, on);

describe('what a line may be exchanged for', () => {
  it.each([
    ['the same again, for what it was worth', undefined, { sku: 'MUG' }],
    ['itself by name', 'MUG', { sku: 'MUG' }],
    ['what the shop listed, at its price', 'MUG-RED', red],
    ['nothing else', 'SOFA', undefined],
  ])('is %s', (_sentence, sku, wanted) => expect(wantedFor(line, sku)).toEqual(wanted));

  it('is listed with itself first, once', () => {
    expect(articlesFor(aLine({ exchangeable: [...exchangeable, { sku: 'MUG', title: '', unitPrice: 1 }] }))).toEqual([
      'MUG',
      'MUG-RED',
      'MUG-SMALL',
    ]);
    expect(articlesFor(aLine())).toEqual(['MUG']);
  });
});

describe('an accepted piece', () => {
  it('is replaced piece for piece, at the price that was told; what is rejected is not', () => {
    const { exchange, refunds, amount } = compose(mugs(red, [{ quantity: 2 }, { outcome: 'rejected' }]));
    expect(exchange).toEqual({ items: [{ lineId: '1', sku: 'MUG-RED', quantity: 2, price: 3000 }], worth: 2500, price: 3000 });
    expect(amount).toBe(2500);
    expect(refunds).toEqual([{ paymentId: 'pay-1', method: 'card', amount: 2500, currency: 'GBP', via: 'exchange' }]);
  });

  it('costs what it was worth when the same is wanted: wear and fees are the difference', () => {
    const { exchange } = compose(mugs({ sku: 'MUG' }, [{ quantity: 2, deduction: 400 }]));
    expect(exchange).toEqual({ items: [{ lineId: '1', sku: 'MUG', quantity: 2, price: 2500 }], worth: 2100, price: 2500 });
  });

  it('that is worth more than what is wanted leaves the rest to the payments', () => {
    const { refunds, exchange } = compose(mugs({ sku: 'MUG-SMALL', unitPrice: 1000 }, [{ quantity: 1 }]));
    expect(exchange).toMatchObject({ worth: 1250, price: 1000 });
    expect(refunds.map(({ via, amount }) => [via, amount])).toEqual([
      ['provider', 250],
      ['exchange', 1000],
    ]);
  });

  it('is still exchanged when wear took all that it was worth', () => {
    expect(compose(mugs(red, [{ deduction: 1250 }]))).toMatchObject({ refunds: [], amount: 0, exchange: { worth: 0, price: 1500 } });
  });

  it('is refunded by another remedy, and where nobody said what is wanted', () => {
    expect(compose(mugs(red, [{}], { remedy: 'refund' })).exchange).toBeUndefined();
    expect(compose(mugs(undefined, [{}])).exchange).toBeUndefined();
    expect(compose(mugs(undefined, [{}])).refunds).toMatchObject([{ via: 'provider', amount: 1250 }]);
  });

  it('of a later parcel is asked for alone, and what the same costs adds up', () => {
    const before = anExchange({ items: [{ lineId: '1', sku: 'MUG', quantity: 1, price: 1250 }], price: 1250, status: 'fulfilled' });
    const went = aRefund(1, 1250, day(1), { via: 'exchange', status: 'succeeded', exchangeId: before.exchangeId });
    const { exchange } = compose(mugs({ sku: 'MUG' }, [{}, { quantity: 3 }], { exchanges: [before], refunds: [went] }));
    expect(exchange).toEqual({ items: [{ lineId: '1', sku: 'MUG', quantity: 3, price: 3750 }], worth: 3750, price: 3750 });
  });
});

it('counts for each line alone', () => {
  const hat = aLine({ lineId: '2', sku: 'HAT', quantity: 1, unitPrice: 999 });
  const both = mugs(red, [{ quantity: 4 }, { lineId: '2' }], {
    exchanges: [anExchange({ items: [{ lineId: '1', sku: 'MUG-RED', quantity: 4, price: 6000 }], status: 'fulfilled' })],
  });
  const lines = [...both.lines, { ...both.lines[0]!, lineId: '2', quantity: 1, amount: 999, exchangeFor: { sku: 'HAT' } }];
  const sold = anOrder({ lines: [line, hat] });
  const { items } = composeDue({ ...both, lines }, sold, policy);
  expect(items).toEqual([{ lineId: '2', sku: 'HAT', quantity: 1, price: 999 }]);
  expect(wantedFor(hat, 'MUG-RED')).toBeUndefined();
});

describe('delivery', () => {
  const all = [{ quantity: 4 }];
  const answered = (status: 'fulfilled' | 'declined') =>
    mugs(red, all, {
      exchanges: [anExchange({ items: [{ lineId: '1', sku: 'MUG-RED', quantity: 4, price: 6000 }], worth: 5000, price: 6000, status })],
      refunds: [aRefund(1, 5000, day(1), { via: 'exchange', status: status === 'fulfilled' ? 'succeeded' : 'failed' })],
    });

  it('does not go back with an exchange: the goods are delivered anew', () => {
    expect(compose(mugs(red, all)).amount).toBe(5000);
    expect(composeDue(answered('fulfilled'), order, policy)).toMatchObject({ due: 0, items: [] });
  });

  it('goes back with what the shop declined, which is money again', () => {
    expect(compose(answered('declined'))).toMatchObject({
      amount: 5300,
      exchange: undefined,
      refunds: [{ via: 'provider', amount: 5300 }],
    });
  });
});

it('the mail about the rest of a cheaper exchange can tell how it comes about', () => {
  const subject = mugs({ sku: 'MUG-SMALL', unitPrice: 1000 }, [{ quantity: 1 }]);
  const at = { reservedAt: '2026-11-10T10:00:00.000Z', findings: 1 };
  const refunds = [aRefund(1, 250, on, at), aRefund(2, 1000, on, { ...at, via: 'exchange' })];
  const items = [{ lineId: '1', sku: 'MUG-SMALL', quantity: 1, price: 1000 }];
  const told = compositionOf(refunds[0]!.refundId, { ...subject, refunds, exchanges: [anExchange({ items })] }, order, policy);
  expect(told).toMatchObject({ due: 1250, refunds: [{ amount: 250 }, { amount: 1000 }] });
});

it('before anything came it is what was announced, for the value of the case; by another remedy nothing', () => {
  expect(announcedExchange(mugs(red, []))).toEqual({
    items: [{ lineId: '1', sku: 'MUG-RED', quantity: 4, price: 6000 }],
    worth: 5000,
    price: 6000,
  });
  expect(announcedExchange(mugs(red, [], { remedy: 'refund' }))).toBeUndefined();
  expect(announcedExchange(mugs(undefined, []))).toBeUndefined();
});

it('whatever came back in parcels of any size, no piece is exchanged twice and what the same costs sums to its worth', () => {
  const worth = (quantity: number): PiecesBack['worth'] => {
    const amount = Math.floor((4999 * quantity) / 4);
    return { price: amount, amount, notPaid: 0, lineDiscount: 0, orderDiscount: 0 };
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }), (parcels) => {
      let subject = mugs({ sku: 'MUG' }, []);
      let accepted = 0;
      for (const pieces of parcels) {
        accepted = Math.min(4, accepted + pieces);
        const back = { lineId: '1', reason: 'changed-mind', quantity: accepted, worth: worth(accepted), deductions: [] };
        const items = piecesToExchange(subject, [back]);
        if (items.length > 0) subject = { ...subject, exchanges: [...subject.exchanges, anExchange({ items, status: 'declined' })] };
        expect(piecesToExchange(subject, [back])).toEqual([]);
      }
      const items = subject.exchanges.flatMap((exchange) => exchange.items);
      expect(items.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(accepted);
      expect(items.reduce((sum, { price }) => sum + price, 0)).toBe(worth(accepted).amount);
    }),
  );
});

it('however it is split, the parts sum to the amount, the exchange has its price, and no payment gives more than it holds', () => {
  const orders = fc.constantFrom('pro-rata' as const, 'last-in-first-out' as const, 'original-first' as const);
  const pots = fc.array(fc.nat(5000), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(pots, fc.nat(20_000), fc.nat(20_000), orders, (captured, wish, price, order) => {
      const payments = captured.map((amount, index) => ({ paymentId: `pay-${index}`, method: 'card' as const, captured: amount }));
      const ledgers = ledgersOf({ payments, currency: 'GBP' });
      const amount = Math.min(
        wish,
        captured.reduce((sum, one) => sum + one, 0),
      );
      const parts = splitExchange(amount, price, ledgers, (part, over) => splitRefund(part, over, order, on));
      const sum = (via?: string) => parts.filter((part) => !via || part.via === via).reduce((all, part) => all + part.amount, 0);
      expect(sum()).toBe(amount);
      expect(sum('exchange')).toBe(Math.min(price, amount));
      for (const { paymentId, remaining } of ledgers) {
        const given = parts.filter((part) => part.paymentId === paymentId).reduce((all, part) => all + part.amount, 0);
        expect(given).toBeLessThanOrEqual(remaining);
      }
    }),
  );
});
