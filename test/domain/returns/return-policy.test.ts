import { describe, expect, it } from 'vitest';
import { choosableReasons, labelOf, reasonOf } from '../../../domain/returns/reasons.ts';
import { ReturnPolicy } from '../../../domain/returns/return-policy.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';

const label = { en: 'x', id: 'y' };
const policy = {
  rules: [{ when: {}, windowDays: 30 }],
  reasons: [{ code: 'a', label }],
  reminderAfter: 'P7D',
  expiresAfter: 'P14D',
};

describe('a policy is refused, with the place, for', () => {
  it.each([
    ['a word that it does not know', { ruels: [] }, '', 'Unrecognized key'],
    ['a refund at an unknown moment', { refundOn: [{ when: {}, at: 'pickup' }] }, 'refundOn', ''],
    ['a refund by no rule', { refundOn: [] }, 'refundOn', ''],
    ['an answer to exchanges in no time', { exchange: { answerWithin: 'PT0S' } }, 'exchange.answerWithin', 'more than nothing'],
    ['credit with two bonuses', { storeCredit: { bonus: { percent: 10, fixed: { GBP: 1 } } } }, 'storeCredit.bonus', ''],
    ['credit with a bonus of more than the whole', { storeCredit: { bonus: { percent: 101 } } }, 'storeCredit.bonus.percent', '<=100'],
    ['credit with less than no bonus', { storeCredit: { bonus: { percent: -1 } } }, 'storeCredit.bonus.percent', '>=0'],
    ['credit with a bonus of half a penny', { storeCredit: { bonus: { fixed: { GBP: 0.5 } } } }, 'storeCredit.bonus', ''],
    ['credit with no bonus at all', { storeCredit: { bonus: {} } }, 'storeCredit.bonus', ''],
    ['credit with another word', { storeCredit: { until: 'P1Y' } }, 'storeCredit', 'Unrecognized key'],
    ['a country that is none', { rules: [{ when: { country: 'England' }, windowDays: 1 }] }, 'rules.0.when.country', 'two capitals'],
    ['a duration that is none', { expiresAfter: '14 days' }, 'expiresAfter', 'ISO 8601'],
    ['an expiry at once', { expiresAfter: 'PT0S' }, 'expiresAfter', 'more than nothing'],
    ['an extension by nothing', { extend: { by: 'P0D', times: 1 } }, 'extend.by', 'more than nothing'],
    [
      'an extension that ends before it begins',
      { rules: [{ when: {}, windowDays: 1, extension: { from: '2026-12-24', to: '2026-11-01', until: '2027-01-31' } }] },
      'rules.0.extension.to',
      'not come before',
    ],
    ['a limit that is no whole number of minor units', { autoApproveUpTo: { GBP: 40.5 } }, 'autoApproveUpTo.GBP', 'a whole number'],
    ['a negative limit', { keepItemUpTo: { GBP: -1 } }, 'keepItemUpTo.GBP', 'without a sign'],
    ['a currency that is none', { autoApproveUpTo: { pounds: 1 } }, 'autoApproveUpTo.pounds', ''],
    ['a fee above the whole', { fees: { restocking: { percent: 101 } } }, 'fees.restocking.percent', '<=100'],
    ['an entry of the allowlist that names nothing', { allow: [{ note: 'everyone' }] }, 'allow.0', 'orderId, sku, category or tier'],
    ['an address in the allowlist', { allow: [{ email: 'ana@customer.example' }] }, 'allow.0', 'Unrecognized key'],
    [
      'two reasons with one code',
      {
        reasons: [
          { code: 'a', label },
          { code: 'b', label, children: [{ code: 'a', label }] },
        ],
      },
      'reasons',
      'a code of its own',
    ],
    ['a reason without Indonesian', { reasons: [{ code: 'a', label: { en: 'x' } }] }, 'reasons.0.label.id', ''],
    [
      'an extension until no day',
      { rules: [{ when: {}, windowDays: 1, extension: { from: '2026-11-01', to: '2026-12-24', until: 'January' } }] },
      'rules.0.extension.until',
      'a date',
    ],
  ])('%s', (_sentence, differs, path, message) => {
    const [issue] = ReturnPolicy.safeParse({ ...policy, ...differs }).error?.issues ?? [];
    expect(issue?.path.join('.')).toBe(path);
    expect(issue?.message).toContain(message);
  });
});

it('what a policy leaves out is off, and a person decides', () => {
  expect(ReturnPolicy.parse(policy)).toEqual({
    ...policy,
    autoApproveUpTo: {},
    storeCredit: {},
    exchange: { answerWithin: 'P3D' },
    keepItemUpTo: {},
    fees: {},
    extend: { by: 'P7D', times: 0 },
    refundOn: 'inspection',
    tenderOrder: 'last-in-first-out',
    remedies: ['refund'],
    allow: [],
  });
});

describe('reasons', () => {
  const { reasons } = aReturnPolicy();
  it('are chosen among the leaves', () => {
    expect(choosableReasons(reasons).map(({ path }) => path.join(' > '))).toEqual([
      'changed-mind',
      'damaged',
      'other',
      'size > too-small',
      'size > too-large',
    ]);
  });

  it('inherit what they do not say', () => {
    const tree = [
      {
        code: 'fault',
        label,
        needs: 'photo' as const,
        shopPays: true,
        children: [
          { code: 'torn', label },
          { code: 'worn', label, shopPays: false },
        ],
      },
    ];
    expect(reasonOf('torn', tree)).toMatchObject({ needs: ['photo'], shopPays: true });
    expect(reasonOf('worn', tree)).toMatchObject({ needs: ['photo'], shopPays: false });
    expect(reasonOf('fault', tree)).toBeUndefined();
  });

  it('speak the reader’s language', () => {
    expect(['id', 'id-ID', 'en', 'fr'].map((locale) => labelOf({ label }, locale))).toEqual(['y', 'y', 'x', 'x']);
  });
});
