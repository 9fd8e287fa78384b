import { formatMoney } from '../domain/format-money.ts';
import { language } from './language.ts';

/** An amount in the reader's language. */
export function amount(minor: number, currency: string): string {
  return formatMoney({ amount: minor, currency }, language === 'id' ? 'id-ID' : 'en-GB');
}
