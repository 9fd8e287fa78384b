import { describe, expect, it } from 'vitest';
import { asksForEarlier, RefundOn, refundTrigger, type TriggerFacts } from '../../../domain/returns/refund-trigger.ts';

const facts: TriggerFacts = { tier: 'gold', value: { amount: 2000, currency: 'GBP' }, categories: ['kitchen', 'books'], earlierReturns: 1 };
const rule = (when: Exclude<RefundOn, string>[number]['when']): RefundOn => [{ when, at: 'request' }];

describe('when the money goes back', () => {
  it.each(['request', 'first-scan', 'delivery', 'inspection'] as const)('is %s for everybody where policy says only that', (at) => {
    expect(refundTrigger(at, facts)).toBe(at);
  });

  it.each<[string, Exclude<RefundOn, string>[number]['when'], boolean]>([
    ['nothing asked', {}, true],
    ['the tier', { tier: 'gold' }, true],
    ['one of the tiers', { tier: ['silver', 'gold'] }, true],
    ['another tier', { tier: 'silver' }, false],
    ['exactly the limit', { upTo: { GBP: 2000 } }, true],
    ['one above the limit', { upTo: { GBP: 1999 } }, false],
    ['a limit in another currency only', { upTo: { EUR: 99_999 } }, false],
    ['every category', { category: ['books', 'kitchen'] }, true],
    ['the category of one line only', { category: 'kitchen' }, false],
    ['exactly as many earlier returns', { earlierReturns: 1 }, true],
    ['fewer earlier returns', { earlierReturns: 0 }, false],
    ['another tier within the limit', { tier: ['silver', 'bronze'], upTo: { GBP: 2000 } }, false],
    ['the limit alone', { tier: 'gold', upTo: { GBP: 100 }, category: ['books', 'kitchen'] }, false],
    ['all but one', { tier: 'gold', upTo: { GBP: 2000 }, earlierReturns: 0 }, false],
  ])('%s: fits %s', (_, when, fits) => {
    expect(refundTrigger(rule(when), facts)).toBe(fits ? 'request' : 'inspection');
  });

  it('is said by the first rule that fits', () => {
    const rules: RefundOn = [
      { when: { tier: 'silver' }, at: 'request' },
      { when: { upTo: { GBP: 3000 } }, at: 'delivery' },
      { when: {}, at: 'first-scan' },
    ];
    expect(refundTrigger(rules, facts)).toBe('delivery');
    expect(refundTrigger(rules, { ...facts, value: { amount: 3001, currency: 'GBP' } })).toBe('first-scan');
  });

  it('needs a customer of a tier, and a known number of earlier returns, where a rule asks', () => {
    expect(refundTrigger(rule({ tier: 'gold' }), { ...facts, tier: undefined })).toBe('inspection');
    expect(refundTrigger(rule({ earlierReturns: 5 }), { ...facts, earlierReturns: undefined })).toBe('inspection');
    expect([asksForEarlier('request'), asksForEarlier(rule({})), asksForEarlier(rule({ earlierReturns: 0 }))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(
      asksForEarlier([
        { when: {}, at: 'request' },
        { when: { earlierReturns: 0 }, at: 'request' },
      ]),
    ).toBe(true);
  });
});

describe('what a policy may say about it', () => {
  it.each<RefundOn>([
    ...(['request', 'first-scan', 'delivery', 'inspection'] as const),
    rule({}),
    rule({ tier: 'gold', upTo: { GBP: 1, IDR: 100 }, category: ['a', 'b'], earlierReturns: 0 }),
    rule({ tier: ['gold', 'silver'], category: 'books', earlierReturns: 12 }),
  ])('%j', (refundOn) => {
    expect(RefundOn.parse(refundOn)).toEqual(refundOn);
  });

  it.each([
    ['another moment', 'pickup', 'choose "request", "first-scan", "delivery" or "inspection", or a list of rules'],
    ['no rule', [], ''],
    ['a rule without a moment', [{ when: {} }], ''],
    ['a rule that asks for something unknown', [{ when: { teir: 'gold' }, at: 'request' }], 'Unrecognized key'],
    ['an empty tier', [{ when: { tier: '' }, at: 'request' }], 'name a tier'],
    ['no category', [{ when: { category: [] }, at: 'request' }], ''],
    ['an empty category', [{ when: { category: '' }, at: 'request' }], 'name a category'],
    ['fewer returns than none', [{ when: { earlierReturns: -1 }, at: 'request' }], ''],
    ['half a return', [{ when: { earlierReturns: 0.5 }, at: 'request' }], ''],
  ])('is not %s', (_, refundOn, why) => {
    const { success, error } = RefundOn.safeParse(refundOn);
    expect(success).toBe(false);
    expect(JSON.stringify(error?.issues)).toContain(JSON.stringify(why).slice(1, -1));
  });
});
