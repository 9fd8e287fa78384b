import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import { isAway, PeoplePolicy, personByEmail, personById } from '../../../domain/people/people-policy.ts';
import { day } from '../../builders/a-return.ts';

const boss = { email: 'manager@shop.example', name: 'Mia', roles: ['manager'] };
const agent = { email: 'agent@shop.example', name: 'Ada', roles: ['agent'], team: 'agents' };
const issues = (body: unknown) => PeoplePolicy.safeParse(body).error?.issues.map((issue) => issue.path.join('/')) ?? [];

describe('the people policy', () => {
  it('fills in what most colleagues share', () => {
    expect(PeoplePolicy.parse([boss])[0]).toMatchObject({ zone: 'UTC', quiet: ['20:00', '08:00'], channels: ['mail'], deputies: [] });
  });

  it.each([
    ['a field that does not exist', [{ ...boss, role: 'x' }], '0'],
    ['an unknown role', [{ ...boss, roles: ['king'] }], '0/roles/0'],
    ['an unknown time zone', [{ ...boss, zone: 'Mars/Base' }], '0/zone'],
    ['a quiet time that is none', [{ ...boss, quiet: ['25:00', '08:00'] }], '0/quiet/0'],
    [
      'an absence that ends before it begins',
      [{ ...boss, absences: [{ from: day(2).toISOString(), until: day(1).toISOString() }] }],
      '0/absences/0',
    ],
    ['the same address twice, however written', [boss, agent, { ...agent, email: 'Agent@shop.example' }], '2/email'],
    ['a deputy whom nobody knows', [boss, { ...agent, deputies: ['x@shop.example'] }], '1/deputies/0'],
    ['a person who stands in for themselves', [boss, { ...agent, deputies: [agent.email] }], '1/deputies/0'],
    ['nobody who could change it', [agent], ''],
  ])('refuses %s', (_, body, path) => {
    expect(issues(body)).toContain(path);
  });

  it('finds a person by address or by id', () => {
    const people = PeoplePolicy.parse([boss, agent]);
    expect(personByEmail(people, ' AGENT@shop.example ')?.name).toBe('Ada');
    expect(personById(people, personIdOf(boss.email))?.name).toBe('Mia');
    expect(personById(people, 'p_000000000000')).toBeUndefined();
  });

  it.each([
    ['before', 0, false],
    ['from the first instant', 1, true],
    ['not from the last instant on', 2, false],
  ])('knows who is away: %s', (_, on, away) => {
    const absences = [{ from: day(1).toISOString(), until: day(2).toISOString() }];
    expect(isAway({ absences }, day(on))).toBe(away);
  });
});
