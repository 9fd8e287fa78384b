import { renderToString } from 'preact-render-to-string';
import { languageOf } from '../../domain/texts/fill.ts';
import { inert } from '../../domain/texts/inert.ts';
import { methodsEn, type NoticeText, namelessEn, noticesEn } from '../../domain/texts/notices-en.ts';
import { methodsId, namelessId, noticesId } from '../../domain/texts/notices-id.ts';
import { NoticePage } from './notice-page.tsx';

export type Notice = keyof typeof noticesEn;

/** What a notice fills in: sentences and formatted figures, `items` as a list, `statusUrl` behind the button. */
export type NoticeValues = Readonly<Record<string, string | number | readonly string[]>>;

/** A refund method as the customer reads it, in their language. */
export function methodName(method: string, locale: string): string {
  const names = languageOf(locale) === 'id' ? methodsId : methodsEn;
  return names[method] ?? names.other ?? method;
}

/** How a customer is addressed, by a name that does nothing: who orders for somebody else's address writes the name. Orders may come without one. */
export function nameOf(name: string, locale: string): string {
  return inert(name) || (languageOf(locale) === 'id' ? namelessId : namelessEn);
}

function fill(template: string, values: NoticeValues, notice: string): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined || value === '') throw new Error(`notice ${notice} needs a value for ${key}`);
    return Array.isArray(value) ? value.map((item) => `- ${item}`).join('\n') : String(value);
  });
}

/** The values of a line that is a list and nothing else, such as `{items}`. */
function listIn(line: string, values: NoticeValues): readonly string[] | undefined {
  const value = values[/^\{(\w+)\}$/.exec(line)?.[1] ?? ''];
  return Array.isArray(value) ? value : undefined;
}

/** A notice in the reader's language, as subject, plain text and HTML. Throws when a value is missing: no mail leaves with a blank. */
export function renderNotice(notice: Notice, locale: string, values: NoticeValues): { subject: string; text: string; html: string } {
  const language = languageOf(locale);
  const text: NoticeText = (language === 'id' ? noticesId : noticesEn)[notice];
  // A line break in a subject would start a new mail header; nothing else invisible belongs there either.
  const subject = fill(text.subject, values, notice).replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  const paragraphs = text.lines.map((line) => listIn(line, values) ?? fill(line, values, notice));
  const promise = fill(text.promise, values, notice);
  const link = text.button && values.statusUrl ? { label: text.button, url: String(values.statusUrl) } : undefined;
  const plain = [
    ...paragraphs.map((part) => (typeof part === 'string' ? part : part.map((item) => `- ${item}`).join('\n'))),
    promise,
    ...(link ? [`${link.label}: ${link.url}`] : []),
  ].join('\n\n');
  const page = <NoticePage language={language} subject={subject} paragraphs={paragraphs} promise={promise} link={link} />;
  return { subject, text: `${plain}\n`, html: `<!doctype html>${renderToString(page)}` };
}
