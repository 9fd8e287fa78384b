import { expect, it } from 'vitest';
import { matches, readPattern } from '../../../infra/local/services/event-pattern.ts';

const event = {
  source: 'redress',
  'detail-type': 'clock.rang.v1',
  detail: { metadata: { version: 3 }, data: { rung: 'due', tags: ['a', 'b'], none: null } },
};

it.each<[sentence: string, pattern: object, fits: boolean]>([
  ['an equal text fits', { source: ['redress'] }, true],
  ['one of several alternatives is enough', { source: ['shop', 'redress'] }, true],
  ['every member must fit', { source: ['redress'], 'detail-type': ['other'] }, false],
  ['a nested number fits', { detail: { metadata: { version: [3] } } }, true],
  ['a number is no text', { detail: { metadata: { version: ['3'] } } }, false],
  ['null fits null', { detail: { data: { none: [null] } } }, true],
  ['null does not fit what is absent', { detail: { data: { absent: [null] } } }, false],
  ['one element of an array is enough', { detail: { data: { tags: ['b'] } } }, true],
  ['a prefix fits', { 'detail-type': [{ prefix: 'clock.' }] }, true],
  ['a suffix fits', { 'detail-type': [{ suffix: '.v1' }] }, true],
  ['anything but another text fits', { source: [{ 'anything-but': 'shop' }] }, true],
  ['anything but a list with it does not', { source: [{ 'anything-but': ['shop', 'redress'] }] }, false],
  ['anything but a prefix of it does not', { source: [{ 'anything-but': { prefix: 're' } }] }, false],
  ['anything-but wants the member to be there', { gone: [{ 'anything-but': 'x' }] }, false],
  ['what is there exists', { detail: { data: { rung: [{ exists: true }] } } }, true],
  ['what is absent does not', { detail: { data: { gone: [{ exists: true }] } } }, false],
  ['absence can be asked for', { detail: { gone: { deeper: [{ exists: false }] } } }, true],
  ['a number between bounds fits', { detail: { metadata: { version: [{ numeric: ['>', 2, '<=', 3] }] } } }, true],
  ['a number outside does not', { detail: { metadata: { version: [{ numeric: ['<', 3] }] } } }, false],
  ['case may be ignored', { source: [{ 'equals-ignore-case': 'REDRESS' }] }, true],
])('%s', (_, pattern, fits) => {
  expect(matches(readPattern(pattern), event)).toBe(fits);
});

it('refuses what it would have to guess', () => {
  expect(() => readPattern({ source: [{ wildcard: 'r*' }] })).toThrow(
    'pattern.source: the local cloud does not know the operator "wildcard"',
  );
  expect(() => readPattern({ $or: [{ source: ['a'] }] })).toThrow('$or');
});
