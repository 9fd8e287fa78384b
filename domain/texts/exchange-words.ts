import { formatMoney } from '../format-money.ts';
import type { SoldOrder } from '../orders/order.ts';
import { differenceOf, type PlannedExchange } from '../returns/exchange.ts';
import { fill, languageOf, readableLocale } from './fill.ts';

const words = {
  en: {
    item: '{quantity} × {title} instead',
    worth: 'What you send back is worth',
    dearer: 'You pay the shop the difference',
    cheaper: 'We refund the difference',
    even: 'Nothing to pay',
  },
  id: {
    item: '{quantity} × {title} sebagai gantinya',
    worth: 'Nilai barang yang Anda kirim kembali',
    dearer: 'Selisih yang Anda bayar ke toko',
    cheaper: 'Selisih yang kami kembalikan',
    even: 'Tidak ada yang perlu dibayar',
  },
} as const;

/** One line of an exchange, in minor units: what is sent adds, what came back takes off, and the last is what remains. */
export interface ExchangeLine {
  readonly text: string;
  readonly amount: number;
}

/** The title of an article that a line is exchanged for: the line's own, one that the shop listed, or its sku. */
export function articleTitle({ lines }: Pick<SoldOrder, 'lines'>, lineId: string, sku: string): string {
  const line = lines.find((candidate) => candidate.lineId === lineId);
  const article = line?.sku === sku ? line : line?.exchangeable?.find((listed) => listed.sku === sku);
  return article?.title.trim() || sku;
}

/** What is sent instead, what it is set against, and who pays the difference: the amounts before the last sum to it, or to its opposite where it is refunded. */
export function exchangeLines(exchange: PlannedExchange, order: Pick<SoldOrder, 'lines'>, locale: string): ExchangeLine[] {
  const { items, worth } = exchange;
  const said = words[languageOf(locale)];
  const difference = differenceOf(exchange);
  const last = difference > 0 ? said.dearer : difference < 0 ? said.cheaper : said.even;
  return [
    ...items.map(({ lineId, sku, quantity, price }) => {
      return { text: fill(said.item, { quantity, title: articleTitle(order, lineId, sku) }, locale), amount: price };
    }),
    { text: said.worth, amount: -worth },
    { text: last, amount: Math.abs(difference) },
  ];
}

/** The lines as a mail shows them, each with its figure. */
export function exchangeSaid(exchange: PlannedExchange, order: Pick<SoldOrder, 'lines'>, currency: string, locale: string): string[] {
  const figure = (amount: number) => formatMoney({ amount, currency }, readableLocale(locale));
  return exchangeLines(exchange, order, locale).map(({ text, amount }) => `${text}: ${figure(amount)}`);
}
