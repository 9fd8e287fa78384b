import type { Because } from '../cases/because.ts';
import { en } from './en.ts';
import { fill, languageOf } from './fill.ts';
import { id } from './id.ts';

/** The codes that have a sentence (words for values aside). */
export type SaidCode = Exclude<keyof typeof en, `${string}.${string}`>;

/** Has the catalogue a sentence for this code? */
export function isSaid(code: string): code is SaidCode {
  return Object.hasOwn(en, code) && !code.includes('.');
}

/** A reason as a sentence in the reader's language. Throws on an unknown code or a missing value, so that no blank is ever read. */
export function say({ code, values }: Because, locale: string): string {
  if (!isSaid(code)) throw new Error(`no sentence for the reason ${code}`);
  const words: Readonly<Record<string, string>> = languageOf(locale) === 'id' ? id : en;
  const spoken = Object.entries(values).map(([name, value]) => [name, words[`${name}.${value}`] ?? value] as const);
  return fill(words[code] ?? '', Object.fromEntries(spoken), locale);
}
