import { describe, expect, it } from 'vitest';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import { CalendarsPolicy } from '../../domain/sla/calendars/calendars-policy.ts';
import { holidayDates, spelledOut } from '../../domain/sla/calendars/spell-out.ts';
import { workingMinutes } from '../../domain/sla/calendars/working-time.ts';
import { faultsOfCalendars, faultsOfSla, faultsOfStaff } from '../../domain/sla-references.ts';
import { anSlaPolicy, calendars, target } from '../builders/an-sla-case.ts';

const on = new Date('2026-03-02T09:00:00Z');
const boss = { email: 'boss@shop.example', name: 'Boss', roles: ['manager'] };
const people = PeoplePolicy.parse([boss, { email: 'ana@shop.example', name: 'Ana', roles: ['agent'] }]);
const sla = anSlaPolicy({ targets: [target('resolution', 'P1D', 'lunch')], ladder: [{ at: '80%', to: 'ana@shop.example' }] });

describe('what the sla policy names', () => {
  it('must be there', () => {
    expect(faultsOfSla(sla, { calendars, people })).toEqual([]);
    const wrong = anSlaPolicy({
      targets: [target('resolution', 'P1D', 'moon')],
      ladder: [{ at: '80%', to: ['owner', 'zoe@shop.example'] }],
    });
    expect(faultsOfSla(wrong, { calendars, people }).map(({ path }) => path)).toEqual([
      ['targets', 0, 'calendar'],
      ['ladder', 0, 'to', 1],
    ]);
  });

  it('asks for no colleagues while nobody published who works here, but for calendars always', () => {
    expect(faultsOfSla(sla, {}).map(({ path }) => path)).toEqual([['targets', 0, 'calendar']]);
  });

  it('stays: neither its calendar nor its colleague leaves', () => {
    const { lunch: _, ...others } = calendars;
    expect(faultsOfCalendars(others, { sla }, on)).toMatchObject([{ path: [], message: expect.stringContaining('lunch') }]);
    expect(faultsOfStaff(PeoplePolicy.parse([boss]), { sla })).toMatchObject([{ message: expect.stringContaining('ana@shop.example') }]);
    expect(faultsOfStaff(people, { sla })).toEqual([]);
  });

  it('opens some day: a calendar that never does would hold every clock for ever', () => {
    const never = CalendarsPolicy.parse({ never: { zone: 'UTC', week: {} } });
    expect(faultsOfCalendars(never, {}, on)).toMatchObject([{ path: ['never'] }]);
  });
});

it('holidays spelled out as dates count like those of the list', () => {
  const week = { mon: [['09:00', '17:00']], fri: [['09:00', '17:00']] };
  const named = CalendarsPolicy.parse({ a: { zone: 'Europe/London', week, holidays: ['GB-SCT', '2026-06-05'] }, b: { zone: 'UTC', week } });
  const dates = holidayDates(named);
  expect(Object.keys(dates)).toEqual(['GB-SCT']);
  expect(dates['GB-SCT']).toContain('2026-11-30');
  const plain = spelledOut(named, dates);
  expect(JSON.stringify(plain)).not.toContain('country');
  const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2027-12-31T00:00:00Z')];
  expect(workingMinutes(plain.a!, from, to)).toBe(workingMinutes(named.a!, from, to));
  expect(plain.b).toEqual(named.b);
});
