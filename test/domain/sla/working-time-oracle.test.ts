import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { Calendar } from '../../../domain/sla/calendars/calendars-policy.ts';
import { deadlineAfter, workingMilliseconds } from '../../../domain/sla/calendars/working-time.ts';
import { seed } from '../../seed.ts';
import { count, paint, reach } from './minute-oracle.ts';
import { calendarAround, zones } from './plain-calendars.ts';

const DAY = 86_400_000;
const LONGEST = 5 * DAY;
const cases = process.env.REDRESS_LARGE === '1' ? 20_000 : 1_000;
console.log(`Working time against the minute-by-minute oracle: ${cases} questions, REDRESS_SEED=${seed}`);

const changes = zones.flatMap((zone) => changesOf(zone).map((instant) => ({ zone, instant })));
const leapDays = zones.flatMap((zone) => ['2024-02-29T00:00Z', '2028-02-29T00:00Z'].map((day) => ({ zone, instant: Date.parse(day) })));
const chosen = [...changes, ...leapDays];
const anywhere = fc.record({ zone: fc.constantFrom(...zones), instant: fc.integer({ min: Date.UTC(2024), max: Date.UTC(2030, 11, 20) }) });

describe('working time and the slow oracle agree', () => {
  it('in forty zones, most of which change their clocks', () => {
    expect(new Set(zones).size).toBe(40);
    expect(changes.length).toBeGreaterThan(400);
    expect(changesOf('Australia/Lord_Howe')).toHaveLength(14);
  });

  it('around every change of the clocks from 2024 to 2030, and leap days', () => {
    const each = Math.max(1, Math.floor(cases / chosen.length));
    for (const moment of chosen) fc.assert(fc.property(questionNear(fc.constant(moment)), agrees), { seed, numRuns: each });
  }, 600_000);

  it('anywhere', () => {
    const rest = Math.max(300, cases % chosen.length);
    fc.assert(fc.property(questionNear(anywhere), agrees), { seed, numRuns: rest });
  }, 600_000);
});

/** A question whose five days contain the moment: where it starts before it, how long it is, and how many minutes are asked for. */
function questionNear(moments: fc.Arbitrary<{ zone: string; instant: number }>) {
  return moments.chain(({ zone, instant }) =>
    fc.record({
      calendar: calendarAround(zone, instant),
      from: fc
        .oneof(
          fc.integer({ min: 0, max: 4 * 1440 }).map((minute) => minute * 60_000),
          fc.nat(4 * DAY),
        )
        .map((back) => instant - back),
      length: fc.oneof(
        fc.nat(5 * 1440).map((minute) => minute * 60_000),
        fc.nat(LONGEST),
      ),
      share: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    }),
  );
}

function agrees({
  calendar: plain,
  from,
  length,
  share,
}: {
  calendar: Parameters<typeof paint>[0];
  from: number;
  length: number;
  share: number;
}) {
  const calendar = Calendar.parse(plain);
  const slow = paint(plain, from, 6);
  const worked = count(slow, from, from + length);
  expect(workingMilliseconds(calendar, new Date(from), new Date(from + length))).toBe(worked);

  const minutes = Math.floor((count(slow, from, from + LONGEST) / 60_000) * share);
  const deadline = deadlineAfter(calendar, new Date(from), minutes);
  expect(deadline.getTime()).toBe(reach(slow, from, minutes * 60_000));
  expect(workingMilliseconds(calendar, new Date(from), deadline)).toBe(minutes * 60_000);
}

function changesOf(zone: string): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  for (; at && at.epochMilliseconds < Date.UTC(2031); at = at.getTimeZoneTransition('next')) found.push(at.epochMilliseconds);
  return found;
}
