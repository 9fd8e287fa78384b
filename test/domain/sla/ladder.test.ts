import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import { dueRungsOf, ladderOf, nextWakeAt, recipientsOf } from '../../../domain/sla/ladder.ts';
import { awakeFrom } from '../../../domain/sla/quiet-hours.ts';
import { type Heard, reachOf } from '../../../domain/sla/reach.ts';
import { PolicyRung } from '../../../domain/sla/sla-policy.ts';
import { aLog, anSlaPolicy, edition, stretch, target } from '../../builders/an-sla-case.ts';

const on = new Date('2026-01-06T10:00:00Z');
const january = [{ from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }];
const at = (name: string) => `${name}@shop.example`;
const person = (name: string, differs: object = {}) => ({ email: at(name), name, roles: ['agent'], ...differs });
const rung = (to: string | string[], place = '50%', differs: object = {}) => PolicyRung.parse({ at: place, to, ...differs });
const boss = person('boss', { roles: ['manager'] });

function reached(people: object[], to: string | string[], above: PolicyRung[] = [], heard: Heard[] = [], owner = at('ana')) {
  const found = reachOf(rung(to), above, heard, { people: PeoplePolicy.parse([...people, boss]), owner, fallback: ['manager'] }, on);
  return [found.how, ...found.people.map(({ name }) => name)];
}

describe('whom a rung reaches', () => {
  const away = { absences: january };
  const ana = (differs: object = {}) => person('ana', differs);
  const budi = (differs: object = {}) => person('budi', differs);
  it.each([
    ['the owner, by address', reached([ana()], 'owner'), ['named', 'ana']],
    ['the owner, by id', reached([ana()], 'owner', [], [], personIdOf(at('ana'))), ['named', 'ana']],
    ['a role that owns the case', reached([ana(), budi()], 'owner', [], [], 'agents'), ['named', 'ana', 'budi']],
    ['a team', reached([ana({ team: 'north' }), budi()], 'north'), ['named', 'ana']],
    ['a role', reached([ana(), budi({ roles: ['supervisor'] })], 'supervisor'), ['named', 'budi']],
    ['people by address, however written', reached([ana()], 'ANA@shop.example'), ['named', 'ana']],
    ['the owner’s deputy, asked for as such', reached([ana({ deputies: [at('budi')] }), budi()], 'deputy'), ['named', 'budi']],
    ['a deputy while the person is away', reached([ana({ ...away, deputies: [at('budi')] }), budi()], 'owner'), ['deputy', 'budi']],
    [
      'a deputy’s deputy while both are away',
      reached([ana({ ...away, deputies: [at('budi')] }), budi({ ...away, deputies: [at('citra')] }), person('citra')], 'owner'),
      ['deputy', 'citra'],
    ],
    [
      'the fallback when deputies stand in for each other and all are away',
      reached([ana({ ...away, deputies: [at('budi')] }), budi({ ...away, deputies: [at('ana')] })], 'owner'),
      ['fallback', 'boss'],
    ],
    ['the next level when nobody is in reach', reached([ana(away), budi({ team: 'up' })], 'owner', [rung('up')]), ['next-level', 'budi']],
    ['the level after that, too', reached([ana(away), budi({ team: 'up' })], 'owner', [rung('none'), rung('up')]), ['next-level', 'budi']],
    ['nobody twice', reached([ana({ team: 'north' })], ['owner', 'north', at('ana')]), ['named', 'ana']],
  ])('is %s', (_, found, expected) => expect(found).toEqual(expected));

  it('is the fallback even when all of it is away', () => {
    const people = PeoplePolicy.parse([ana(away), { ...boss, absences: january }]);
    expect(reachOf(rung('owner'), [], [], { people, owner: at('ana'), fallback: ['manager'] }, on).people[0]?.name).toBe('boss');
  });

  it('is somebody new on a higher level, unless the ladder names the same people on purpose', () => {
    const heard = [{ to: ['owner'], people: [personIdOf(at('budi'))] }];
    const people = [ana(), budi({ team: 'up' }), person('citra', { team: 'top' })];
    expect(reached(people, 'up', [rung('top')], heard)).toEqual(['next-level', 'citra']);
    expect(reached(people, 'up', [], heard)).toEqual(['named', 'budi']);
    expect(reached(people, 'up', [rung('top')], [{ to: ['up'], people: [personIdOf(at('budi'))] }])).toEqual(['named', 'budi']);
  });
});

describe('night', () => {
  const london = { zone: 'Europe/London', quiet: ['20:00', '08:00'] as [string, string] };
  const berlin = { zone: 'Europe/Berlin', quiet: ['22:00', '02:30'] as [string, string] };
  it.each([
    ['lets the day pass', london, '2026-01-05T12:00:00.000Z', '2026-01-05T12:00:00.000Z'],
    ['lasts until the morning', london, '2026-01-05T23:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ['after midnight, too', london, '2026-01-06T02:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ['ends at its end', london, '2026-01-06T08:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ['ends on the person’s summer clock', london, '2026-03-28T23:00:00.000Z', '2026-03-29T07:00:00.000Z'],
    ['whose end the clock skips ends after the gap', berlin, '2026-03-29T00:00:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['whose end comes twice ends at the first', berlin, '2026-10-24T23:00:00.000Z', '2026-10-25T00:30:00.000Z'],
    ['in the second of a doubled hour ends at the second', berlin, '2026-10-25T01:10:00.000Z', '2026-10-25T01:30:00.000Z'],
    [
      'may be by day',
      { zone: 'UTC', quiet: ['09:00', '17:00'] as [string, string] },
      '2026-01-05T12:00:00.000Z',
      '2026-01-05T17:00:00.000Z',
    ],
    ['may be none', { zone: 'UTC', quiet: ['09:00', '09:00'] as [string, string] }, '2026-01-05T09:00:00.000Z', '2026-01-05T09:00:00.000Z'],
  ])('%s', (_, who, instant, ends) => expect(awakeFrom(who, instant)).toBe(ends));
});

describe('rungs', () => {
  const colleagues = { people: PeoplePolicy.parse([person('ana'), boss]), owner: at('ana'), fallback: ['manager'] };
  const rungsOf = (
    ladder: PolicyRung[],
    now: string,
    log = aLog(['2026-01-05T10:00:00Z', 'return.requested']),
    duration = 'PT10H',
    on = 'office',
  ) => {
    const policy = anSlaPolicy({ targets: [target('resolution', duration, on)], ladder });
    const found = stretch('resolution', { records: log, editions: [edition(policy)], now });
    return { policy, found, rungs: ladderOf(found, policy.ladder, colleagues, new Date(now)) };
  };
  // Ten office hours from Monday 10:00 end on Tuesday at 12:00.
  it.each([
    ['half of the working time', '50%', {}, '2026-01-05T15:00:00.000Z'],
    ['more than all of it', '150%', {}, '2026-01-06T17:00:00.000Z'],
    ['the deadline', '100%', {}, '2026-01-06T12:00:00.000Z'],
    ['an hour before', '-PT1H', {}, '2026-01-06T11:00:00.000Z'],
    ['two hours after', '+PT2H', {}, '2026-01-06T14:00:00.000Z'],
    ['six hours after, when the office is closed', '+PT6H', {}, '2026-01-07T09:00:00.000Z'],
    ['six hours after, urgently', '+PT6H', { urgent: true }, '2026-01-06T18:00:00.000Z'],
    ['a day before its own beginning', '-P3D', {}, '2026-01-05T10:00:00.000Z'],
  ])('ring at %s', (_, place, differs, instant) => {
    expect(rungsOf([rung('owner', place, differs)], '2026-01-05T10:00:00Z').rungs[0]?.at).toBe(instant);
  });

  it('ring in order, the same place twice under two names', () => {
    const { rungs } = rungsOf([rung('owner', '+PT2H'), rung('owner', '80%'), rung('manager', '80%')], '2026-01-06T18:00:00Z');
    expect(rungs.map(({ name }) => name)).toEqual(['80%', '80%#2', '+PT2H']);
  });

  it('that a stopped schedule left behind wait for the morning instead of ringing at night, urgent ones do not', () => {
    const ladder = [rung('owner', '50%'), rung('owner', '60%', { urgent: true })];
    const { rungs } = rungsOf(ladder, '2026-01-05T23:00:00Z');
    expect(dueRungsOf(rungs, new Date('2026-01-05T23:00:00Z')).map(({ name }) => name)).toEqual(['60%']);
    expect(rungs.find(({ name }) => name === '50%')?.at).toBe('2026-01-06T09:00:00.000Z');
  });

  it('fall silent when acknowledged, while the clock and the other actions go on', () => {
    const ladder = [rung('owner', '50%'), rung('manager', '80%', { action: 'reassign' }), rung('manager', '90%')];
    const log = aLog(['2026-01-05T10:00:00Z', 'return.requested'], ['2026-01-05T11:00:00Z', 'sla.acknowledged', { measure: 'resolution' }]);
    const { rungs, found } = rungsOf(ladder, '2026-01-06T16:00:00Z', log);
    expect(found.clock).toMatchObject({ state: 'breached', acknowledgedAt: '2026-01-05T11:00:00.000Z' });
    expect(dueRungsOf(rungs, new Date('2026-01-06T16:00:00Z')).map(({ name }) => name)).toEqual(['80%']);
  });

  it('of a clock that was reset ring again', () => {
    const policy = anSlaPolicy({ ladder: [rung('owner', '50%')] });
    const log = aLog(
      ['2026-01-05T10:00:00Z', 'return.requested'],
      ['2026-01-05T10:10:00Z', 'message.sent', { by: 'p_1' }],
      ['2026-01-05T11:00:00Z', 'message.received'],
      ['2026-01-05T13:00:00Z', 'clock.rang', { measure: 'next-response', rung: '50%' }],
      ['2026-01-05T14:00:00Z', 'message.sent', { by: 'p_1' }],
      ['2026-01-06T09:00:00Z', 'message.received'],
    );
    const found = stretch('next-response', { records: log, editions: [edition(policy)], now: '2026-01-06T09:30:00Z' });
    expect(nextWakeAt(ladderOf(found, policy.ladder, colleagues, on))).toBe('2026-01-06T11:00:00.000Z');
  });

  it('go to those of a level who are awake', () => {
    const people = PeoplePolicy.parse([person('ana', { team: 'x', zone: 'Asia/Jakarta' }), person('budi', { team: 'x' }), boss]);
    const { found, policy } = rungsOf([rung('x', '50%')], '2026-01-05T15:00:00Z');
    const told = recipientsOf('50%', found, policy.ladder, { people, fallback: ['manager'] }, new Date('2026-01-05T15:00:00Z'));
    expect(told?.people.map(({ name }) => name)).toEqual(['budi']);
  });

  it('ring on day 400 of a clock that is open for 400 days', () => {
    const { rungs } = rungsOf([rung('owner', '100%')], '2026-02-05T10:00:00Z', undefined, 'P400D', 'always');
    expect(nextWakeAt(rungs)).toBe('2027-02-09T10:00:00.000Z');
  });
});
