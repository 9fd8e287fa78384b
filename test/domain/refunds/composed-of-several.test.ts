import { describe, expect, it } from 'vitest';
import { AmountPart, ContainedTax } from '../../../domain/refunds/amount-part.ts';
import { composeAmount, isWholeOrder, type PiecesBack } from '../../../domain/refunds/compose-amount.ts';
import { composeDue, composeRefund } from '../../../domain/refunds/compose-refund.ts';
import { compositionOf } from '../../../domain/refunds/composition-of.ts';
import { containedTax } from '../../../domain/refunds/contained-tax.ts';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import type { Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { agent, aRefund, aReturn, day } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

// Three cups (60.00) and a pot (25.00) were sold and are sent back; delivery cost 4.95.
const lines = [
  aLine({ lineId: '1', title: 'Cup', quantity: 3, unitPrice: 2000, taxRate: 0.05 }),
  aLine({ lineId: '2', title: 'Pot', quantity: 1, unitPrice: 2500, taxRate: 0.2 }),
];
const order = anOrder({ lines, shipping: 495, payments: [{ paymentId: 'pay-1', method: 'card', captured: 8995 }] });
const policy = aReturnPolicy();
const finding = (lineId: string, quantity: number, outcome: Finding['outcome'] = 'accepted', more: Partial<Finding> = {}): Finding => ({
  ...{ lineId, quantity, outcome },
  ...more,
});
const inspected = (findings: Finding[], differs: Partial<ReturnCase> = {}) => {
  const subject = aReturn({ status: 'inspected', findings, ...differs });
  const open = (lineId: string) => findings.filter((one) => one.lineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0);
  return { ...subject, lines: subject.lines.map((line) => ({ ...line, open: line.quantity - open(line.lineId) })) };
};
const everything = [finding('1', 3), finding('2', 1)];
const parts = (subject: ReturnCase, basis?: 'announced') => composeDue(subject, order, policy, basis).parts;
const cups = (quantity: number) => ({ code: 'goods', lineId: '1', quantity, amount: 2000 * quantity });
const pot = { code: 'goods', lineId: '2', quantity: 1, amount: 2500 };
const delivery = { code: 'shipping', amount: 495 };

describe('a refund of several lines', () => {
  it('takes each line by its own findings, delivery with all of them', () => {
    expect(parts(inspected(everything))).toEqual([cups(3), pot, delivery]);
    expect(parts(inspected([finding('1', 2), finding('1', 1, 'rejected'), finding('2', 1)]))).toEqual([cups(2), pot]);
    expect(parts(inspected([finding('2', 1)]))).toEqual([pot]);
    expect(parts(inspected([finding('1', 3, 'rejected'), finding('2', 1, 'rejected')]))).toEqual([]);
    expect(parts(inspected([]))).toEqual([]);
  });

  it('gives delivery back by law for what was announced, once something is accepted', () => {
    const some = [finding('1', 3, 'rejected'), finding('2', 1)];
    expect(parts(inspected(some, { statutory: true }))).toEqual([pot, delivery]);
    expect(parts(inspected([finding('1', 3, 'rejected'), finding('2', 1, 'rejected')], { statutory: true }))).toEqual([]);
  });

  it('counts pieces that are still expected only for who asks what was announced', () => {
    expect(parts(inspected([finding('1', 2)]))).toEqual([cups(2)]);
    expect(parts(inspected([finding('1', 2)]), 'announced')).toEqual([cups(3), pot, delivery]);
    expect(parts(inspected(everything), 'announced')).toEqual([cups(3), pot, delivery]);
    const early = composeRefund(inspected([]), order, ledgersOf(order), policy, day(1), 'announced');
    expect(early).toMatchObject({ amount: 8995, short: 0 });
  });

  it('takes wear off each line, with or without words about it, and names an adjustment', () => {
    const worn = [finding('1', 3, 'accepted', { deduction: 100 }), finding('2', 1, 'accepted', { deduction: 200, noteId: 't-1' })];
    expect(parts(inspected(worn, { adjustment: { amount: -50, by: agent } }))).toEqual([
      cups(3),
      pot,
      { code: 'deduction', lineId: '1', amount: -100 },
      { code: 'deduction', lineId: '2', amount: -200, noteId: 't-1' },
      delivery,
      { code: 'adjustment', amount: -50 },
    ]);
  });

  it('charges each fee no higher than that fee was shown', () => {
    const charged = aReturnPolicy({ fees: { restocking: { percent: 50 }, returnShipping: { GBP: 900 } } });
    const fees = [
      { code: 'restocking' as const, amount: 100 },
      { code: 'return-shipping' as const, amount: 300 },
    ];
    const subject = inspected([finding('1', 3)], { route: 'label', fees, lines: aReturn().lines.slice(0, 1) });
    expect(composeDue(subject, order, charged).parts).toEqual([
      cups(3),
      { code: 'restocking', amount: -100 },
      { code: 'return-shipping', amount: -300 },
    ]);
  });

  it('is told later as it was then, line by line', () => {
    const early = aRefund(1, 8995 - 495, day(2), { findings: 1, early: true });
    const more = aRefund(2, 495, day(3), { findings: 2 });
    const noDelivery = anOrder({ ...order, shipping: 0 });
    const subject = inspected(everything, { refunds: [early] });
    expect(compositionOf(early.refundId, subject, noDelivery, policy)?.lines.map(({ quantity }) => quantity)).toEqual([3, 1]);
    const later = inspected(everything, { refunds: [{ ...early, amount: 8500 }, more] });
    expect(compositionOf(more.refundId, later, order, policy)?.due).toBe(495);
  });
});

describe('wear', () => {
  const worth = { price: 1000, lineDiscount: 0, orderDiscount: 0, notPaid: 0, amount: 1000 };
  const line = (...amounts: number[]): PiecesBack => ({
    ...{ lineId: '1', reason: 'changed-mind', quantity: 1, worth },
    deductions: amounts.map((amount) => ({ amount })),
  });
  it('takes no more than the pieces are worth, however often, and nothing is no part', () => {
    const goods = { route: 'store' as const, wholeOrder: false, free: false };
    const taken = composeAmount({ ...goods, lines: [line(700, 700, 100)] }, order, policy);
    expect(taken.parts).toEqual([
      { code: 'goods', lineId: '1', quantity: 1, amount: 1000 },
      { code: 'deduction', lineId: '1', amount: -700 },
      { code: 'deduction', lineId: '1', amount: -300 },
    ]);
    expect(taken.amount).toBe(0);
  });
});

it('an order without goods never comes back whole', () => {
  expect(isWholeOrder([], { lines: [aLine({ goods: false })] })).toBe(false);
  expect(isWholeOrder([], { lines: [] })).toBe(false);
  expect(isWholeOrder([{ lineId: '1', quantity: 4 }], { lines: [aLine()] })).toBe(true);
});

describe('the tax in an amount', () => {
  const goods = (lineId: string, amount: number): AmountPart => ({ code: 'goods', lineId, amount });
  it('stands by rate, the highest first, whichever line came first', () => {
    expect(containedTax([goods('1', 2100), goods('2', 1200), goods('1', 2100)], order)).toEqual([
      { rate: 0.2, amount: 200, of: 1200 },
      { rate: 0.05, amount: 200, of: 4200 },
    ]);
  });

  it('is none where nothing is left of the goods', () => {
    expect(containedTax([goods('1', 500), goods('1', -500)], order)).toEqual([]);
    expect(containedTax([goods('1', -500)], order)).toEqual([]);
    expect(containedTax([{ code: 'shipping', amount: 495 }], order)).toEqual([]);
  });

  it('is whole rupiah for IDR', () => {
    const rupiah = anOrder({ currency: 'IDR', lines: [aLine({ taxRate: 0.11 })] });
    expect(containedTax([goods('1', 1_110_000)], rupiah)).toEqual([{ rate: 0.11, amount: 110_000, of: 1_110_000 }]);
    expect(containedTax([goods('1', 1_000_000)], rupiah)).toEqual([{ rate: 0.11, amount: 99_100, of: 1_000_000 }]);
  });
});

it.each(['paypal', 'wallet', 'store-credit'] as const)('a payment by %s goes back by machine, until its last day', (method) => {
  const until = '2026-12-01T00:00:00.000Z';
  expect(ledgersOf(anOrder({ payments: [{ paymentId: 'p', method, captured: 5, until }] }))).toMatchObject([{ via: 'provider', until }]);
  expect(ledgersOf(anOrder({ payments: [{ paymentId: 'p', method, captured: 5 }] }))[0]).not.toHaveProperty('until');
});

it('a part is read exactly as it was written', () => {
  const part = { code: 'deduction', lineId: '1', quantity: 2, amount: -5, noteId: 't-1' };
  expect(AmountPart.parse(part)).toEqual(part);
  for (const wrong of [{ code: 'tip' }, { quantity: 0 }, { amount: 0.5 }, { more: 1 }]) {
    expect(AmountPart.safeParse({ ...part, ...wrong }).success).toBe(false);
  }
  expect(ContainedTax.parse({ rate: 0.2, amount: 1, of: 6 })).toEqual({ rate: 0.2, amount: 1, of: 6 });
  expect(ContainedTax.safeParse({ rate: 0.2, amount: -1, of: 6 }).success).toBe(false);
});
