import { expect, it } from 'vitest';
import { compositionOf, withoutRefund } from '../../../domain/refunds/composition-of.ts';
import type { Finding, ReturnCase } from '../../../domain/returns/return-case.ts';
import { aRefund, aReturn, day } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const policy = aReturnPolicy();
const order = anOrder({ lines: [aLine({ quantity: 5, unitPrice: 1000 })] });
const lines = [{ lineId: '1', quantity: 4, open: 0, reason: 'changed-mind', photos: [], amount: 4000 }];
const accepted = (quantity: number, more: Partial<Finding> = {}): Finding => ({ lineId: '1', quantity, outcome: 'accepted', ...more });
const aCase = (differs: Partial<ReturnCase>) => aReturn({ status: 'refunding', lines, ...differs });
const idOf = (n: number) => aRefund(n, 1, day(1)).refundId;

const first = aRefund(1, 2000, day(5), { findings: 1, status: 'succeeded' });
const twoParcels = aCase({
  findings: [accepted(2), accepted(2, { deduction: 300, noteId: 't-1' })],
  refunds: [first, aRefund(2, 1700, day(9), { findings: 2 })],
});

it('tells of each refund what it was for, also after the case went on', () => {
  expect(compositionOf(idOf(1), twoParcels, order, policy)).toMatchObject({
    due: 2000,
    refunds: [{ refundId: idOf(1) }],
    parts: [{ code: 'goods', lineId: '1', quantity: 2, amount: 2000 }],
  });
  expect(compositionOf(idOf(2), twoParcels, order, policy)?.parts).toEqual([
    { code: 'goods', lineId: '1', quantity: 4, amount: 4000 },
    { code: 'deduction', lineId: '1', amount: -300, noteId: 't-1' },
    { code: 'refunded-before', amount: -2000 },
  ]);
});

it('takes the refunds that were reserved together as one amount', () => {
  const parts = [aRefund(1, 1500, day(5), { findings: 1 }), aRefund(2, 2500, day(5), { findings: 1, paymentId: 'pay-2' })];
  const composed = compositionOf(idOf(2), aCase({ findings: [accepted(4)], refunds: parts }), order, policy);
  expect(composed?.refunds.map(({ amount }) => amount)).toEqual([1500, 2500]);
  expect(composed?.due).toBe(4000);
});

it('counts the pieces that were still expected for an early refund', () => {
  const early = aRefund(1, 4000, day(5), { findings: 0, early: true });
  const subject = aCase({ findings: [accepted(1), { lineId: '1', quantity: 3, outcome: 'rejected' }], refunds: [early] });
  expect(compositionOf(idOf(1), subject, order, policy)?.parts).toEqual([{ code: 'goods', lineId: '1', quantity: 4, amount: 4000 }]);
});

it.each([
  ['of a refund that the case does not have', idOf(9), twoParcels],
  ['where the lines would not sum to what moved', idOf(1), { ...twoParcels, adjustment: { amount: -1, by: 'p_000000000000' } }],
])('tells nothing %s', (_sentence, refundId, subject) => {
  expect(compositionOf(refundId, subject, order, policy)).toBeUndefined();
});

it('reads a refund of the first release, which did not say its findings, from all of them', () => {
  const { findings: _findings, ...old } = aRefund(1, 4000, day(5), { status: 'succeeded' });
  expect(compositionOf(idOf(1), aCase({ findings: [accepted(4)], refunds: [old] }), order, policy)?.due).toBe(4000);
});

it('tells why accepted pieces brought nothing', () => {
  const worn = aCase({ findings: [accepted(4, { deduction: 4000, noteId: 't-1' })] });
  expect(withoutRefund(worn, order, policy)).toMatchObject({
    due: 0,
    refunds: [],
    parts: [
      { code: 'goods', lineId: '1', quantity: 4, amount: 4000 },
      { code: 'deduction', lineId: '1', amount: -4000, noteId: 't-1' },
    ],
  });
});

it.each([
  ['where money went back', twoParcels],
  ['where something is still due', aCase({ findings: [accepted(4)] })],
  ['where nothing was accepted', aCase({ findings: [{ lineId: '1', quantity: 4, outcome: 'rejected' }] })],
])('says nothing of a return without a refund %s', (_sentence, subject) => {
  expect(withoutRefund(subject, order, policy)).toBeUndefined();
});
