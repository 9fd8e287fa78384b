/** A date as people write it, in their language; UTC, so that every reader of a mail sees the same day. */
export function longDate(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
}
