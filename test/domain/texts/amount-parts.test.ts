import { describe, expect, it } from 'vitest';
import { type AmountPart, PartCode } from '../../../domain/refunds/amount-part.ts';
import { amountLines, partText, shareText, taxText, titlesOf } from '../../../domain/texts/amount-parts.ts';
import { aLine } from '../../builders/an-order.ts';

const titles = titlesOf({ lines: [aLine({ title: 'Blue mug' }), aLine({ lineId: '2', title: ' ' })] });
const reasons = new Map([['t-1', 'a scratch on the handle']]);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the lines of an amount', () => {
  it.each<[AmountPart, string, string]>([
    [{ code: 'goods', lineId: '1', quantity: 2, amount: 2500 }, '2 × Blue mug', '2 × Blue mug'],
    [{ code: 'goods', lineId: '2', quantity: 1, amount: 2500 }, '1 × 2', '1 × 2'],
    [{ code: 'goods', lineId: '9', quantity: 1, amount: 2500 }, '1 × 9', '1 × 9'],
    [{ code: 'line-discount', lineId: '1', amount: -1 }, 'Discount on Blue mug', 'Diskon untuk Blue mug'],
    [{ code: 'deduction', lineId: '1', amount: -1 }, 'Deduction after inspection: Blue mug', 'Potongan setelah pemeriksaan: Blue mug'],
    [
      { code: 'deduction', lineId: '1', amount: -1, noteId: 't-1' },
      'Deduction after inspection: Blue mug (a scratch on the handle)',
      'Potongan setelah pemeriksaan: Blue mug (a scratch on the handle)',
    ],
    [
      { code: 'deduction', lineId: '1', amount: -1, noteId: 't-9' },
      'Deduction after inspection: Blue mug',
      'Potongan setelah pemeriksaan: Blue mug',
    ],
    [{ code: 'shipping', amount: 495 }, 'Delivery', 'Ongkos kirim'],
  ])('are called %j → %s', (part, english, indonesian) => {
    expect(partText(part, { titles, reasons }, 'en-GB')).toBe(english);
    expect(partText(part, { titles, reasons }, 'id-ID')).toBe(indonesian);
  });

  it.each(PartCode.options)('have words for %s in both languages', (code) => {
    const part = { code, lineId: '1', quantity: 1, amount: 1 };
    expect(partText(part, { titles }, 'en')).not.toMatch(/[{}]/);
    expect(partText(part, { titles }, 'id')).not.toMatch(/[{}]/);
  });

  it('are read with their figures, their total and the tax in them', () => {
    const parts: AmountPart[] = [
      { code: 'goods', lineId: '1', quantity: 2, amount: 2500 },
      { code: 'restocking', amount: -375 },
    ];
    const taxes = [{ rate: 0.2, amount: 354, of: 2125 }];
    expect(amountLines({ parts, taxes }, { titles }, 'GBP', 'en-GB')).toEqual([
      '2 × Blue mug: £25.00',
      'Restocking fee: -£3.75',
      'Total: £21.25',
      'Includes 20% tax: £3.54',
    ]);
    expect(amountLines({ parts: [{ code: 'shipping', amount: 15_000_000 }], taxes: [] }, { titles }, 'IDR', 'id').map(plain)).toEqual([
      'Ongkos kirim: Rp 150.000',
      'Total: Rp 150.000',
    ]);
  });

  it('write rates and shares in the reader’s language', () => {
    expect(plain(taxText({ rate: 0.055 }, 'en'))).toBe('Includes 5.5% tax');
    expect(plain(taxText({ rate: 0.055 }, 'id'))).toBe('Termasuk pajak 5,5%');
    expect(shareText('your card', 'en')).toBe('Of this to your card');
    expect(shareText('kartu Anda', 'id')).toBe('Dari jumlah ini ke kartu Anda');
  });
});
