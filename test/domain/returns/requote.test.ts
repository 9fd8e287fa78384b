import { describe, expect, it } from 'vitest';
import { ledgersOf } from '../../../domain/refunds/ledger.ts';
import { requote, type Shop, type TermsWanted } from '../../../domain/returns/requote.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { agent, aReturn } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

// Four mugs of 12.50 and a hat of 9.99 were sold, paid by one card; two mugs are announced.
const order = anOrder({ lines: [aLine(), aLine({ lineId: '2', title: 'Hat', category: 'hats', quantity: 1, unitPrice: 999 })] });
const announced = { lineId: '1', quantity: 2, open: 2, reason: 'changed-mind', photos: ['up-1'], amount: 2500 };
const aCase = (differs: Partial<ReturnCase> = {}) =>
  aReturn({
    orderId: 'A-1',
    openedAt: '2026-11-10T10:00:00.000Z',
    lines: [announced],
    value: { amount: 2500, currency: 'GBP' },
    ...differs,
  });
const shop = (differs: Partial<Shop> = {}): Shop => ({
  ...{ order, ledgers: ledgersOf(order), counters: new Map([['1', 2]]), policy: aReturnPolicy(), policyVersion: 7 },
  ...differs,
});
const counted = (wanted: TermsWanted, subject = aCase(), of = shop()) => {
  const terms = requote(subject, wanted, of);
  if ('faults' in terms) throw new Error(JSON.stringify(terms.faults));
  return terms;
};
const faults = (wanted: TermsWanted, subject = aCase(), of = shop()) => {
  const terms = requote(subject, wanted, of);
  return 'faults' in terms ? terms.faults : [];
};

describe('terms counted again', () => {
  it('are the same when nothing is wanted, under the policy of today', () => {
    expect(counted({})).toEqual({
      lines: [announced],
      fees: [],
      value: { amount: 2500, currency: 'GBP' },
      remedy: 'refund',
      adjustment: 0,
      policyVersion: 7,
      decision: { outcome: 'approved', because: { code: 'within-limit', values: { amount: 2500, limit: 4000, currency: 'GBP' } } },
      sold: new Map([
        ['1', 4],
        ['2', 1],
      ]),
    });
  });

  it('take other lines: known ones keep reason and photos, new ones bring theirs', () => {
    const { lines, value } = counted({
      lines: [
        { lineId: '1', quantity: 4 },
        { lineId: '2', quantity: 1, reason: 'damaged' },
      ],
    });
    expect(lines).toEqual([
      { ...announced, quantity: 4, open: 4, amount: 5000 },
      { lineId: '2', quantity: 1, open: 1, reason: 'damaged', photos: [], amount: 999 },
    ]);
    expect(value.amount).toBe(5999);
  });

  it('take another reason for a known line', () => {
    expect(counted({ lines: [{ lineId: '1', quantity: 1, reason: 'damaged' }] }).lines).toMatchObject([
      { reason: 'damaged', amount: 1250 },
    ]);
  });

  it('show fees, and the value after them', () => {
    const policy = aReturnPolicy({ fees: { restocking: { percent: 10 } } });
    expect(counted({}, aCase(), shop({ policy }))).toMatchObject({ fees: [{ code: 'restocking', amount: 250 }], value: { amount: 2250 } });
  });

  it('price the pieces after those that other returns hold, not after its own', () => {
    const line = aLine({ quantity: 3, unitPrice: 1000, discount: 100 });
    const sold = anOrder({ lines: [line] });
    const subject = aCase({ lines: [{ ...announced, quantity: 1, open: 1, amount: 967 }] });
    const { lines } = counted({}, subject, shop({ order: sold, ledgers: ledgersOf(sold), counters: new Map([['1', 1]]) }));
    expect(lines[0]).toMatchObject({ amount: 967 });
  });

  it('ask for no more than was sold, though the counter is behind', () => {
    expect(faults({ lines: [{ lineId: '1', quantity: 5 }] }, aCase(), shop({ counters: new Map([['1', 4]]) }))).toMatchObject([
      { pointer: '/lines/0/quantity', because: { code: 'too-many', values: { left: 4 } } },
    ]);
    expect(counted({ lines: [{ lineId: '1', quantity: 4 }] }, aCase(), shop({ counters: new Map() })).value.amount).toBe(5000);
  });

  it('are as of the day when the return was asked for', () => {
    expect(counted({}, aCase({ openedAt: '2027-01-10T10:00:00.000Z' })).decision.outcome).toBe('refused');
  });
});

describe('an adjustment', () => {
  it.each([
    ['takes away', { adjustment: { amount: -500 } }, aCase(), 2000, -500],
    ['adds', { adjustment: { amount: 500 } }, aCase(), 3000, 500],
    ['stays when nothing is said of it', {}, aCase({ adjustment: { amount: 300, by: agent } }), 2800, 300],
    ['takes the place of the last one', { adjustment: { amount: 0 } }, aCase({ adjustment: { amount: 300, by: agent } }), 2500, 0],
    ['may take everything', { adjustment: { amount: -2500 } }, aCase(), 0, -2500],
    ['may add all that the payments hold', { adjustment: { amount: 3499 } }, aCase(), 5999, 3499],
  ])('%s', (_, wanted, subject, amount, adjustment) => {
    expect(counted(wanted, subject)).toMatchObject({ value: { amount }, adjustment });
  });

  it.each([
    ['below nothing', -2501, { code: 'adjustment-below-zero', values: { amount: 2500, currency: 'GBP' } }],
    ['above what was paid', 3500, { code: 'adjustment-above-paid', values: { amount: 5999, currency: 'GBP' } }],
  ])('is refused %s', (_, amount, because) => {
    expect(faults({ adjustment: { amount } })).toEqual([{ pointer: '/adjustment/amount', because }]);
  });

  it('that takes away is no matter of what the payments still hold', () => {
    const spent = ledgersOf(order, new Map([['pay-1', { captured: 5999, remaining: 0, reserved: 0, refunded: 5999, elsewhere: 0 }]]));
    expect(counted({ adjustment: { amount: -1 } }, aCase(), shop({ ledgers: spent })).value.amount).toBe(2499);
    expect(counted({}, aCase(), shop({ ledgers: spent })).value.amount).toBe(2500);
  });
});

describe('what is wrong', () => {
  it.each([
    ['a line that the order has not', { lines: [{ lineId: '9', quantity: 1, reason: 'changed-mind' }] }, '/lines/0/lineId', 'unknown-line'],
    ['more pieces than are left', { lines: [{ lineId: '1', quantity: 5 }] }, '/lines/0/quantity', 'too-many'],
    ['a new line without a reason', { lines: [{ lineId: '2', quantity: 1 }] }, '/lines/0/reason', 'unknown-reason'],
    ['a remedy that policy does not offer', { remedy: 'exchange' }, '/remedy', 'remedy-not-offered'],
  ] as const)('%s', (_, wanted, pointer, code) => {
    expect(faults(wanted)).toMatchObject([{ pointer, because: { code } }]);
  });

  it('names the remedy that is not offered', () => {
    expect(faults({ remedy: 'exchange' })[0]?.because.values).toEqual({ remedy: 'exchange' });
  });

  it('of lines that nobody changes is nobody’s business now', () => {
    const policy = aReturnPolicy({ reasons: [{ code: 'other', label: { en: 'Other', id: 'Lain' } }] });
    expect(faults({}, aCase(), shop({ policy }))).toEqual([]);
  });

  it('is neither the photo nor the comment that a customer would owe: a colleague has seen the goods', () => {
    expect(faults({ lines: [{ lineId: '2', quantity: 1, reason: 'damaged' }] })).toEqual([]);
    expect(faults({ lines: [{ lineId: '2', quantity: 1, reason: 'other' }] })).toEqual([]);
  });
});
