import { describe, expect, it } from 'vitest';
import { decideCase, decideReturn, type Judged } from '../../../domain/returns/decide-return.ts';
import { agent, aReturn } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const title = 'Blue mug';
const over = { openedAt: '2026-12-03T10:00:00.001Z' };
const until = '2026-12-03T10:00:00.000Z';

function asked(differs: Partial<Judged> & { amount?: number } = {}): Judged {
  const amount = differs.amount ?? 2500;
  return {
    openedAt: '2026-11-10T10:00:00.000Z',
    remedy: 'refund',
    value: { amount, currency: 'GBP' },
    lines: [{ lineId: '1', quantity: 2, amount }],
    ...differs,
  };
}

describe('a return is', () => {
  it.each([
    ['approved below the limit', asked(), {}, {}, 'approved', 'within-limit', { amount: 2500, limit: 4000, currency: 'GBP' }],
    ['approved at the limit', asked({ amount: 4000 }), {}, {}, 'approved', 'within-limit', { amount: 4000, limit: 4000, currency: 'GBP' }],
    [
      'for a person one penny above it',
      asked({ amount: 4001 }),
      {},
      {},
      'needs-approval',
      'above-limit',
      { amount: 4001, limit: 4000, currency: 'GBP' },
    ],
    [
      'for a person where the currency has no limit',
      asked({ value: { amount: 1, currency: 'KWD' } }),
      {},
      {},
      'needs-approval',
      'currency-asks',
      { amount: 1, currency: 'KWD' },
    ],
    [
      'for a person from the first penny where the limit is 0',
      asked({ amount: 1 }),
      { autoApproveUpTo: { GBP: 0 } },
      {},
      'needs-approval',
      'above-limit',
      { amount: 1, limit: 0, currency: 'GBP' },
    ],
    [
      'approved in the last millisecond of the window',
      asked({ openedAt: until }),
      {},
      {},
      'approved',
      'within-limit',
      { amount: 2500, limit: 4000, currency: 'GBP' },
    ],
    ['refused a millisecond later', asked(over), {}, {}, 'refused', 'window-over', { title, until }],
    ['refused for a final sale', asked(), {}, { finalSale: true }, 'refused', 'final-sale', { title }],
    ['refused for postage and the like', asked(), {}, { goods: false }, 'refused', 'no-goods', { title }],
    [
      'refused for a remedy that the shop does not offer',
      asked({ remedy: 'exchange' }),
      {},
      {},
      'refused',
      'remedy-not-offered',
      { remedy: 'exchange' },
    ],
    [
      'for a person where no rule knows the line',
      asked(),
      { rules: [{ when: { country: 'FR' }, windowDays: 30 }] },
      {},
      'needs-approval',
      'no-rule',
      { title },
    ],
    [
      'settled without the goods up to the keep-item threshold',
      asked(),
      { keepItemUpTo: { GBP: 2500 } },
      {},
      'keep-item',
      'keep-item',
      { amount: 2500, limit: 2500, currency: 'GBP' },
    ],
    [
      'not settled without the goods above it',
      asked(),
      { keepItemUpTo: { GBP: 2499 } },
      {},
      'approved',
      'within-limit',
      { amount: 2500, limit: 4000, currency: 'GBP' },
    ],
    [
      'never a gift where keep-item is 0',
      asked({ amount: 0 }),
      { keepItemUpTo: { GBP: 0 } },
      {},
      'approved',
      'within-limit',
      { amount: 0, limit: 4000, currency: 'GBP' },
    ],
    ['refused late, however small it is', asked(over), { keepItemUpTo: { GBP: 9999 } }, {}, 'refused', 'window-over', { title, until }],
  ] as const)('%s', (_sentence, subject, policy, line, outcome, code, values) => {
    const order = anOrder({ lines: [aLine(line)] });
    expect(decideReturn(subject, order, aReturnPolicy(policy as object))).toEqual({ outcome, because: { code, values } });
  });

  it('refused when more pieces are asked for than came', () => {
    const order = anOrder({
      deliveries: [
        { parcelId: 'p', deliveredAt: '2026-11-05T00:00:00.000Z', lines: [{ lineId: '1', quantity: 1 }] },
        { parcelId: 'q', lines: [{ lineId: '1', quantity: 3 }] },
      ],
    });
    expect(decideReturn(asked(), order, aReturnPolicy()).because).toEqual({ code: 'not-delivered', values: { title } });
  });

  it('refused as a whole for one line, which the reason names', () => {
    const order = anOrder({ lines: [aLine(), aLine({ lineId: '2', title: 'Sale hat', finalSale: true })] });
    const lines = [
      { lineId: '1', quantity: 1, amount: 1250 },
      { lineId: '2', quantity: 1, amount: 1250 },
    ];
    expect(decideReturn(asked({ lines }), order, aReturnPolicy())).toEqual({
      outcome: 'refused',
      because: { code: 'final-sale', values: { title: 'Sale hat' } },
    });
  });
});

describe('an entry of the allowlist', () => {
  const allowed = { outcome: 'approved', because: { code: 'allowed', values: {} } };
  it.each([
    ['lets an order through that is late', { orderId: 'A-1' }, asked(over), {}, true],
    ['lets a sku through that is final sale', { sku: 'MUG' }, asked(), { finalSale: true }, true],
    ['lets a category through above the limit', { category: 'kitchen' }, asked({ amount: 999_999 }), {}, true],
    ['lets a tier through', { tier: 'gold' }, asked(over), {}, true],
    ['lets through what fits in everything it names', { tier: 'gold', sku: 'MUG' }, asked(over), {}, true],
    ['lets nothing through that fits only in part', { tier: 'gold', sku: 'HAT' }, asked(over), {}, false],
    ['lets no other order through', { orderId: 'A-2' }, asked(over), {}, false],
    ['does not turn postage into goods', { orderId: 'A-1' }, asked(), { goods: false }, false],
  ])('%s', (_sentence, entry, subject, line, through) => {
    const order = anOrder({ tier: 'gold', lines: [aLine(line)] });
    const decision = decideReturn(subject, order, aReturnPolicy({ allow: [entry] }));
    if (through) expect(decision).toEqual(allowed);
    else expect(decision.outcome).toBe('refused');
  });

  it('overrides the limit only when it covers every line', () => {
    const order = anOrder({ lines: [aLine(), aLine({ lineId: '2', sku: 'HAT' })] });
    const lines = ['1', '2'].map((lineId) => ({ lineId, quantity: 1, amount: 5000 }));
    const decision = decideReturn(
      asked({ lines, value: { amount: 10_000, currency: 'GBP' } }),
      order,
      aReturnPolicy({ allow: [{ sku: 'MUG' }] }),
    );
    expect(decision).toMatchObject({ outcome: 'needs-approval', because: { code: 'above-limit' } });
  });
});

describe('a return that policy would let through', () => {
  const small = { ...asked(), lines: [{ lineId: '1', quantity: 2, open: 2, reason: 'changed-mind', photos: [], amount: 2500 }] };
  it.each([
    ['as it was asked for', {}, 'approved'],
    ['after its policy changed', { terms: 2 }, 'approved'],
    ['after a colleague inspected it', { lastEditedBy: agent }, 'approved'],
    ['after a colleague changed its terms', { terms: 2, lastEditedBy: agent }, 'needs-approval'],
  ])('is, %s: %o', (_, differs, outcome) => {
    expect(decideCase(aReturn({ ...small, ...differs }), anOrder({ lines: [aLine()] }), aReturnPolicy()).outcome).toBe(outcome);
  });
});

describe('a stored case', () => {
  const differs = asked({ amount: 2500 });
  const stored = (more: object = {}) =>
    aReturn({ ...(differs as object), lines: [{ ...aReturn().lines[0]!, quantity: 2, amount: 2500 }], ...more });
  it.each([
    ['that a colleague changed is for people', { terms: 2, lastEditedBy: agent }, {}, 'needs-approval', 'changed-by-colleague'],
    [
      'that they changed is for people also where it could be kept',
      { terms: 2, lastEditedBy: agent },
      { keepItemUpTo: { GBP: 2500 } },
      'needs-approval',
      'changed-by-colleague',
    ],
    ['that policy changed is for policy', { terms: 2 }, {}, 'approved', 'within-limit'],
    ['that nobody changed is for policy', { lastEditedBy: agent }, {}, 'approved', 'within-limit'],
    [
      'that a colleague changed and policy refuses is refused',
      { terms: 2, lastEditedBy: agent, remedy: 'exchange' },
      {},
      'refused',
      'remedy-not-offered',
    ],
    ['of a line that the order lost is refused', { lines: [{ ...aReturn().lines[0]!, lineId: '9' }] }, {}, 'refused', 'unknown-line'],
  ] as const)('%s', (_sentence, more, rules, outcome, code) => {
    expect(decideCase(stored(more), anOrder(), aReturnPolicy(rules))).toMatchObject({ outcome, because: { code } });
  });

  it('tells what it is about', () => {
    const { because } = decideCase(stored({ terms: 2, lastEditedBy: agent }), anOrder(), aReturnPolicy());
    expect(because.values).toEqual({ amount: 2500, currency: 'GBP' });
    const lost = decideCase(stored({ lines: [{ ...aReturn().lines[0]!, lineId: '9' }] }), anOrder(), aReturnPolicy());
    expect(lost.because.values).toEqual({ lineId: '9' });
  });
});
