import { formatMoney } from '../format-money.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { AmountPart, ContainedTax, PartCode } from '../refunds/amount-part.ts';
import { fill, languageOf, readableLocale } from './fill.ts';

/** What each line of an amount is called. `title` is the item's; a deduction may bring its reason. */
const words: Readonly<
  Record<'en' | 'id', Readonly<Record<PartCode | 'deduction:because' | 'tax' | 'total' | 'share' | 'share:exchange', string>>>
> = {
  en: {
    goods: '{quantity} × {title}',
    'line-discount': 'Discount on {title}',
    'order-discount': 'Share of the discount on the order: {title}',
    'not-paid': 'Not paid for with this order: {title}',
    deduction: 'Deduction after inspection: {title}',
    'deduction:because': 'Deduction after inspection: {title} ({because})',
    shipping: 'Delivery',
    restocking: 'Restocking fee',
    'return-shipping': 'Return postage',
    adjustment: 'Adjustment by the shop',
    'refunded-before': 'Refunded before',
    'nothing-left': 'Already refunded for other items of this order',
    tax: 'Includes {percent} tax',
    total: 'Total',
    share: 'Of this to {method}',
    'share:exchange': 'Of this for your exchange',
  },
  id: {
    goods: '{quantity} × {title}',
    'line-discount': 'Diskon untuk {title}',
    'order-discount': 'Bagian dari diskon pesanan: {title}',
    'not-paid': 'Tidak dibayar dalam pesanan ini: {title}',
    deduction: 'Potongan setelah pemeriksaan: {title}',
    'deduction:because': 'Potongan setelah pemeriksaan: {title} ({because})',
    shipping: 'Ongkos kirim',
    restocking: 'Biaya pengembalian stok',
    'return-shipping': 'Ongkos kirim retur',
    adjustment: 'Penyesuaian oleh toko',
    'refunded-before': 'Sudah dikembalikan sebelumnya',
    'nothing-left': 'Sudah dikembalikan untuk barang lain dalam pesanan ini',
    tax: 'Termasuk pajak {percent}',
    total: 'Total',
    share: 'Dari jumlah ini ke {method}',
    'share:exchange': 'Dari jumlah ini untuk penukaran Anda',
  },
};

/** What the sentences are filled from: item titles by line, and the reasons of deductions by the id of their text. */
export interface PartFacts {
  readonly titles: ReadonlyMap<string, string>;
  readonly reasons?: ReadonlyMap<string, string> | undefined;
}

/** Item titles by line, for `PartFacts`. */
export function titlesOf(order: Pick<SoldOrder, 'lines'>): Map<string, string> {
  return new Map(order.lines.map(({ lineId, title }) => [lineId, title]));
}

/** What a line of an amount is, in the reader's language, without its figure. */
export function partText({ code, lineId, quantity, noteId }: AmountPart, { titles, reasons }: PartFacts, locale: string): string {
  const title = lineId === undefined ? '' : titles.get(lineId)?.trim() || lineId;
  const because = noteId === undefined ? undefined : reasons?.get(noteId);
  const word = words[languageOf(locale)][code === 'deduction' && because ? 'deduction:because' : code];
  return fill(word, { title, quantity: quantity ?? 0, ...(because ? { because } : {}) }, locale);
}

/** `Includes 20% tax`, without its figure. */
export function taxText({ rate }: Pick<ContainedTax, 'rate'>, locale: string): string {
  const percent = new Intl.NumberFormat(readableLocale(locale), { style: 'percent', maximumFractionDigits: 4 }).format(rate);
  return fill(words[languageOf(locale)].tax, { percent }, locale);
}

/** `Of this to your card`, without its figure. `method` is worded already; without one it pays for an exchange. */
export function shareText(method: string | undefined, locale: string): string {
  if (method === undefined) return words[languageOf(locale)]['share:exchange'];
  return fill(words[languageOf(locale)].share, { method }, locale);
}

/** An amount as lines to read, each with its figure: the parts, what they sum to, and the tax in it. */
export function amountLines(
  { parts, taxes }: { readonly parts: readonly AmountPart[]; readonly taxes: readonly ContainedTax[] },
  facts: PartFacts,
  currency: string,
  locale: string,
): string[] {
  const figure = (amount: number) => formatMoney({ amount, currency }, readableLocale(locale));
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...parts.map((part) => `${partText(part, facts, locale)}: ${figure(part.amount)}`),
    `${words[languageOf(locale)].total}: ${figure(total)}`,
    ...taxes.map((tax) => `${taxText(tax, locale)}: ${figure(tax.amount)}`),
  ];
}
