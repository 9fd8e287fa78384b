import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../domain/sla/calendars/answer-question.ts';
import { Calendar } from '../../../domain/sla/calendars/calendars-policy.ts';
import { isOpen, nextOpening } from '../../../domain/sla/calendars/working-time.ts';

const lunch = [
  ['09:00', '12:30'],
  ['13:00', '17:30'],
];
const office = { zone: 'Europe/London', week: { mon: lunch, tue: lunch, wed: lunch, thu: lunch, fri: lunch } };
const nights = { zone: 'UTC', week: { mon: [['22:00', '06:00']], tue: [['22:00', '06:00']] } };
const allDay = [['00:00', '24:00']];
const daily = (zone: string, shifts: string[][]) => ({
  zone,
  week: Object.fromEntries('mon tue wed thu fri sat sun'.split(' ').map((d) => [d, shifts])),
});

const ask = (calendar: unknown, from: string, rest: object) => answerQuestion({ calendar, from, ...rest }, {});

describe('a deadline', () => {
  it.each([
    ['passes over lunch', office, '2026-03-02T12:00:00Z', 60, '2026-03-02T13:30:00Z'],
    ['that ends exactly at closing stays there', office, '2026-03-02T16:30:00Z', 60, '2026-03-02T17:30:00Z'],
    ['that ends exactly at lunch stays there', office, '2026-03-02T11:30:00Z', 60, '2026-03-02T12:30:00Z'],
    ['counts from the next opening when it starts at a closing', office, '2026-03-02T17:30:00Z', 1, '2026-03-03T09:01:00Z'],
    ['counts from the next opening when it starts on Saturday', office, '2026-03-07T10:00:00Z', 30, '2026-03-09T09:30:00Z'],
    ['of no minutes is the instant itself, also outside hours', office, '2026-03-07T10:00:00Z', 0, '2026-03-07T10:00:00Z'],
    ['keeps seconds', office, '2026-03-02T09:00:30Z', 1, '2026-03-02T09:01:30Z'],
    ['keeps milliseconds', office, '2026-03-02T12:29:30.250Z', 1, '2026-03-02T13:00:30.250Z'],
    ['keeps milliseconds of none', office, '2026-03-02T09:00:00.000Z', 1, '2026-03-02T09:01:00.000Z'],
    ['follows the wall clock over the change to summer', office, '2026-03-27T17:00:00Z', 60, '2026-03-30T08:30:00Z'],
    ['belongs to the shift across midnight', nights, '2026-03-02T23:00:00Z', 480, '2026-03-03T23:00:00Z'],
    ['runs on through the midnight between whole days', daily('UTC', allDay), '2026-02-28T12:00:00Z', 1440, '2026-03-01T12:00:00Z'],
    ['runs through a leap day', daily('UTC', allDay), '2028-02-28T12:00:00Z', 2880, '2028-03-01T12:00:00Z'],
    [
      'counts overlapping shifts once',
      daily('UTC', [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
        ['13:00', '14:00'],
      ]),
      '2026-03-02T09:00:00Z',
      300,
      '2026-03-02T14:00:00Z',
    ],
    ['skips the holidays of England', { ...office, holidays: ['GB-ENG'] }, '2026-12-24T17:00:00Z', 60, '2026-12-29T09:30:00Z'],
    ['skips no 2 January in England', { ...office, holidays: ['GB-ENG'] }, '2025-01-01T12:00:00Z', 60, '2025-01-02T10:00:00Z'],
    [
      'skips 2 January in Scotland',
      { ...office, holidays: { country: 'GB', region: 'SCT' } },
      '2025-01-01T12:00:00Z',
      60,
      '2025-01-03T10:00:00Z',
    ],
    ['skips Idul Fitri', { ...office, zone: 'Asia/Jakarta', holidays: ['ID'] }, '2026-03-20T02:00:00Z', 60, '2026-03-23T03:00:00Z'],
    [
      'skips own days',
      { ...office, holidays: ['2026-03-02', { date: '2026-03-03', name: 'Stocktaking' }] },
      '2026-03-02T09:00:00Z',
      1,
      '2026-03-04T09:01:00Z',
    ],
    [
      'obeys an exception',
      { ...office, except: { '2026-03-02': [['20:00', '21:00']] } },
      '2026-03-02T09:00:00Z',
      1,
      '2026-03-02T20:01:00Z',
    ],
    [
      'obeys an exception on a holiday',
      { ...office, holidays: ['GB'], except: { '2026-12-25': [['10:00', '11:00']] } },
      '2026-12-25T00:00:00Z',
      5,
      '2026-12-25T10:05:00Z',
    ],
    [
      'skips a day excepted as closed',
      { ...office, except: { '2026-03-02': 'closed' } },
      '2026-03-02T09:00:00Z',
      1,
      '2026-03-03T09:01:00Z',
    ],
    ['skips a list of closed days', { ...office, except: ['2026-03-02'] }, '2026-03-02T09:00:00Z', 1, '2026-03-03T09:01:00Z'],
    [
      'an opening that is missing moves forward by the gap',
      daily('Europe/London', [['01:30', '03:00']]),
      '2026-03-29T00:00:00Z',
      1,
      '2026-03-29T01:31:00Z',
    ],
    [
      'half an hour is missing on Lord Howe',
      daily('Australia/Lord_Howe', [['02:10', '03:00']]),
      '2026-10-03T15:00:00Z',
      1,
      '2026-10-03T15:41:00Z',
    ],
  ])('%s', (_, calendar, from, minutes, deadline) => {
    expect(ask(calendar, from, { minutes })).toEqual({ deadline });
  });
});

describe('working minutes', () => {
  it.each([
    ['are none over a weekend', office, '2026-03-06T17:30:00Z', '2026-03-09T09:00:00Z', 0],
    ['are eight hours a day', office, '2026-03-02T00:00:00Z', '2026-03-04T00:00:00Z', 960],
    ['are none from an instant to itself', office, '2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z', 0],
    ['may be a fraction', office, '2026-03-02T09:00:30Z', '2026-03-02T09:02:00Z', 1.5],
    [
      'are one hour fewer in the night that loses one',
      daily('Europe/London', allDay),
      '2026-03-29T00:00:00Z',
      '2026-03-29T23:00:00Z',
      1380,
    ],
    [
      'a doubled opening is the first, a doubled closing the second',
      daily('Europe/London', [['01:15', '01:45']]),
      '2026-10-25T00:00:00Z',
      '2026-10-25T12:00:00Z',
      90,
    ],
    ['a missing shift is worked later', daily('Europe/London', [['01:15', '01:45']]), '2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z', 30],
    [
      'a shift that the gap turns around is none',
      daily('Europe/London', [['01:45', '02:15']]),
      '2026-03-29T00:00:00Z',
      '2026-03-29T12:00:00Z',
      0,
    ],
    ['midnight is doubled in Havana', daily('America/Havana', [['22:00', '24:00']]), '2026-11-01T00:00:00Z', '2026-11-01T12:00:00Z', 180],
    [
      'a shift from a working day runs into a holiday',
      { ...nights, holidays: ['2026-03-03'] },
      '2026-03-02T00:00:00Z',
      '2026-03-05T00:00:00Z',
      480,
    ],
    [
      'a shift from a holiday does not run into a working day',
      { ...nights, holidays: ['2026-03-02'] },
      '2026-03-02T00:00:00Z',
      '2026-03-03T12:00:00Z',
      0,
    ],
  ])('%s', (_, calendar, from, to, minutes) => {
    expect(ask(calendar, from, { to })).toEqual({ minutes });
  });
});

describe('a wrong question says what to do', () => {
  it.each([
    ['negative minutes', office, '2026-03-02T09:00:00Z', { minutes: -1 }, 'whole number'],
    ['half a minute', office, '2026-03-02T09:00:00Z', { minutes: 0.5 }, 'whole number'],
    ['minutes as text', office, '2026-03-02T09:00:00Z', { minutes: '5' }, 'whole number'],
    ['both minutes and to', office, '2026-03-02T09:00:00Z', { minutes: 5, to: '2026-03-02T09:00:00Z' }, 'either "minutes" or "to"'],
    ['neither of them', office, '2026-03-02T09:00:00Z', {}, 'either "minutes" or "to"'],
    ['an end before the start', office, '2026-03-02T09:00:00Z', { to: '2026-03-01T09:00:00Z' }, 'exchange them'],
    ['a day that does not exist', office, '2026-02-30T09:00:00Z', { minutes: 5 }, '"from" must be an instant in UTC'],
    ['an instant without its zone', office, '2026-02-20T09:00:00', { minutes: 5 }, '"from" must be an instant in UTC'],
    ['a calendar that never opens', { zone: 'UTC', week: {} }, '2026-03-02T09:00:00Z', { minutes: 1 }, 'no open time in the ten years'],
    ['more than a hundred years', office, '2026-03-02T09:00:00Z', { minutes: 9e12 }, 'more than 100 years'],
    ['holidays that nobody knows yet', { ...office, holidays: ['GB'] }, '2060-03-02T09:00:00Z', { minutes: 1 }, 'known from 2010 to 2040'],
    ['a calendar of no name', 'office', '2026-03-02T09:00:00Z', { minutes: 1 }, 'There is no calendar "office"'],
    ['a calendar of an inherited name', 'toString', '2026-03-02T09:00:00Z', { minutes: 1 }, 'There is no calendar'],
    ['no calendar', undefined, '2026-03-02T09:00:00Z', { minutes: 1 }, 'Give a "calendar"'],
    [
      'an unknown zone',
      { ...office, zone: 'Europe/Londn' },
      '2026-03-02T09:00:00Z',
      { minutes: 1 },
      '/calendar/zone: "Europe/Londn" is no time zone',
    ],
    ['an unknown region', { ...office, holidays: 'GB-XX' }, '2026-03-02T09:00:00Z', { minutes: 1 }, 'its regions are'],
    ['an unknown country', { ...office, holidays: 'XX' }, '2026-03-02T09:00:00Z', { minutes: 1 }, 'ISO 3166'],
    ['a shift of no length', daily('UTC', [['09:00', '09:00']]), '2026-03-02T09:00:00Z', { minutes: 1 }, 'at the same time'],
    [
      'a wall time that no clock shows',
      daily('UTC', [['09:00', '24:30']]),
      '2026-03-02T09:00:00Z',
      { minutes: 1 },
      'a closing is a wall time',
    ],
    ['an exception on no date', { ...office, except: { '2026-13-01': [] } }, '2026-03-02T09:00:00Z', { minutes: 1 }, 'a date such as'],
  ])('%s', (_, calendar, from, rest, reason) => {
    expect(ask(calendar, from, rest)).toEqual({ error: expect.stringContaining(reason) });
  });
});

describe('a policy read again is the same', () => {
  it('as what the schema made of it', () => {
    const once = Calendar.parse({ ...office, holidays: ['GB-SCT', '2026-03-02'], except: { '2026-03-03': 'closed' } });
    expect(Calendar.parse(once)).toEqual(once);
  });
});

describe('opening', () => {
  const calendar = Calendar.parse(office);
  it.each([
    ['inside hours it is now', '2026-03-02T10:00:00.000Z', '2026-03-02T10:00:00.000Z', true],
    ['at a closing it is the next opening', '2026-03-02T12:30:00.000Z', '2026-03-02T13:00:00.000Z', false],
    ['at an opening it is now', '2026-03-02T13:00:00.000Z', '2026-03-02T13:00:00.000Z', true],
    ['on Friday night it is Monday', '2026-03-06T20:00:00.000Z', '2026-03-09T09:00:00.000Z', false],
  ])('%s', (_, at, next, open) => {
    expect(nextOpening(calendar, new Date(at)).toISOString()).toBe(next);
    expect(isOpen(calendar, new Date(at))).toBe(open);
  });
});
