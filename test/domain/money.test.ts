import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MoneyError } from '../../domain/errors.ts';
import { decimalsOf, formatMoney } from '../../domain/format-money.ts';
import { addMoney, allocate, allocateWithin } from '../../domain/money.ts';

const weights = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 20 }).filter((all) => all.some((one) => one > 0));

it('splits any amount exactly, nobody further than one unit from their share', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000_000 }), weights, fc.constantFrom(1, 100), (units, by, unit) => {
      const total = units * unit;
      const parts = allocate(total, by, unit);
      const sum = by.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [index, part] of parts.entries()) {
        expect(part % unit).toBe(0);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(Math.abs(part - (total * by[index]!) / sum)).toBeLessThan(unit + 1e-3);
        if (by[index] === 0) expect(part).toBe(0);
      }
    }),
  );
});

it.each([
  ['the larger remainder first', 100, [1, 1, 1], 1, [34, 33, 33]],
  ['whole rupiah', 100_000, [1, 1, 1], 100, [33_400, 33_300, 33_300]],
  ['the odd sen to the largest part', 10_050, [1, 3], 100, [2_500, 7_550]],
  ['nothing', 0, [1, 2], 1, [0, 0]],
])('splits %s', (_, total, by, unit, parts) => expect(allocate(total, by, unit)).toEqual(parts));

it.each([
  [1.5, [1]],
  [10, []],
  [10, [0, 0]],
  [2 ** 53, [1]],
])('refuses to split %d by %j', (total, by) => expect(() => allocate(total, by)).toThrow(MoneyError));

it('adds amounts of one currency only, and only exactly', () => {
  expect(addMoney({ amount: 1, currency: 'GBP' }, { amount: 2, currency: 'GBP' })).toEqual({ amount: 3, currency: 'GBP' });
  expect(() => addMoney({ amount: 1, currency: 'GBP' }, { amount: 2, currency: 'IDR' })).toThrow(MoneyError);
  expect(() => addMoney({ amount: 2 ** 53 - 1, currency: 'GBP' }, { amount: 1, currency: 'GBP' })).toThrow(MoneyError);
});

it.each([
  [1200, 'GBP', 'en-GB', '£12.00'],
  [15_000_000, 'IDR', 'id-ID', 'Rp 150.000'],
  [15_000_050, 'IDR', 'id-ID', 'Rp 150.000,50'],
  [1200, 'JPY', 'en', '¥1,200'],
  [0, 'EUR', 'id', '€0,00'],
])('writes %d minor units of %s for %s', (amount, currency, locale, expected) => {
  expect(formatMoney({ amount, currency }, locale).replaceAll('\u00a0', ' ')).toBe(expected);
});

it.each([
  ['GBP', 2],
  ['IDR', 2],
  ['JPY', 0],
  ['KWD', 3],
])('counts the decimals of %s', (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals);
});

it.each([
  [9_007_199_254_740_991, 'GBP', 'en-GB', '£90,071,992,547,409.91'],
  [-5, 'GBP', 'en-GB', '-£0.05'],
  [1, 'KWD', 'en', 'KWD 0.001'],
  [12_345, 'KWD', 'id', 'KWD 12,345'],
  [0, 'JPY', 'en', '¥0'],
])('writes %d minor units of %s for %s to the last digit', (amount, currency, locale, expected) => {
  expect(formatMoney({ amount, currency }, locale).replaceAll('\u00a0', ' ')).toBe(expected);
});

it.each([
  ['no part above its limit', 300, [110, 190], 100, [110, 190]],
  ['the odd penny to the larger remainder', 10, [10, 20], 1, [3, 7]],
  ['nothing', 0, [10, 20], 1, [0, 0]],
  ['below nothing nothing', -5, [10, 20], 1, [0, 0]],
  ['only as far as there is room', 99, [10, 20], 1, [10, 20]],
  ['nothing where there is no room', 5, [0, 0], 1, [0, 0]],
])('splits within limits: %s', (_, total, limits, unit, parts) => expect(allocateWithin(total, limits, unit)).toEqual(parts));
