import { expect, it } from 'vitest';
import type { SoldOrder } from '../../../domain/orders/order.ts';
import { returnableLines } from '../../../domain/returns/returnable.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const until = '2026-12-03T10:00:00.000Z';
const inTime = new Date('2026-11-10T00:00:00Z');
const tooLate = new Date('2026-12-04T00:00:00Z');
const twoOfFourCame: Partial<SoldOrder> = {
  deliveries: [
    { parcelId: 'p', deliveredAt: '2026-11-03T10:00:00.000Z', lines: [{ lineId: '1', quantity: 2 }] },
    { parcelId: 'q', lines: [{ lineId: '1', quantity: 2 }] },
  ],
};
const reason = (code: string, more = {}) => ({ code, values: { title: 'Blue mug', ...more } });

it.each([
  ['all four in time', {}, {}, 4, inTime, { quantity: 4, until }],
  ['the three that no return holds', {}, {}, 3, inTime, { quantity: 3, until }],
  ['none once all are in returns', {}, {}, 0, inTime, { quantity: 0, because: reason('all-returned') }],
  ['none after the window, and until when it was', {}, {}, 4, tooLate, { quantity: 0, until, because: reason('window-over', { until }) }],
  ['none of a final sale', { finalSale: true }, {}, 4, inTime, { quantity: 0, because: reason('final-sale') }],
  ['none of what is no goods', { goods: false }, {}, 4, inTime, { quantity: 0, because: reason('no-goods') }],
  ['the two that came', {}, twoOfFourCame, 4, inTime, { quantity: 2, until }],
  ['the one that came and is not in a return', {}, twoOfFourCame, 3, inTime, { quantity: 1, until }],
  ['none when what came is in returns', {}, twoOfFourCame, 2, inTime, { quantity: 0, because: reason('not-delivered') }],
] as const)('a customer may send back %s', (_sentence, line, order, left, on, expected) => {
  const lines = returnableLines(anOrder({ ...order, lines: [aLine(line)] }), new Map([['1', left]]), aReturnPolicy(), on);
  expect(lines).toEqual([{ lineId: '1', ...expected }]);
});

it('a line without a counter has all its pieces', () => {
  expect(returnableLines(anOrder(), new Map(), aReturnPolicy(), inTime)[0]?.quantity).toBe(4);
});

it('the allowlist opens a window again, without an end', () => {
  const policy = aReturnPolicy({ allow: [{ orderId: 'A-1' }] });
  expect(returnableLines(anOrder(), new Map(), policy, tooLate)).toEqual([{ lineId: '1', quantity: 4 }]);
});

it('a line that no rule knows may be asked for, with the reason why a person decides', () => {
  const policy = aReturnPolicy({ rules: [{ when: { country: 'FR' }, windowDays: 1 }] });
  expect(returnableLines(anOrder(), new Map(), policy, inTime)).toEqual([{ lineId: '1', quantity: 4, because: reason('no-rule') }]);
});
