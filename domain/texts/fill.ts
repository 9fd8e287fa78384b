import { formatMoney } from '../format-money.ts';

/** Placeholders that hold minor units; the sentence's `currency` says of what. */
const amounts = new Set(['amount', 'bonus', 'difference', 'limit', 'refunded', 'rest']);
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

/** Fills a sentence's `{name}`s: amounts and instants as the reader writes them. Throws when a value is missing, so no blank is ever read. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>, locale: string): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') throw new Error(`the sentence “${sentence}” needs a value for ${name}`);
    return written(name, value, values.currency, locale);
  });
}

/** The language that a locale is served in: Indonesian for `id` and its regions, English otherwise. */
export function languageOf(locale: string): 'en' | 'id' {
  return locale.toLowerCase().split(/[-_]/)[0] === 'id' ? 'id' : 'en';
}

/** The locale to write figures and dates in: the reader's own where we speak its language, English otherwise. */
export function readableLocale(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  if (!/^(en|id)(-|$)/i.test(tag)) return 'en';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return languageOf(locale);
  }
}

/** A date as people write it; UTC, so that every reader of a sentence sees the same day. */
export function longDate(at: string, locale: string): string {
  return new Intl.DateTimeFormat(readableLocale(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
}

function written(name: string, value: string | number, currency: string | number | undefined, locale: string): string {
  if (typeof value === 'string') return instant.test(value) ? longDate(value, locale) : value;
  if (!amounts.has(name)) return new Intl.NumberFormat(readableLocale(locale)).format(value);
  if (typeof currency !== 'string') throw new Error(`an amount without its currency: ${name}`);
  return formatMoney({ amount: value, currency }, readableLocale(locale));
}
