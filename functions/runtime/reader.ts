import * as z from 'zod';

/** The languages that we speak. */
export type Language = 'en' | 'id';

/** `?locale=` of a reading route. */
export const LocaleQuery = z.object({ locale: z.string().max(64).optional() });

function languageIn(tags: readonly string[]): Language | undefined {
  const languages = tags.map((tag) => tag.trim().toLowerCase().split(/[-_;]/)[0]);
  return languages.find((language): language is Language => language === 'en' || language === 'id');
}

/** The reader's language: what they asked for, else what their browser prefers, else what the order says; English when none of them is ours. */
export function languageFor(
  request: { readonly query?: { readonly locale?: string | undefined } | undefined; header(name: string): string | undefined },
  otherwise?: string,
): Language {
  const asked = request.query?.locale;
  return (
    (asked === undefined ? undefined : languageIn([asked])) ??
    languageIn((request.header('accept-language') ?? '').slice(0, 256).split(',')) ??
    languageIn([otherwise ?? '']) ??
    'en'
  );
}
