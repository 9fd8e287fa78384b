import { expect, it } from 'vitest';
import { servedLocale } from '../../../domain/texts/served-locale.ts';

it.each([
  ['en-GB', ['en', 'id'], 'en-GB'],
  ['id', ['en', 'id'], 'id'],
  ['ID_id', ['en', 'id'], 'ID_id'],
  ['fr-FR', ['en', 'id'], 'en'],
  ['fr-FR', ['id', 'en'], 'id'],
  ['id-ID', ['en'], 'en'],
])('who reads %s is served by a shop that speaks %j in %s', (locale, served, expected) => {
  expect(servedLocale(locale, served)).toBe(expected);
});
