import { en, type TextKey } from './texts/en.ts';
import { id } from './texts/id.ts';

const kept = sessionStorage.getItem('redress.language');
/** The reader's language: the one chosen in this tab, else the browser's, else English. */
export const language: 'en' | 'id' =
  kept === 'id' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
document.documentElement.lang = language;

/** A sentence in the reader's language, `{name}` filled in. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return (language === 'id' ? id : en)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function switchLanguage(): void {
  sessionStorage.setItem('redress.language', language === 'en' ? 'id' : 'en');
  location.reload();
}

/** A day as people write it. */
export function day(instant: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(instant));
}

/** A moment as people write it. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}
