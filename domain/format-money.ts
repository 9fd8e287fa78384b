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
  }).format(decimal(amount, decimalsOf(currency)));
}

/** Minor units as a decimal in digits (`1250` → `12.50`): a float would round amounts beyond some trillions. */
function decimal(amount: number, decimals: number): Intl.StringNumericLiteral {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return (amount < 0 ? `-${text}` : text) as Intl.StringNumericLiteral;
}
