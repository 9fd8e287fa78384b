import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as care from '../../../domain/returns/case-care.ts';
import * as inspection from '../../../domain/returns/inspection.ts';
import * as parcel from '../../../domain/returns/parcel-lifecycle.ts';
import * as refund from '../../../domain/returns/refund-lifecycle.ts';
import { OpenStatus, Remedy, ReturnStatus } from '../../../domain/returns/return-case.ts';
import * as decision from '../../../domain/returns/return-decision.ts';
import * as lifecycle from '../../../domain/returns/return-lifecycle.ts';
import { everyStatus } from '../../../domain/returns/transition.ts';
import { en } from '../../../domain/texts/en.ts';
import { id } from '../../../domain/texts/id.ts';
import { logEn } from '../../../domain/texts/log-en.ts';
import { logId } from '../../../domain/texts/log-id.ts';
import { isSaid, say } from '../../../domain/texts/say.ts';

const placeholders = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();
const pairs = [...Object.entries(en), ...Object.entries(logEn)].map(([code, sentence]) => {
  const other = code in id ? id[code as keyof typeof en] : logId[code as keyof typeof logEn];
  return [code, sentence as string, other] as const;
});
const root = new URL('../../../', import.meta.url);
const sources = ['domain', 'functions'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('texts/'))
    .map((file) => `${folder}/${file}`),
);

/** Codes written as literals where reasons are made. */
function codesIn(file: string): string[] {
  const text = readFileSync(new URL(file, root), 'utf8');
  const made = [/\bcode: '([a-z-]+)', values:/g, /\bnotPossible\('([a-z-]+)'/g, /\bfault\([^,\n]+, '([a-z-]+)'/g];
  const judged = file.startsWith('domain/returns/') ? [/\brefused\('([a-z-]+)'\)/g, /\bdecided\('[a-z-]+', '([a-z-]+)'/g] : [];
  return [...made, ...judged].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

describe('the catalogue', () => {
  it.each(pairs)('%s has the same placeholders in both languages', (_, english, indonesian) => {
    expect(placeholders(indonesian)).toEqual(placeholders(english));
    expect(indonesian).not.toBe(english);
  });

  it('has a sentence for every reason that the code gives', () => {
    const codes = sources.flatMap((file) => codesIn(file).map((code) => ({ code, file })));
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter(({ code }) => !isSaid(code))).toEqual([]);
  });

  it('has words for every status, action and remedy', () => {
    const transitions = [care, inspection, parcel, refund, decision, lifecycle].flatMap((module) => Object.values(module) as unknown[]);
    const limited = transitions.filter(
      (made): made is typeof lifecycle.cancel =>
        typeof made === 'function' && 'action' in made && 'from' in made && made.from !== everyStatus,
    );
    expect(limited.length).toBeGreaterThan(15);
    const wanted = [
      ...ReturnStatus.options.map((status) => `status.${status}`),
      ...limited.map((made) => `action.${made.action}`),
      ...Remedy.options.map((remedy) => `remedy.${remedy}`),
    ];
    expect(wanted.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
  });

  it.each([...Object.entries(en), ...Object.entries(id)].filter(([code]) => isSaid(code)))('%s is a whole sentence', (_, sentence) => {
    expect(sentence).toMatch(/^[\p{Lu}“{].*[.]$/u);
  });
});

describe('say', () => {
  it.each([
    ['amounts in the reader’s money', 'above-limit', { amount: 4140, limit: 4000, currency: 'GBP' }, 'en-GB', '£41.40'],
    ['whole rupiah', 'above-limit', { amount: 15_000_000, limit: 1, currency: 'IDR' }, 'id-ID', 'Rp\u00a0150.000'],
    ['dates in English', 'window-over', { title: 'Pot', until: '2026-01-31T12:00:00Z' }, 'en-GB', '31 January 2026'],
    ['dates in Indonesian', 'window-over', { title: 'Pot', until: '2026-01-31T12:00:00.000Z' }, 'id', '31 Januari 2026'],
    [
      'English where we do not speak the language',
      'window-over',
      { title: 'Pot', until: '2026-01-31T12:00:00Z' },
      'de-DE',
      'January 31, 2026',
    ],
    ['English for a locale that is none', 'allowed', {}, 'e', 'special arrangement'],
    ['an underscore in a locale', 'allowed', {}, 'id_ID', 'pengaturan khusus'],
    [
      'a status and an action in words',
      'not-now',
      { status: 'closed', action: 'cancel' },
      'en',
      'The return is complete, so it is not possible to cancel it now.',
    ],
    [
      'a status and an action in Indonesian',
      'not-now',
      { status: 'closed', action: 'cancel' },
      'id',
      'Retur ini sudah selesai, sehingga saat ini Anda tidak dapat membatalkannya.',
    ],
    ['a remedy in words', 'remedy-not-offered', { remedy: 'exchange' }, 'en', 'an exchange'],
    ['a title as it is, also with braces and dollar signs', 'final-sale', { title: '{title} $& شال 🧣' }, 'en', '“{title} $& شال 🧣”'],
    ['a zero', 'too-many', { title: 'Pot', left: 0, asked: 1 }, 'en', '0 can still be returned'],
  ] as const)('writes %s', (_, code, values, locale, part) => {
    expect(say({ code, values: { ...values } }, locale)).toContain(part);
  });

  it.each([
    ['a missing value', { code: 'final-sale', values: {} }],
    ['an empty value', { code: 'final-sale', values: { title: '' } }],
    ['an amount without its currency', { code: 'above-limit', values: { amount: 1 } }],
    ['an unknown code', { code: 'no-such-code', values: {} }],
    ['a word that is no reason', { code: 'status.closed', values: {} }],
  ])('throws on %s rather than leave a blank', (_, because) => {
    expect(() => say(because, 'en')).toThrow();
  });

  it.each(OpenStatus.options)('says in both languages what is not possible while it %s', (status) => {
    for (const locale of ['en', 'id']) expect(say({ code: 'not-now', values: { status, action: 'close' } }, locale)).not.toMatch(/[{}]/);
  });
});
