import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../domain/orders/check-order.ts';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import { byAnotherWay } from '../../../domain/returns/by-another-way.ts';
import { customerHistory } from '../../../domain/returns/customer-history.ts';
import { decideReturn } from '../../../domain/returns/decide-return.ts';
import { isRefundedEarly } from '../../../domain/returns/early-refund.ts';
import { DeclineReason, differenceOf, plannedExchange } from '../../../domain/returns/exchange.ts';
import { quoteReturn } from '../../../domain/returns/quote-return.ts';
import { requote, type TermsWanted } from '../../../domain/returns/requote.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { checkRequest, ReturnRequest } from '../../../domain/returns/return-request.ts';
import { aRefund, aReturn, day, yes } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { anExchange } from '../../builders/an-exchange.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const on = new Date('2026-11-10T10:00:00Z');
const exchangeable = [
  { sku: 'MUG-RED', title: 'Red mug', unitPrice: 1500 },
  { sku: 'MUG-SMALL', title: 'Small mug', unitPrice: 1000 },
];
const hat = aLine({ lineId: '2', sku: 'HAT', title: 'Hat', category: 'hats', quantity: 1, unitPrice: 999 });
const order = anOrder({
  lines: [aLine({ exchangeable }), hat],
  shipping: 300,
  payments: [{ paymentId: 'pay-1', method: 'card', captured: 6299 }],
});
const fees = { restocking: { percent: 10 } };
const policy = aReturnPolicy({ remedies: ['refund', 'exchange'], keepItemUpTo: {} });
const wish = (lines: object[], remedy = 'exchange') => ReturnRequest.parse({ orderId: 'A-1', lines, remedy });
const mugs = (quantity: number, exchangeFor?: string) => ({
  ...{ lineId: '1', quantity, reason: 'changed-mind' },
  ...(exchangeFor ? { exchangeFor } : {}),
});
const hats = { lineId: '2', quantity: 1, reason: 'changed-mind' };
const quoted = (lines: object[], of = policy, remedy?: string) =>
  quoteReturn(wish(lines, remedy), order, ledgersOf(order), of, new Map(), on);

describe('a quote of an exchange', () => {
  it('prices what is wanted, each line for its own article, and keeps it with the line', () => {
    const quote = quoted([mugs(2, 'MUG-RED'), hats]);
    expect(quote.exchange).toEqual({
      items: [
        { lineId: '1', sku: 'MUG-RED', quantity: 2, price: 3000 },
        { lineId: '2', sku: 'HAT', quantity: 1, price: 999 },
      ],
      ...{ worth: 3499, price: 3999 },
    });
    expect(quote.lines).toEqual([
      { lineId: '1', quantity: 2, amount: 2500, exchangeFor: { sku: 'MUG-RED', unitPrice: 1500 } },
      { lineId: '2', quantity: 1, amount: 999, exchangeFor: { sku: 'HAT' } },
    ]);
    expect(quote.refunds).toMatchObject([{ via: 'exchange', amount: 3499 }]);
  });

  it('leaves the fees to pay when the same is wanted, and gives back the rest of something cheaper', () => {
    expect(quoted([mugs(2)], { ...policy, fees }).exchange).toMatchObject({ worth: 2250, price: 2500 });
    const cheaper = quoted([mugs(1, 'MUG-SMALL')]);
    expect(differenceOf(cheaper.exchange!)).toBe(-250);
    expect(cheaper.refunds.map(({ via, amount }) => [via, amount])).toEqual([
      ['provider', 250],
      ['exchange', 1000],
    ]);
  });

  it('brings no delivery costs for the whole order, a refund does', () => {
    expect(quoted([mugs(4), hats]).value.amount).toBe(5999);
    expect(quoted([mugs(4), hats], policy, 'refund').value.amount).toBe(6299);
  });

  it('is none where policy refuses, or something else is wanted', () => {
    expect(quoted([mugs(1)], aReturnPolicy())).toMatchObject({ decision: { outcome: 'refused' }, exchange: undefined, refunds: [] });
    expect(quoted([mugs(1)], policy, 'refund')).toMatchObject({ exchange: undefined, refunds: [{ via: 'provider' }] });
    expect(quoted([mugs(1)], policy, 'refund').lines[0]).not.toHaveProperty('exchangeFor');
  });
});

describe('what is wanted instead', () => {
  const faults = (line: object, remedy?: string) => checkRequest(wish([line], remedy), order, new Map(), policy);

  it('is among what the shop offers for the line, or the fault says what can be chosen', () => {
    expect(faults(mugs(1, 'MUG-SMALL'))).toEqual([]);
    expect(faults(mugs(1, 'MUG'))).toEqual([]);
    expect(faults(mugs(1, 'HAT'))).toEqual([
      {
        pointer: '/lines/0/exchangeFor',
        because: { code: 'not-exchangeable', values: { sku: 'HAT', title: 'Blue mug', articles: 'MUG, MUG-RED, MUG-SMALL' } },
      },
    ]);
  });

  it('is said with an exchange only', () => {
    expect(faults(mugs(1, 'MUG'), 'refund')).toEqual([
      { pointer: '/lines/0/exchangeFor', because: { code: 'exchange-not-asked', values: { sku: 'MUG' } } },
    ]);
  });

  it.each([
    ['a price of their own', { ...mugs(1, 'MUG'), unitPrice: 1 }],
    ['an article without a number', { ...mugs(1), exchangeFor: '' }],
    ['a number of endless length', { ...mugs(1), exchangeFor: 'x'.repeat(129) }],
  ])('is never %s', (_sentence, line) => {
    expect(ReturnRequest.safeParse({ orderId: 'A-1', lines: [line], remedy: 'exchange' }).success).toBe(false);
  });
});

it('an order offers each article once, at a price that can be counted', () => {
  const offering = (...articles: (typeof exchangeable)[number][]) => faultsOf(anOrder({ lines: [aLine({ exchangeable: articles })] }));
  const [red, small] = exchangeable as [(typeof exchangeable)[number], (typeof exchangeable)[number]];
  expect(offering(red, small)).toEqual([]);
  expect(offering(red, red)).toEqual(['line 1: MUG-RED is exchangeable twice']);
  expect(offering({ ...red, unitPrice: Number.MAX_SAFE_INTEGER })).toEqual(['line 1: 4 × MUG-RED is no exact amount']);
});

describe('a colleague changes', () => {
  const line = { lineId: '1', quantity: 2, open: 2, reason: 'changed-mind', photos: [], amount: 2500 };
  const told = { sku: 'MUG-RED', unitPrice: 1400 };
  const subject = (differs: Partial<ReturnCase> = {}) =>
    aReturn({ orderId: 'A-1', openedAt: on.toISOString(), lines: [line], value: { amount: 2500, currency: 'GBP' }, ...differs });
  const exchanged = subject({ remedy: 'exchange', lines: [{ ...line, exchangeFor: told }] });
  const terms = (wanted: TermsWanted, of: ReturnCase) =>
    requote(of, wanted, { order, ledgers: ledgersOf(order), counters: new Map([['1', 2]]), policy, policyVersion: 1 });
  const lines = (wanted: TermsWanted, of: ReturnCase) => {
    const counted = terms(wanted, of);
    if ('faults' in counted) throw new Error(JSON.stringify(counted.faults));
    return counted.lines;
  };

  it('a refund into an exchange: the same again, or what they say', () => {
    expect(lines({ remedy: 'exchange' }, subject())).toEqual([{ ...line, exchangeFor: { sku: 'MUG' } }]);
    const red = { remedy: 'exchange' as const, lines: [{ lineId: '1', quantity: 1, exchangeFor: 'MUG-RED' }] };
    expect(lines(red, subject())).toMatchObject([{ quantity: 1, exchangeFor: { sku: 'MUG-RED', unitPrice: 1500 } }]);
  });

  it('an exchange into a refund: nothing is wanted instead any more', () => {
    expect(lines({ remedy: 'refund' }, exchanged)).toEqual([line]);
  });

  it('something else: the article and the price that the customer was told stay', () => {
    expect(lines({}, exchanged)).toEqual([{ ...line, exchangeFor: told }]);
    expect(lines({ lines: [{ lineId: '1', quantity: 1 }] }, exchanged)).toMatchObject([{ quantity: 1, exchangeFor: told }]);
  });

  it('the article: it has the price of today', () => {
    const small = { lines: [{ lineId: '1', quantity: 2, exchangeFor: 'MUG-SMALL' }] };
    expect(lines(small, exchanged)).toMatchObject([{ exchangeFor: { sku: 'MUG-SMALL', unitPrice: 1000 } }]);
  });

  it('the article to one that the shop does not offer, or without an exchange: refused at its place', () => {
    const hat = { lines: [{ lineId: '1', quantity: 2, exchangeFor: 'HAT' }] };
    expect(terms(hat, exchanged)).toMatchObject({ faults: [{ pointer: '/lines/0/exchangeFor', because: { code: 'not-exchangeable' } }] });
    expect(terms(hat, subject())).toMatchObject({ faults: [{ pointer: '/lines/0/exchangeFor', because: { code: 'exchange-not-asked' } }] });
  });
});

it('an approver reads it as a return, not as money that went back', () => {
  const openedAt = on.toISOString();
  const refunds = [aRefund(1, 1000, on, { via: 'exchange', status: 'succeeded' }), aRefund(2, 250, on, { status: 'succeeded' })];
  const exchanged = aReturn({ caseId: 'R-00000002', openedAt, refunds: refunds.slice(0, 1) });
  const cheaper = aReturn({ caseId: 'R-00000003', openedAt, refunds });
  expect(customerHistory(aReturn(), [exchanged, cheaper], on)).toEqual({
    ...{ returns: 2, refunded: 1 },
    sums: [{ amount: 250, currency: 'GBP' }],
  });
});

it('what may be kept is told as an exchange', () => {
  const { decision } = quoted([mugs(1)], aReturnPolicy({ remedies: ['exchange'], keepItemUpTo: { GBP: 9999 } }));
  expect(decision).toMatchObject({ outcome: 'keep-item', because: { code: 'keep-item-exchange' } });
  const judged = { openedAt: on.toISOString(), remedy: 'refund' as const, value: { amount: 1250, currency: 'GBP' }, lines: [] };
  const keeps = aReturnPolicy({ keepItemUpTo: { GBP: 9999 } });
  expect(decideReturn(judged, order, keeps).because.code).toBe('keep-item');
});

it('nothing is sent for goods that nobody has looked at, whatever policy refunds early', () => {
  const decision = { ...yes, by: 'policy', at: day(1).toISOString() } as const;
  const subject = aReturn({ status: 'awaiting-parcel', decision, refundOn: 'request' });
  expect([isRefundedEarly(subject), isRefundedEarly({ ...subject, remedy: 'exchange' })]).toEqual([true, false]);
});

it('what pays for an exchange stays what it is, also where money of its payment came back', () => {
  const back = aRefund(1, 100, day(1), { status: 'failed', cameBackAt: day(2).toISOString() });
  const [part, rest] = byAnotherWay([aRefund(2, 100, day(3), { via: 'exchange' }), aRefund(3, 100, day(3))], { refunds: [back] });
  expect(part).toEqual(aRefund(2, 100, day(3), { via: 'exchange' }));
  expect(rest).toMatchObject({ via: 'payout', replaces: back.refundId });
});

it.each([
  ['out-of-stock', true],
  ['a', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['Out of stock', false],
  ['-stock', false],
  ['', false],
])('a reason to decline is a code: %s', (code, fits) => expect(DeclineReason.safeParse(code).success).toBe(fits));

it('a plan sums its prices; without pieces there is none', () => {
  const [item] = anExchange().items;
  expect(plannedExchange([item!, { ...item!, lineId: '2', price: 1 }], 7)).toMatchObject({ worth: 7, price: 1501 });
  expect(plannedExchange([], 7)).toBeUndefined();
});
