import type { Money } from './money.ts';

/** How many decimals a currency has by ISO 4217, as minor units count: 2 for IDR although nobody pays in sen. */
export function decimalsOf(currency: string): number {
  if (currency === 'IDR') return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** For people: `£12.00`, `Rp 150.000`, in the reader's language. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  // Rupiah without sen, unless there are some.
  const rupiah = amount % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(currency === 'IDR' ? { minimumFractionDigits: rupiah, maximumFractionDigits: rupiah } : {}),
  }).format(amount / 10 ** decimalsOf(currency));
}
