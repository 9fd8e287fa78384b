import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MoneyError } from '../../../domain/errors.ts';
import { type Basis, composeRefund } from '../../../domain/refunds/compose-refund.ts';
import { ledgersOf, remainingOf } from '../../../domain/refunds/ledger.ts';
import { type Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const on = new Date('2026-11-20T10:00:00Z');
const fees = { restocking: { percent: 10 }, returnShipping: { GBP: 300 } };
const order = anOrder({ lines: [aLine({ quantity: 5, unitPrice: 1000 })] });

/** Four of five mugs are announced, worth 10.00 each. */
function aCase(differs: object = {}): ReturnCase {
  const promisedBy = '2026-11-30T10:00:00.000Z';
  return ReturnCase.parse({
    caseId: 'R-00000001',
    kind: 'return',
    status: 'inspected',
    version: 5,
    orderId: 'A-1',
    openedAt: '2026-11-10T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    openedBy: 'customer',
    locale: 'en',
    country: 'GB',
    currency: 'GBP',
    lines: [{ lineId: '1', quantity: 4, open: 0, reason: 'changed-mind', photos: [], amount: 4000 }],
    remedy: 'refund',
    route: 'label',
    policyVersion: 1,
    value: { amount: 4000, currency: 'GBP' },
    fees: [],
    terms: 1,
    keepItem: false,
    promisedBy,
    firstPromisedBy: promisedBy,
    priority: 'normal',
    restarts: 0,
    parcel: {},
    extensions: 0,
    findings: [],
    settledFindings: 0,
    refunds: [],
    ...differs,
  });
}

const accepted = (quantity: number, deduction?: number): Finding => ({
  lineId: '1',
  quantity,
  outcome: 'accepted',
  ...(deduction === undefined ? {} : { deduction }),
});
const rejected = (quantity: number): Finding => ({ lineId: '1', quantity, outcome: 'rejected' });
const shown = [
  { code: 'restocking', amount: 400 },
  { code: 'return-shipping', amount: 300 },
];
const refund = (amount: number, status: string) => ({
  refundId: 'rf_0123456789abcdef01234567',
  paymentId: 'pay-1',
  method: 'card',
  amount,
  currency: 'GBP',
  status,
  via: 'provider',
  reservedAt: '2026-11-19T10:00:00.000Z',
});

describe('due is', () => {
  it.each([
    ['nothing before anything was inspected', {}, 0],
    ['everything when everything is accepted', { findings: [accepted(4)] }, 4000],
    ['the accepted part', { findings: [accepted(3), rejected(1)] }, 3000],
    ['nothing for a wrong item', { findings: [{ ...accepted(4), outcome: 'wrong-item' }] }, 0],
    ['less by what wear takes', { findings: [accepted(4, 250)] }, 3750],
    ['never less than nothing, however much wear takes', { findings: [accepted(1, 9999), accepted(3)] }, 3000],
    ['less the fees that were shown', { findings: [accepted(4)], fees: shown }, 3300],
    ['less restocking for what was accepted alone', { findings: [accepted(2), rejected(2)], fees: shown }, 1500],
    ['less no fee that was not shown', { findings: [accepted(4)], fees: [] }, 4000],
    ['nothing where the fee takes the rest', { findings: [accepted(1, 900)], fees: shown }, 0],
    [
      'the second parcel, without the fees again',
      { findings: [accepted(2), accepted(2)], fees: shown, refunds: [refund(1500, 'succeeded')] },
      1800,
    ],
    ['nothing while a refund of all of it is on its way', { findings: [accepted(4)], refunds: [refund(4000, 'sent')] }, 0],
    ['everything again when the refund failed', { findings: [accepted(4)], refunds: [refund(4000, 'failed')] }, 4000],
    ['everything without fees where the customer keeps the goods', { keepItem: true, fees: shown }, 4000],
    ['more by an adjustment', { findings: [accepted(4)], adjustment: { amount: 500, by: 'p_0123456789ab' } }, 4500],
    ['less by an adjustment', { findings: [accepted(4)], adjustment: { amount: -500, by: 'p_0123456789ab' } }, 3500],
  ])('%s', (_sentence, differs, amount) => {
    const composed = composeRefund(aCase(differs), order, ledgersOf(order), aReturnPolicy({ fees }), on);
    expect(composed).toMatchObject({ amount, short: 0, currency: 'GBP' });
    expect(composed.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
  });

  it('never more than the payments hold, and what is short is told', () => {
    const ledgers = ledgersOf(order, new Map([['pay-1', { captured: 5000, remaining: 1200, reserved: 0, refunded: 3800, elsewhere: 0 }]]));
    const composed = composeRefund(aCase({ findings: [accepted(4)] }), order, ledgers, aReturnPolicy(), on);
    expect(composed).toMatchObject({ amount: 1200, short: 2800, overpaid: 0, refunds: [{ paymentId: 'pay-1', amount: 1200 }] });
    expect(composed.parts).toEqual([
      { code: 'goods', lineId: '1', quantity: 4, amount: 4000 },
      { code: 'nothing-left', amount: -2800 },
    ]);
  });
});

it('pays nothing back across currencies', () => {
  const strange = ledgersOf({ ...order, currency: 'USD' });
  expect(() => composeRefund(aCase({ findings: [accepted(4)] }), order, strange, aReturnPolicy(), on)).toThrow(MoneyError);
  expect(() => remainingOf([...strange, ...ledgersOf(order)])).toThrow('cannot add GBP to USD');
});

it('gives delivery back when all of the order is accepted, or by law when all of it was announced', () => {
  const whole = { lines: [{ lineId: '1', quantity: 5, open: 0, reason: 'changed-mind', photos: [], amount: 5000 }] };
  const sold = { ...order, shipping: 495, payments: [{ paymentId: 'pay-1', method: 'card' as const, captured: 5495 }] };
  const amountOf = (differs: object) => composeRefund(aCase({ ...whole, ...differs }), sold, ledgersOf(sold), aReturnPolicy(), on).amount;
  expect(amountOf({ findings: [accepted(5)] })).toBe(5495);
  expect(amountOf({ findings: [accepted(5, 500)] })).toBe(4995);
  expect(amountOf({ findings: [accepted(4), rejected(1)] })).toBe(4000);
  expect(amountOf({ findings: [accepted(4), rejected(1)], statutory: true })).toBe(4495);
  expect(amountOf({ findings: [rejected(5)], statutory: true })).toBe(0);
  expect(amountOf({ keepItem: true })).toBe(5495);
});

it('tells what went back although nothing stands for it', () => {
  const subject = aCase({ findings: [accepted(1), rejected(3)], refunds: [refund(4000, 'succeeded')] });
  const composed = composeRefund(subject, order, ledgersOf(order), aReturnPolicy(), on);
  expect(composed).toMatchObject({ amount: 0, short: 0, overpaid: 3000, refunds: [] });
  expect(composed.parts).toEqual([
    { code: 'goods', lineId: '1', quantity: 1, amount: 1000 },
    { code: 'refunded-before', amount: -1000 },
  ]);
});

it('counts pieces that are still expected only where it is asked to', () => {
  const subject = aCase({
    lines: [{ lineId: '1', quantity: 4, open: 2, reason: 'changed-mind', photos: [], amount: 4000 }],
    findings: [accepted(1), rejected(1)],
  });
  const amountOf = (basis?: Basis) => composeRefund(subject, order, ledgersOf(order), aReturnPolicy(), on, basis).amount;
  expect([amountOf(), amountOf('accepted'), amountOf('announced')]).toEqual([1000, 1000, 3000]);
});

it('however the pieces come, the refunds of a case sum to what it is worth less the fees, once', () => {
  const parcels = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), good: fc.boolean() }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parcels, fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (arrivals, worth, charged) => {
      const pieces = arrivals.reduce((sum, { quantity }) => sum + quantity, 0);
      const sold = anOrder({ lines: [aLine({ quantity: pieces, unitPrice: worth })] });
      const lines = [{ lineId: '1', quantity: pieces, open: 0, reason: 'changed-mind', photos: [], amount: worth }];
      const findings = arrivals.map(({ quantity, good }) => (good ? accepted(quantity) : rejected(quantity)));
      const policy = aReturnPolicy({ fees: charged ? fees : {} });
      const caseFees = charged ? [{ code: 'restocking', amount: worth }] : [];
      const refunds: object[] = [];
      for (const [index] of findings.entries()) {
        const subject = aCase({ lines, findings: findings.slice(0, index + 1), refunds, fees: caseFees });
        const { amount } = composeRefund(subject, sold, ledgersOf(sold), policy, on);
        refunds.push(refund(amount, 'succeeded'));
      }
      const inOneGo = composeRefund(aCase({ lines, findings, fees: caseFees }), sold, ledgersOf(sold), policy, on).amount;
      const inParts = refunds.reduce((sum: number, part) => sum + (part as { amount: number }).amount, 0);
      expect(inParts).toBe(inOneGo);
      expect(inOneGo).toBeLessThanOrEqual(worth);
      if (!charged && arrivals.every(({ good }) => good)) expect(inOneGo).toBe(worth);
    }),
  );
});
