import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MoneyError } from '../../../domain/errors.ts';
import { lineAmount } from '../../../domain/returns/line-amount.ts';
import { aLine } from '../../builders/an-order.ts';

describe('pieces of a line are worth', () => {
  it.each([
    ['their price times their number', { quantity: 8, unitPrice: 425 }, 6, 0, 'GBP', 2550],
    ['their share of the discount', { quantity: 3, unitPrice: 1000, discount: 100 }, 1, 0, 'GBP', 967],
    ['less by the penny that the first piece took', { quantity: 3, unitPrice: 1000, discount: 100 }, 1, 1, 'GBP', 967],
    ['the rest at the end', { quantity: 3, unitPrice: 1000, discount: 100 }, 1, 2, 'GBP', 966],
    ['whole rupiah', { quantity: 3, unitPrice: 10_000_000, discount: 1_000_000 }, 1, 0, 'IDR', 9_666_700],
    ['their odd sen with the first piece', { quantity: 3, unitPrice: 150 }, 1, 0, 'IDR', 250],
    ['no odd sen afterwards', { quantity: 3, unitPrice: 150 }, 2, 1, 'IDR', 200],
    ['nothing when the discount takes all', { quantity: 3, unitPrice: 1000, discount: 3000 }, 2, 0, 'GBP', 0],
    ['whole yen', { quantity: 3, unitPrice: 100, discount: 1 }, 2, 0, 'JPY', 200],
  ])('%s', (_sentence, line, quantity, before, currency, amount) => {
    expect(lineAmount(aLine(line), quantity, currency, before)).toBe(amount);
  });

  it('an exact amount or an error, never a rounded one', () => {
    expect(() => lineAmount(aLine({ unitPrice: Number.MAX_SAFE_INTEGER, quantity: 3 }), 1, 'GBP')).toThrow(MoneyError);
  });
});

it('the nine real cancellations of December 2010 come out to the penny', () => {
  const cancelled: readonly (readonly [pieces: number, sold: number, unitPrice: number, amount: number])[] = [
    [1, 1, 465, 465],
    [12, 12, 165, 1980],
    [24, 24, 29, 696],
    [24, 24, 29, 696],
    [24, 24, 29, 696],
    [12, 12, 345, 4140],
    [12, 12, 165, 1980],
    [24, 24, 165, 3960],
    [6, 8, 425, 2550],
  ];
  const amounts = cancelled.map(([pieces, quantity, unitPrice]) => lineAmount(aLine({ quantity, unitPrice }), pieces, 'GBP'));
  expect(amounts).toEqual(cancelled.map(([, , , amount]) => amount));
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(17_163);
});

it('however a line is split over returns, its pieces sum to the line, each in units that people pay in', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 1_000_000 }),
    // A million pieces at this price are still an exact amount of sen.
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
    share: fc.integer({ min: 0, max: 100 }),
    currency: fc.constantFrom('GBP', 'IDR', 'JPY', 'KWD'),
    cuts: fc.array(fc.nat(1_000_000), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(line, ({ quantity, unitPrice, share, currency, cuts }) => {
      const rupiah = currency === 'IDR' ? 100 : 1;
      const discount = Math.floor((unitPrice * quantity * share) / 100) * rupiah;
      const sold = aLine({ quantity, unitPrice: unitPrice * rupiah, discount });
      const ends = [...new Set([...cuts.map((cut) => cut % (quantity + 1)), quantity])].toSorted((a, b) => a - b);
      const amounts = ends.map((end, index) => lineAmount(sold, end - (ends[index - 1] ?? 0), currency, ends[index - 1] ?? 0));
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(unitPrice * rupiah * quantity - discount);
      expect(amounts.every((amount) => amount >= 0 && amount % rupiah === 0)).toBe(true);
    }),
  );
});
