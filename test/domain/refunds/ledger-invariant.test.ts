import { expect, it } from 'vitest';
import { ledgersOf, untouched } from '../../../domain/refunds/ledger.ts';
import { type Counted, ledgerFaults } from '../../../domain/refunds/ledger-invariant.ts';
import { anOrder } from '../../builders/an-order.ts';

const whole = { captured: 5000, remaining: 5000, reserved: 0, refunded: 0, elsewhere: 0 };
const ledger = (differs: Partial<typeof whole>) => ledgersOf(anOrder(), new Map([['pay-1', { ...whole, ...differs }]]));
const refund = (amount: number, status: Counted['status'], differs: Partial<Counted> = {}): Counted => ({
  paymentId: 'pay-1',
  amount,
  currency: 'GBP',
  status,
  ...differs,
});

it('a payment begins untouched, whole and without a fault', () => {
  expect(untouched(5000)).toEqual(whole);
  expect(ledgerFaults(ledger({}), [])).toEqual([]);
});

it.each([
  ['a negative pot', { remaining: -1, refunded: 5001 }, 'not-whole', 0, -1],
  ['half a penny', { remaining: 4999.5, reserved: 0.5 }, 'not-whole', 0, 4999.5],
  ['no number', { captured: Number.NaN }, 'not-whole', 0, Number.NaN],
  ['a negative count of what was made elsewhere', { elsewhere: -5 }, 'not-whole', 0, -5],
  ['a penny more set aside and gone than was captured', { remaining: 0, reserved: 3000, refunded: 2001 }, 'above-captured', 5000, 5001],
  ['more made elsewhere than went back', { remaining: 4000, refunded: 1000, elsewhere: 1001 }, 'refunded-differs', 1001, 1000],
  ['pots that lost a penny', { remaining: 3999, reserved: 400, refunded: 600 }, 'pots-do-not-sum', 4000, 3999],
] as const)('%s is a fault', (_sentence, differs, code, expected, found) => {
  expect(ledgerFaults(ledger(differs))).toEqual([{ paymentId: 'pay-1', code, expected, found }]);
});

it.each([
  ['everything set aside', { remaining: 0, reserved: 5000 }],
  ['everything gone, all of it elsewhere', { remaining: 0, refunded: 5000, elsewhere: 5000 }],
  ['a part each', { remaining: 1000, reserved: 1500, refunded: 2500, elsewhere: 100 }],
  ['nothing captured', { captured: 0, remaining: 0 }],
])('%s is none', (_sentence, differs) => expect(ledgerFaults(ledger(differs))).toEqual([]));

const counted = { remaining: 1000, reserved: 1500, refunded: 2500, elsewhere: 100 };
const refunds = [
  refund(400, 'reserved'),
  refund(500, 'sent'),
  refund(600, 'awaiting-payout'),
  refund(2400, 'succeeded'),
  refund(777, 'failed'),
];

it('counts open, succeeded and foreign refunds exactly, and failed ones not at all', () => {
  expect(ledgerFaults(ledger(counted), refunds)).toEqual([]);
});

it.each([
  ['a reservation that no refund stands for', refunds.slice(1), [['reserved-differs', 1100, 1500]]],
  ['a refund that the ledger does not count', refunds.toSpliced(3, 1), [['refunded-differs', 100, 2500]]],
  [
    'a refund settled on the case alone',
    [refund(400, 'succeeded'), ...refunds.slice(1)],
    [
      ['reserved-differs', 1100, 1500],
      ['refunded-differs', 2900, 2500],
    ],
  ],
  ['a refund in another currency', [...refunds, refund(9, 'failed', { currency: 'IDR' })], [['another-currency', 0, 9]]],
] as const)('tells of %s', (_sentence, known, faults) => {
  expect(ledgerFaults(ledger(counted), known)).toEqual(
    faults.map(([code, expected, found]) => ({ paymentId: 'pay-1', code, expected, found })),
  );
});

it('tells of a refund to a payment that the order does not have', () => {
  const stray = refund(300, 'succeeded', { paymentId: 'pay-9' });
  expect(ledgerFaults(ledger({}), [stray])).toEqual([{ paymentId: 'pay-9', code: 'unknown-payment', expected: 0, found: 300 }]);
});
