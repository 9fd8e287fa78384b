/** The locale that somebody is served in: their own where the shop serves its language, otherwise the first that it serves. */
export function servedLocale(locale: string, served: readonly string[]): string {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  return served.includes(language) ? locale : (served[0] ?? locale);
}
