import { expect, it } from 'vitest';
import { chosenChannels, howToTell, otherChannels } from '../../../domain/approvals/how-to-tell.ts';

const noon = new Date('2026-01-01T12:00:00.000Z');
const slack = { team: 'T', user: 'U' };

it.each([
  ['the fifth', 5, undefined, 'single'],
  ['the sixth', 6, undefined, 'digest'],
  ['the seventh, just after a digest', 7, '2026-01-01T11:00:01.000Z', 'later'],
  ['the seventh, an hour after a digest', 7, '2026-01-01T11:00:00.000Z', 'digest'],
  ['the second, just after a digest', 2, '2026-01-01T11:59:00.000Z', 'single'],
] as const)('tells of %s approval that waits: %i open, last digest %s → %s', (_, open, lastDigestAt, how) => {
  expect(howToTell({ open, lastDigestAt }, noon)).toBe(how);
});

it.each([
  ['mail only', { channels: ['mail' as const] }, ['mail'], []],
  ['mail, and Slack exists', { channels: ['mail' as const], slack }, ['mail'], ['slack']],
  ['Slack', { channels: ['slack' as const], slack }, ['slack'], ['mail']],
  ['Slack, but nobody mapped them', { channels: ['slack' as const] }, ['mail'], []],
  ['both', { channels: ['mail' as const, 'slack' as const], slack }, ['mail', 'slack'], []],
])('who chose %s', (_, person, chosen, other) => {
  expect([chosenChannels(person), otherChannels(person)]).toEqual([chosen, other]);
});
