import { decimalsOf, formatMoney } from '../domain/format-money.ts';
import { language } from './language.ts';

/** An amount in the reader's language. */
export function amount(minor: number, currency: string): string {
  return formatMoney({ amount: minor, currency }, language() === 'id' ? 'id-ID' : 'en-GB');
}

/** What somebody typed (`12.50`, `12,50`) in minor units; undefined when it is no amount. */
export function minorOf(typed: string, currency: string): number | undefined {
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(typed) ?? [];
  const decimals = decimalsOf(currency);
  const digits = fraction.replace(/0+$/, '');
  if (whole === '' || digits.length > decimals) return undefined;
  return Number(whole + digits.padEnd(decimals, '0'));
}
