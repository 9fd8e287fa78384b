import { decimalsOf, formatMoney } from '../domain/format-money.ts';
import { language } from './language.ts';

/** An amount in the reader's language. */
export function amount(minor: number, currency: string): string {
  return formatMoney({ amount: minor, currency }, language() === 'id' ? 'id-ID' : 'en-GB');
}

/** What somebody typed (`12.50`, `12,50`) in minor units; undefined when it is no amount. */
export function minorOf(typed: string, currency: string): number | undefined {
  if (!/^\d{1,12}([.,]\d{1,3})?$/.test(typed)) return undefined;
  const minor = Number(typed.replace(',', '.')) * 10 ** decimalsOf(currency);
  return Math.abs(minor - Math.round(minor)) < 1e-6 ? Math.round(minor) : undefined;
}
