import { en, type TextKey } from './texts/en.ts';
import { id } from './texts/id.ts';

export type Language = 'en' | 'id';

/** Colleagues' pages speak English, as what the API tells them does. */
const forColleagues = /^\/(console|approvals)(\/|$)/.test(location.pathname);
const kept = sessionStorage.getItem('redress.language');
const preferred: Language = kept === 'id' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
let current: Language = forColleagues ? 'en' : preferred;
document.documentElement.lang = current;
const listeners = new Set<() => void>();

/** The reader's language: the one chosen in this tab, else the browser's, else English. */
export function language(): Language {
  return current;
}

/** A sentence in the reader's language, `{name}` filled in. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return (current === 'id' ? id : en)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Changes the language where the reader is; what they typed stays. */
export function switchLanguage(): void {
  current = current === 'en' ? 'id' : 'en';
  sessionStorage.setItem('redress.language', current);
  document.documentElement.lang = current;
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): void {
  listeners.add(listener);
}

const locale = (): string => (current === 'id' ? 'id-ID' : 'en-GB');

/** A day as people write it. */
export function day(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date(instant));
}

/** A moment as people write it. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}
