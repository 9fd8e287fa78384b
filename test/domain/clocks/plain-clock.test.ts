import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../domain/clocks/clock.ts';
import { plus } from '../../../domain/clocks/duration.ts';
import { dueRungs, isOver, postpone, rungRang, runningClock, startClock, stopClock } from '../../../domain/clocks/plain-clock.ts';
import { ring, ringDue } from '../../../domain/returns/case-care.ts';
import { parcelClock } from '../../../domain/returns/return-clocks.ts';
import { aReturn, day, mustMove, policy, whyNot } from '../../builders/a-return.ts';

const iso = (n: number) => day(n).toISOString();
const subject = { caseId: 'R-00000001' };
const parcel = () => parcelClock(subject, policy, day(0));
const names = (clock: Clock, on: number) => dueRungs(clock, day(on)).map((rung) => rung.name);

describe('a duration', () => {
  it.each([
    ['days are counted in UTC', '2026-03-28T12:00:00Z', 'P2D', '2026-03-30T12:00:00.000Z'],
    ['a month ends where the month ends', '2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00.000Z'],
    ['hours and minutes', '2026-01-01T00:00:00Z', 'PT1H30M', '2026-01-01T01:30:00.000Z'],
    ['a minus goes back', '2026-01-04T00:00:00Z', '-P3D', '2026-01-01T00:00:00.000Z'],
    ['zero returns the instant', '2026-01-04T00:00:00Z', 'PT0S', '2026-01-04T00:00:00.000Z'],
  ])('%s', (_, from, duration, expected) => {
    expect(plus(from, duration)).toBe(expected);
  });
});

describe('the parcel clock', () => {
  it.each([
    ['reminds, warns three days before the end, ends', 'P7D', 'P14D', [7, 11, 14]],
    ['leaves the warning out when it is not later than the reminder', 'P11D', 'P14D', [11, 14]],
    ['leaves a reminder out that comes after the end', 'P20D', 'P14D', [14]],
  ])('%s', (_, reminderAfter, expiresAfter, days) => {
    const clock = parcelClock(subject, { reminderAfter, expiresAfter }, day(0));
    expect(clock.rungs.map((rung) => rung.at)).toEqual(days.map(iso));
    expect(clock.wakeAt).toBe(iso(days[0] ?? 0));
  });
});

describe('a clock', () => {
  it('is due at the very instant, and not a moment before', () => {
    expect(dueRungs(parcel(), new Date(day(7).getTime() - 1))).toEqual([]);
    expect(names(parcel(), 7)).toEqual(['remind']);
  });

  it('rings in order when several rungs are due at once', () => {
    const start = aReturn({ clocks: [parcel()] });
    const move = mustMove(ringDue(start, { measure: 'parcel' }, day(12)));
    expect(move.records.map((record) => record.data.rung)).toEqual(['remind', 'expiring']);
    expect(move.case.version).toBe(start.version + 2);
    expect(move.clocks?.[0]?.wakeAt).toBe(iso(14));
    expect(whyNot(ringDue(move.case, { measure: 'parcel' }, day(12)))).toBe('nothing-due');
  });

  it('rings each rung once', () => {
    const once = mustMove(ring(aReturn({ clocks: [parcel()] }), { measure: 'parcel', rungName: 'remind' }, day(7))).case;
    expect(whyNot(ring(once, { measure: 'parcel', rungName: 'remind' }, day(8)))).toBe('nothing-due');
  });

  it('has no wake-up left after its last rung', () => {
    const done = rungRang(startClock('R-00000001', 'label', day(0), 'P2D'), 'due', day(2));
    expect(done).not.toHaveProperty('wakeAt');
    expect(isOver(done)).toBe(true);
  });

  it('is silent once stopped', () => {
    const stopped = stopClock(parcel());
    expect(stopped).not.toHaveProperty('wakeAt');
    expect(names(stopped, 99)).toEqual([]);
    expect(runningClock([stopped], 'parcel')).toBeUndefined();
  });

  it('postponed on day 12 rings reminder and warning again before the second deadline', () => {
    const rung = rungRang(rungRang(parcel(), 'remind', day(7)), 'expiring', day(11));
    const later = postpone(rung, 'P7D', day(12));
    expect(later.rungs).toEqual([
      { name: 'remind', at: iso(14) },
      { name: 'expiring', at: iso(18) },
      { name: 'due', at: iso(21) },
    ]);
    expect(later).toMatchObject({ dueAt: iso(21), wakeAt: iso(14) });
  });

  it('wakes for its earliest rung that has not rung, however it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (days) => {
        let now = 0;
        let clock = parcel();
        let rings = 0;
        for (const wait of days) {
          now += wait;
          for (const rung of dueRungs(clock, day(now))) {
            clock = rungRang(clock, rung.name, day(now));
            rings += 1;
          }
          expect(clock.wakeAt === undefined || clock.wakeAt > iso(now)).toBe(true);
        }
        expect(rings).toBe(clock.rungs.filter((rung) => rung.at <= iso(now)).length);
      }),
    );
  });
});
