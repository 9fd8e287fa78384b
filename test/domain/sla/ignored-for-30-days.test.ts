import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import type { SlaRecord } from '../../../domain/sla/case-story.ts';
import { dueRungsOf, ladderOf, nextWakeAt, recipientsOf } from '../../../domain/sla/ladder.ts';
import { aLog, anSlaPolicy, edition, stretch, target } from '../../builders/an-sla-case.ts';

const at = (name: string) => `${name}@shop.example`;
const person = (name: string, roles: string[], differs: object = {}) => ({
  email: at(name),
  name,
  roles,
  zone: 'Europe/London',
  ...differs,
});

/** Ana is away from 30 March 12:00 UTC on, Budi stands in for her; Dewi lives in Jakarta and sleeps from 20:00 to 08:00 there. */
const people = PeoplePolicy.parse([
  person('ana', ['agent'], { deputies: [at('budi')], absences: [{ from: '2026-03-30T12:00:00Z', until: '2026-05-01T00:00:00Z' }] }),
  person('budi', ['agent', 'supervisor']),
  person('citra', ['supervisor']),
  person('dewi', ['manager'], { zone: 'Asia/Jakarta' }),
]);
const colleagues = { people, owner: at('ana'), fallback: ['manager'] };

/** 80 hours of a London office, 9 to 5, closed on Good Friday (3 April) and Easter Monday (6 April). Summer time begins on 29 March. */
const policy = anSlaPolicy({
  targets: [target('resolution', 'PT80H', 'london')],
  ladder: [
    { at: '25%', to: 'owner' },
    { at: '50%', to: 'owner' },
    { at: '80%', to: 'supervisor' },
    { at: '-PT1H', to: 'owner', urgent: true },
    { at: '100%', to: ['supervisor', 'manager'] },
    { at: '+PT12H', to: 'manager' },
    { at: '+P10D', to: 'manager', urgent: true },
  ],
});

/**
 * Written by hand. Opened on Tuesday 24 March, 13:00 UTC (13:00 in London): 4 hours that day, then 8 a working day:
 * 12 h by Wed 25, 20 h by Thu 26, 28 h by Fri 27; Mon 30 March (summer: 08:00 to 16:00 UTC) 36 h, Tue 44 h, Wed 1 April 52 h, Thu 60 h;
 * Fri 3 and Mon 6 closed; Tue 7 April 68 h, Wed 8 76 h, Thu 9: 80 h at 13:00 in London = 12:00 UTC.
 */
const table = [
  // 20 hours: the closing on Thursday, which still belongs to the day.
  ['25%', '2026-03-26T17:00:00.000Z', ['ana']],
  // 40 hours: 4 into Tuesday 31 March; Ana has gone, Budi is her deputy.
  ['50%', '2026-03-31T12:00:00.000Z', ['budi']],
  // 64 hours: 4 into Tuesday 7 April. Budi heard as Ana's deputy already, so the level's other person hears.
  ['80%', '2026-04-07T12:00:00.000Z', ['citra']],
  // An hour before the deadline; the owner's rung repeats the people that it means to reach.
  ['-PT1H', '2026-04-09T11:00:00.000Z', ['budi']],
  // 12:00 UTC is 19:00 in Jakarta: Dewi is still up. Budi and Citra heard already on other rungs.
  ['100%', '2026-04-09T12:00:00.000Z', ['dewi']],
  // Midnight UTC: closed; opens at 08:00 UTC on Friday 10 April, 15:00 in Jakarta. Dewi is all there is above.
  ['+PT12H', '2026-04-10T08:00:00.000Z', ['dewi']],
  // Ten days after the deadline, at 12:00 UTC on a Sunday, urgently.
  ['+P10D', '2026-04-19T12:00:00.000Z', ['dewi']],
] as const;

describe('a case ignored for 30 days', () => {
  it('rings the rungs, instants and persons of the table, and nothing else', () => {
    const records: SlaRecord[] = aLog(['2026-03-24T13:00:00Z', 'return.requested']);
    const log = (type: string, on: Date, data: Record<string, unknown>) =>
      records.push({ type, occurredAt: on.toISOString(), version: records.length + 1, data: { measure: 'resolution', ...data } });
    const rang: unknown[] = [];
    let now = new Date('2026-03-24T13:00:00Z');
    for (let wakes = 0; wakes < 40; wakes += 1) {
      const found = stretch('resolution', { records, editions: [edition(policy)], now: now.toISOString() });
      const rungs = ladderOf(found, policy.ladder, colleagues, now);
      for (const { name } of dueRungsOf(rungs, now)) {
        const told = recipientsOf(name, found, policy.ladder, colleagues, now)?.people ?? [];
        rang.push([name, now.toISOString(), told.map((who) => who.name)]);
        log('clock.rang.v1', now, { rung: name });
        log('sla.escalated.v1', now, { rung: name, people: told.map(({ email }) => personIdOf(email)) });
      }
      const after = ladderOf(
        stretch('resolution', { records, editions: [edition(policy)], now: now.toISOString() }),
        policy.ladder,
        colleagues,
        now,
      );
      const wakeAt = nextWakeAt(after);
      if (!wakeAt || wakeAt > '2026-04-23T13:00:00Z') break;
      now = new Date(wakeAt);
    }
    expect(rang).toEqual(table);
  });

  it('is silent from the moment it is answered', () => {
    const records = aLog(['2026-03-24T13:00:00Z', 'return.requested'], ['2026-04-08T10:00:00Z', 'return.closed']);
    const found = stretch('resolution', { records, editions: [edition(policy)], now: '2026-04-23T13:00:00Z' });
    expect(found.clock.state).toBe('met');
    expect(nextWakeAt(ladderOf(found, policy.ladder, colleagues, new Date('2026-04-23T13:00:00Z')))).toBeUndefined();
  });
});
