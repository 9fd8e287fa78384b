import { describe, expect, it } from 'vitest';
import { articleTitle, exchangeLines, exchangeSaid } from '../../../domain/texts/exchange-words.ts';
import { anExchange } from '../../builders/an-exchange.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const order = anOrder({ lines: [aLine({ exchangeable: [{ sku: 'MUG-RED', title: ' Red mug ', unitPrice: 1500 }] })] });

describe('an exchange in lines', () => {
  it.each([
    [
      'dearer',
      1250,
      'en-GB',
      ['1 × Red mug instead: £15.00', 'What you send back is worth: -£12.50', 'You pay the shop the difference: £2.50'],
    ],
    ['cheaper', 1800, 'en-GB', ['1 × Red mug instead: £15.00', 'What you send back is worth: -£18.00', 'We refund the difference: £3.00']],
    ['even', 1500, 'en-GB', ['1 × Red mug instead: £15.00', 'What you send back is worth: -£15.00', 'Nothing to pay: £0.00']],
    [
      'dearer, in Indonesian',
      1250,
      'id-ID',
      ['1 × Red mug sebagai gantinya: £15,00', 'Nilai barang yang Anda kirim kembali: -£12,50', 'Selisih yang Anda bayar ke toko: £2,50'],
    ],
  ])('says who pays the difference: %s', (_sentence, worth, locale, lines) => {
    expect(exchangeSaid(anExchange({ worth }), order, 'GBP', locale).map((line) => line.replaceAll('\u00a0', ''))).toEqual(lines);
  });

  it('sums to the difference', () => {
    const lines = exchangeLines(anExchange({ worth: 1800 }), order, 'en');
    expect(lines.map(({ amount }) => amount)).toEqual([1500, -1800, 300]);
  });
});

it.each([
  ['the line’s own title for the same again', '1', 'MUG', 'Blue mug'],
  ['the title that the shop gave', '1', 'MUG-RED', 'Red mug'],
  ['its number where nobody gave one', '1', 'SOFA', 'SOFA'],
  ['its number where the line is gone', '9', 'MUG', 'MUG'],
])('an article is called %s', (_sentence, lineId, sku, title) => expect(articleTitle(order, lineId, sku)).toBe(title));
