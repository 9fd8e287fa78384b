import type { OrderLine } from '../orders/order.ts';
import { type ExchangeItem, type PlannedExchange, plannedExchange, type Wanted } from '../returns/exchange.ts';
import type { ReturnCase } from '../returns/return-case.ts';
import type { PiecesBack } from './compose-amount.ts';
import type { Ledger } from './ledger.ts';
import type { RefundPart } from './tenders.ts';

/** What a line may be exchanged for: the same again, or what the shop listed. Undefined for anything else. */
export function wantedFor(line: Pick<OrderLine, 'sku' | 'exchangeable'>, sku: string = line.sku): Wanted | undefined {
  if (sku === line.sku) return { sku };
  const listed = line.exchangeable?.find((article) => article.sku === sku);
  return listed && { sku, unitPrice: listed.unitPrice };
}

/** Every article that a line may be exchanged for, itself first. */
export function articlesFor({ sku, exchangeable = [] }: Pick<OrderLine, 'sku' | 'exchangeable'>): string[] {
  return [...new Set([sku, ...exchangeable.map((article) => article.sku)])];
}

/** What so many pieces of a line become: piece for piece, each at its own price, or for what they were worth together. */
export function itemFor(lineId: string, { sku, unitPrice }: Wanted, quantity: number, worth: number): ExchangeItem {
  return { lineId, sku, quantity, price: unitPrice === undefined ? worth : unitPrice * quantity };
}

/** What a return would be exchanged for if all of it came and was good; undefined where that is not its remedy. */
export function announcedExchange({ remedy, lines, value }: Pick<ReturnCase, 'remedy' | 'lines' | 'value'>): PlannedExchange | undefined {
  if (remedy !== 'exchange') return undefined;
  const items = lines.flatMap(({ lineId, quantity, amount, exchangeFor }) =>
    exchangeFor ? [itemFor(lineId, exchangeFor, quantity, amount)] : [],
  );
  return plannedExchange(items, value.amount);
}

/** The pieces that are to be exchanged next: of those that come back, the ones that no exchange was asked about yet. */
export function piecesToExchange({ remedy, exchanges, lines }: ReturnCase, back: readonly PiecesBack[]): ExchangeItem[] {
  if (remedy !== 'exchange') return [];
  const asked = exchanges.flatMap(({ items }) => items);
  return back.flatMap(({ lineId, quantity, worth }) => {
    const wanted = lines.find((line) => line.lineId === lineId)?.exchangeFor;
    const before = asked.filter((item) => item.lineId === lineId);
    const left = before.reduce((rest, item) => rest - item.quantity, quantity);
    if (!wanted || left <= 0) return [];
    const worthLeft = before.reduce((rest, item) => rest - item.price, worth.amount);
    return [itemFor(lineId, wanted, left, Math.max(0, worthLeft))];
  });
}

/**
 * Splits an amount of which an exchange uses up to `price`: what the exchange leaves goes back to the customer, the rest is set aside
 * on the payments for the shop's answer. `split` splits an amount over ledgers.
 */
export function splitExchange(
  amount: number,
  price: number,
  ledgers: readonly Ledger[],
  split: (amount: number, ledgers: readonly Ledger[]) => RefundPart[],
): RefundPart[] {
  const used = Math.min(price, amount);
  const back = split(amount - used, ledgers);
  const gone = (paymentId: string) => back.find((part) => part.paymentId === paymentId)?.amount ?? 0;
  const left = ledgers.map((ledger) => ({ ...ledger, remaining: ledger.remaining - gone(ledger.paymentId) }));
  return [...back, ...split(used, left).map((part) => ({ ...part, via: 'exchange' as const }))];
}
