import { Temporal } from 'temporal-polyfill';
import { decimalsOf } from '../format-money.ts';
import { countryCode } from './countries.ts';
import type { OrderLine } from './order.ts';

export const columns = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const;
export type CsvRow = Readonly<Record<(typeof columns)[number], string>> & { readonly line: number };

/** Thrown inside the import for a row that cannot be taken; its message is the reason that is shown. */
export class BadRow extends Error {
  override name = 'BadRow';
}

/** Stock codes that are postage, discounts, charges and corrections: lines, but no goods. */
const noGoods = new Set(['D', 'M', 'S', 'B', 'C2', 'C3', 'CRUK', 'DOT', 'PADS', 'POST', 'AMAZONFEE', 'BANK CHARGES', 'ADJUST', 'ADJUST2']);

/** The order line that a row stands for. Throws BadRow. */
export function lineOf(row: CsvRow, lineId: string, currency: string): OrderLine {
  const sku = row.StockCode.trim();
  if (sku === '') throw new BadRow('no stock code');
  return {
    lineId,
    sku,
    title: row.Description.trim() || sku,
    category: 'general',
    quantity: quantityOf(row.Quantity),
    unitPrice: minorUnitsOf(row.UnitPrice, currency),
    ...(noGoods.has(sku.toUpperCase()) || /^gift_/i.test(sku) ? { goods: false } : {}),
  };
}

function quantityOf(text: string): number {
  if (!/^-?\d+$/.test(text.trim())) throw new BadRow(`the quantity "${text}" is no whole number`);
  const quantity = Number(text);
  if (quantity < 1) throw new BadRow(`the quantity is ${quantity}, but this is no credit (invoice C…)`);
  if (quantity > 1_000_000) throw new BadRow(`the quantity ${text} is above a million`);
  return quantity;
}

/** `2.55` as 255, exactly, through digits and never through floats. */
function minorUnitsOf(text: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new BadRow(`the price "${text}" is no number such as 12.50`);
  const [, sign, whole, fraction = ''] = match;
  const decimals = decimalsOf(currency);
  if (sign) throw new BadRow(`the price ${text} is negative`);
  if (fraction.length > decimals) throw new BadRow(`the price ${text} has more than the ${decimals} decimals of ${currency}`);
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) throw new BadRow(`the price ${text} is too large`);
  return minor;
}

/** `12/1/10 8:26` in London as an instant; wall times missing on a DST day move forward. Throws BadRow. */
export function placedAtOf({ InvoiceDate: text }: CsvRow): string {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}) (\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!match) throw new BadRow(`the date "${text}" is not like 12/31/10 8:26`);
  const [month, day, year, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  try {
    const wall = Temporal.PlainDateTime.from({ year: 2000 + year, month, day, hour, minute }, { overflow: 'reject' });
    return instant(wall.toZonedDateTime('Europe/London').toInstant());
  } catch {
    throw new BadRow(`there is no date "${text}"`);
  }
}

/** The instant a duration later, days counted as 24 hours. */
export function later(from: string, duration: string): string {
  return instant(Temporal.Instant.from(from).toZonedDateTimeISO('UTC').add(duration).toInstant());
}

function instant(moment: Temporal.Instant): string {
  return new Date(moment.epochMilliseconds).toISOString();
}

/** Throws BadRow. */
export function countryOf({ Country }: CsvRow): string {
  const code = countryCode(Country);
  if (!code) throw new BadRow(`no country is known by the name "${Country.trim()}"`);
  return code;
}
