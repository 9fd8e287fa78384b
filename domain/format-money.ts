import type { Money } from './money.ts';

/** For people: `£12.00`, `Rp 150.000`, in the reader's language. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const exponent = currency === 'IDR' ? 2 : digits;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(currency === 'IDR' ? { minimumFractionDigits: 0, maximumFractionDigits: amount % 100 === 0 ? 0 : 2 } : {}),
  }).format(amount / 10 ** exponent);
}
