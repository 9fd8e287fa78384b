import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlaRecord } from '../../../domain/sla/case-story.ts';
import { dueRungsOf, ladderOf, nextWakeAt } from '../../../domain/sla/ladder.ts';
import { slaClocks } from '../../../domain/sla/sla-clock.ts';
import { calendarShelf } from '../../../domain/sla/working-time.ts';
import { aLog, anSlaPolicy, calendars, clock, edition, facts, stretch, target } from '../../builders/an-sla-case.ts';

const start = Date.parse('2026-01-05T10:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const kinds = ['message.sent', 'message.received', 'note.added', 'case.acknowledged', 'return.approved', 'parcel.received', 'unheard.of'];

/** Any log that begins with a request: records up to a quarter of a year, some waiting for the customer, some raising the priority. */
const anyLog = fc
  .array(fc.tuple(fc.nat(8_000_000), fc.constantFrom(...kinds), fc.boolean()), { maxLength: 25 })
  .map((rows): SlaRecord[] =>
    aLog(
      [at(0), 'return.requested'],
      ...rows
        .sort((a, b) => a[0] - b[0])
        .map(([seconds, type, waits]) => [at(seconds), type, waits ? { waitFor: 'customer', by: 'p_1' } : { by: 'p_1' }] as const),
    ),
  );
const calendarName = fc.constantFrom('office', 'lunch', 'london', 'always');

describe('spent time', () => {
  it('never goes down as time goes by, and never exceeds it', () => {
    fc.assert(
      fc.property(anyLog, calendarName, fc.nat(9_000_000), fc.nat(1_000_000), (records, calendar, now, more) => {
        const policy = anSlaPolicy({ targets: [target('resolution', 'PT40H', calendar)] });
        const [early, late] = [clock('resolution', records, at(now), policy), clock('resolution', records, at(now + more), policy)];
        // A record in the future of `now` may have stopped it: compare what is measured to the same log's past.
        const past = records.filter(({ occurredAt }) => occurredAt <= at(now));
        const then = clock('resolution', past, at(now), policy);
        expect(late.spentSeconds).toBeGreaterThanOrEqual(early.spentSeconds);
        expect(then.spentSeconds).toBeLessThanOrEqual(now);
      }),
      { numRuns: 150 },
    );
  });

  it('is kept to the second over any change of policy, priority or calendar', () => {
    fc.assert(
      fc.property(calendarName, calendarName, fc.nat(2_000_000), fc.nat(500_000), (one, other, change, more) => {
        const [before, after] = [one, other].map((name) => anSlaPolicy({ targets: [target('resolution', 'PT90H', name)] })) as [
          never,
          never,
        ];
        const records = aLog([at(0), 'return.requested']);
        const spentBefore = clock('resolution', records, at(change), before).spentSeconds;
        const editions = [edition(before), edition(after, at(change))];
        const total = stretch('resolution', { records, editions, now: at(change + more) }).clock.spentSeconds;
        const since = calendarShelf(calendars)(other)!.between(at(change), at(change + more)) / 1000;
        expect(total).toBe(spentBefore + since);
      }),
      { numRuns: 150 },
    );
  });

  it('is kept to the second over 50 pauses, in three calendars with summer time in between', () => {
    for (const calendar of ['office', 'lunch', 'london']) {
      const shelf = calendarShelf(calendars)(calendar)!;
      const rows: [string, string, Record<string, unknown>?][] = [['2026-03-16T09:00:00Z', 'return.requested']];
      let expected = 0;
      let from = rows[0]![0];
      for (let pause = 0; pause < 50; pause += 1) {
        const sent = new Date(Date.parse(from) + (3600 + pause * 61) * 1000).toISOString();
        const back = new Date(Date.parse(sent) + (7200 + pause * 127) * 1000).toISOString();
        expected += shelf.between(from, sent);
        rows.push([sent, 'message.sent', { by: 'p_1', waitFor: 'customer' }], [back, 'message.received']);
        from = back;
      }
      const policy = anSlaPolicy({ targets: [target('resolution', 'PT400H', calendar)] });
      expect(clock('resolution', aLog(...rows), from, policy).spentSeconds).toBe(expected / 1000);
    }
  });

  it('reaches the target exactly at the deadline', () => {
    fc.assert(
      fc.property(calendarName, fc.integer({ min: 0, max: 30_000_000 }), fc.integer({ min: 1, max: 4000 }), (calendar, opened, minutes) => {
        const policy = anSlaPolicy({ targets: [target('resolution', `PT${minutes}M`, calendar)] });
        const records = aLog([at(opened), 'return.requested']);
        const { dueAt } = clock('resolution', records, at(opened), policy);
        expect(clock('resolution', records, dueAt!, policy)).toMatchObject({ state: 'running', spentSeconds: minutes * 60, dueAt });
      }),
      { numRuns: 150 },
    );
  });
});

describe('rungs', () => {
  const people = [
    {
      email: 'm@shop.example',
      name: 'M',
      roles: ['manager' as const],
      deputies: [],
      absences: [],
      zone: 'Europe/London',
      quiet: ['20:00', '08:00'] as [string, string],
      channels: ['mail' as const],
    },
  ];
  const colleagues = { people, fallback: ['manager'] };
  const policy = anSlaPolicy({
    targets: [target('resolution', 'PT20H', 'london')],
    ladder: ['50%', '80%', '80%', '-PT1H', '100%', '+PT2H', '150%'].map((place) => ({ at: place, to: 'manager' })),
  });

  it('ring each once, in order, however the schedule stumbles, and never early', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -600, max: 200_000 }), { maxLength: 30 }), (steps) => {
        const records = aLog(['2026-03-26T10:00:00Z', 'return.requested']);
        const rang: string[] = [];
        let now = Date.parse('2026-03-26T10:00:00Z');
        // However it ended, three more days of hourly schedules ring what is left: one of them is a working day.
        for (const step of [...steps, 5_000_000, ...Array<number>(96).fill(3600)]) {
          now += step * 1000;
          const found = stretch('resolution', { records, editions: [edition(policy)], now: new Date(now).toISOString() });
          for (const rung of dueRungsOf(ladderOf(found, policy.ladder, colleagues, new Date(now)), new Date(now))) {
            expect(Date.parse(rung.at!)).toBeLessThanOrEqual(now);
            rang.push(rung.name);
            const data = { measure: 'resolution', rung: rung.name };
            records.push({ type: 'clock.rang.v1', occurredAt: new Date(now).toISOString(), version: records.length + 1, data });
          }
        }
        expect([...rang].sort()).toEqual(['+PT2H', '-PT1H', '100%', '150%', '50%', '80%', '80%#2']);
      }),
      { numRuns: 60 },
    );
  });

  it('stay silent for a clock that does not tick', () => {
    const records = aLog(['2026-03-26T10:00:00Z', 'return.requested'], ['2026-03-26T11:00:00Z', 'return.closed']);
    const [found] = slaClocks({ records, facts, editions: [edition(policy)], now: new Date('2026-06-01T10:00:00Z') });
    expect(nextWakeAt(ladderOf(found!, policy.ladder, colleagues, new Date('2026-06-01T10:00:00Z')))).toBeUndefined();
  });
});
