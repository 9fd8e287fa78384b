import type { Because } from '../cases/because.ts';

/** The language that a locale is served in: Indonesian for `id` and its regions, English otherwise. */
export function languageOf(locale: string): 'en' | 'id' {
  return locale.toLowerCase().split(/[-_]/)[0] === 'id' ? 'id' : 'en';
}

/** A reason as a sentence in the reader's language. Throws on an unknown code or a missing value, so that no blank is ever read. */
export function say(_because: Because, _locale: string): string {
  throw new Error('not written yet');
}
