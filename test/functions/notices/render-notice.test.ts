import { expect, it } from 'vitest';
import { methodsEn, type NoticeText, noticesEn } from '../../../domain/texts/notices-en.ts';
import { methodsId, noticesId } from '../../../domain/texts/notices-id.ts';
import { methodName, type Notice, type NoticeValues, nameOf, renderNotice } from '../../../functions/notices/render-notice.tsx';

const notices = Object.keys(noticesEn) as Notice[];
const everything: NoticeValues = {
  name: 'Ana Putri',
  caseId: 'R-7K3M9Q2A',
  orderId: 'SEED-AUTO',
  items: ['2 × Blue mug', '1 × Tea pot'],
  parts: ['2 × Blue mug: £25.00', 'Total: £25.00'],
  statusUrl: 'https://shop.example/status/R-7K3M9Q2A',
  promisedBy: '12 November 2026',
  backAt: '11 November 2026',
  sendBy: '24 November 2026',
  tellBy: '24 November 2026',
  answerBy: '10 December 2026',
  visibleBy: '20 November 2026',
  expiresAt: '10:15 UTC, 10 November 2026',
  because: 'The return is within our policy.',
  amount: '£25.00',
  total: '£27.50',
  difference: '£2.50',
  refunded: 'You need not wait for that: we refund you now.',
  until: '12 May 2027',
  method: 'your card',
  code: '042137',
  decideBy: '12 November 2026 at 10:15 GMT',
  since: '11 November 2026 at 10:15 GMT',
  history: '3 other returns in 12 months, 2 refunded, £41.40',
  news: 'Sita Supervisor approved it.',
  who: 'The customer writes',
  count: 6,
  rejected: 1,
  open: 2,
  text: 'Please send a photo.',
  what: 'the first response',
  due: '12 November 2026 at 10:15 GMT',
  left: '2 hours left',
  why: 'You are told because this deadline names you.',
  ask: 'Please acknowledge that you take care of it.',
};
const blanksOf = ({ subject, lines, promise }: NoticeText) => [...new Set([subject, ...lines, promise].join().match(/\{\w+\}/g))].sort();
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, '');

it.each(notices)('writes %s in both languages without a blank, with its promise and date', (notice) => {
  for (const [locale, text] of [
    ['en-GB', noticesEn[notice] as NoticeText],
    ['id-ID', noticesId[notice]],
  ] as const) {
    const { subject, text: plain, html } = renderNotice(notice, locale, everything);
    for (const part of [subject, plain, html]) expect(part).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
    const date = blanksOf({ subject: '', lines: [], promise: text.promise }).map((blank) => everything[blank.slice(1, -1)] as string);
    expect(date.length).toBeGreaterThan(0);
    for (const one of date) {
      expect(plain).toContain(one);
      expect(html).toContain(one);
    }
    expect(html).toContain(`<html lang="${locale.slice(0, 2)}">`);
    expect(plain.includes(String(everything.statusUrl))).toBe(text.button !== undefined);
    expect(html.includes(`href="${everything.statusUrl}"`)).toBe(text.button !== undefined);
  }
});

it.each(notices)('fills the same blanks of %s in Indonesian as in English, and says other words', (notice) => {
  expect(blanksOf(noticesId[notice])).toEqual(blanksOf(noticesEn[notice]));
  expect(noticesId[notice].promise).not.toBe(noticesEn[notice].promise);
  expect(noticesId[notice].lines).toHaveLength(noticesEn[notice].lines.length);
});

it.each(notices)('refuses to send %s when any of its values is missing or empty', (notice) => {
  for (const blank of blanksOf(noticesEn[notice])) {
    const key = blank.slice(1, -1);
    for (const nothing of [undefined, ''] as const) {
      const values = { ...everything, [key]: nothing } as NoticeValues;
      expect(() => renderNotice(notice, 'en', values), key).toThrow(`notice ${notice} needs a value for ${key}`);
    }
  }
});

it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</body></html>', "' onmouseover='x", '{code}', '$& $1 $`'])(
  'shows the hostile text %s as it is, and lets nothing of it become markup',
  (hostile) => {
    const values = { ...everything, name: hostile, text: hostile, because: hostile, items: [hostile], parts: [hostile] };
    for (const notice of ['message', 'refused', 'received'] as const) {
      const { text, html } = renderNotice(notice, 'en', values);
      expect(text).toContain(hostile);
      const clean = renderNotice(notice, 'en', { ...values, name: 'x', text: 'x', because: 'x', items: ['x'], parts: ['x'] }).html;
      expect(html.match(/<[a-z!/][^>]*>/gi)).toEqual(clean.match(/<[a-z!/][^>]*>/gi));
      expect(textOf(html)).not.toContain('undefined');
    }
  },
);

it.each(['\r\n', '\n', '\r', '\t', '\v', '\0', '\u0085', '\u2028', '\u2029', '\u202e'])('lets no %j into a subject', (control) => {
  const { subject } = renderNotice('code', 'en', { ...everything, orderId: `A${control}Bcc: all@shop.example` });
  expect(subject).toBe('Your code for order A Bcc: all@shop.example');
});

it.each([
  ['en', 'en'],
  ['en_GB', 'en'],
  ['id', 'id'],
  ['id-ID', 'id'],
  ['ID_id', 'id'],
  ['fr-FR', 'en'],
  ['idx', 'en'],
  ['??', 'en'],
])('writes to a reader of %s in %s', (locale, language) => {
  expect(renderNotice('closed', locale, everything).html).toContain(`<html lang="${language}">`);
});

it('keeps emoji, right-to-left text and line breaks of what a colleague wrote', () => {
  const text = 'שלום 😀\nBarang Anda sudah tiba.';
  const rendered = renderNotice('message', 'id', { ...everything, text });
  expect(rendered.text).toContain(text);
  expect(rendered.html).toContain(text);
  expect(rendered.html).toContain('white-space:pre-line');
});

it('names every refund method in both languages, an unknown one in general words', () => {
  expect(Object.keys(methodsId).sort()).toEqual(Object.keys(methodsEn).sort());
  expect(methodName('qris', 'id')).toBe('dompet QRIS Anda');
  expect(methodName('shells', 'en')).toBe('the way you paid');
});

it('addresses a customer without a name politely', () => {
  expect([nameOf('  ', 'en'), nameOf('', 'id-ID'), nameOf(' Ana ', 'id')]).toEqual(['dear customer', 'pelanggan yang terhormat', 'Ana']);
});
