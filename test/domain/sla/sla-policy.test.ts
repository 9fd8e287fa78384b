import { describe, expect, it } from 'vitest';
import { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import { checkSlaPolicy } from '../../../domain/sla/check-sla-policy.ts';
import { SlaPolicy } from '../../../domain/sla/sla-policy.ts';
import { editionsOf } from '../../../domain/sla/sla-terms.ts';
import { targetFor } from '../../../domain/sla/target-for.ts';
import { millisecondsOf } from '../../../domain/sla/working-time.ts';
import { say } from '../../../domain/texts/say.ts';
import { anSlaPolicy, facts, shelf, target } from '../../builders/an-sla-case.ts';

const body = { targets: [target('resolution', 'PT8H')], pauseOn: ['awaiting-customer'], ladder: [{ at: '80%', to: 'owner' }] };
const people = PeoplePolicy.parse([{ email: 'm@shop.example', name: 'M', roles: ['manager'], team: 'north' }]);

describe('an sla policy', () => {
  it('is complete with targets alone', () => {
    expect(SlaPolicy.parse({ targets: body.targets })).toMatchObject({ pauseOn: [], ladder: [], fallback: ['manager'] });
  });

  it.each([
    ['a rung without a place', { ladder: [{ at: 'soon', to: 'owner' }] }, 'ladder.0.at'],
    ['a rung at the start', { ladder: [{ at: '0%', to: 'owner' }] }, 'ladder.0.at'],
    ['an offset without time', { ladder: [{ at: '-PT', to: 'owner' }] }, 'ladder.0.at'],
    ['an unknown channel', { ladder: [{ at: '80%', to: 'owner', channel: 'pigeon' }] }, 'ladder.0.channel'],
    ['a measure that nobody measures', { targets: [{ ...body.targets[0], measure: 'mood' }] }, 'targets.0.measure'],
    ['months', { targets: [target('resolution', 'P1M')] }, 'targets.0.duration'],
    ['no time at all', { targets: [target('resolution', 'PT0M')] }, 'targets.0.duration'],
    ['a condition on nothing we know', { targets: [target('resolution', 'PT8H', 'office', { mood: 'bad' })] }, 'targets.0.when'],
    ['more than the law allows', { targets: [target('refund-paid', 'P15D', 'always', { kind: 'withdrawal' })] }, 'targets.0.duration'],
    [
      'more than the law allows, among other kinds',
      { targets: [target('refund-paid', 'P3W', 'always', { kind: ['return', 'withdrawal'] })] },
      'targets.0.duration',
    ],
    ['no targets', { targets: [] }, 'targets'],
  ])('refuses %s', (_, differs, path) => {
    const issues = SlaPolicy.safeParse({ ...body, ...differs }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('allows what the law allows', () => {
    expect(SlaPolicy.safeParse({ ...body, targets: [target('refund-paid', 'P14D', 'always', { kind: 'withdrawal' })] }).success).toBe(true);
  });

  it.each([
    ['a calendar that is not there', { targets: [target('resolution', 'PT8H', 'moon')] }, '/targets/0/calendar'],
    ['a team that is not there', { ladder: [{ at: '80%', to: ['owner', 'south'] }] }, '/ladder/0/to/1'],
    ['a role that nobody has', { ladder: [{ at: '80%', to: 'supervisor' }] }, '/ladder/0/to/0'],
    ['a fallback that nobody is', { fallback: 'x@shop.example' }, '/fallback/0'],
  ])('does not fit other policies with %s', (_, differs, pointer) => {
    expect(checkSlaPolicy(SlaPolicy.parse({ ...body, ...differs }), ['office'], people).map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('fits when its names are known', () => {
    const ladder = [{ at: '80%', to: ['owner', 'deputy', 'north', 'manager', 'M@shop.example'] }];
    expect(checkSlaPolicy(SlaPolicy.parse({ ...body, ladder }), ['office'], people)).toEqual([]);
  });

  it('takes the first target that fits, and says why', () => {
    const policy = anSlaPolicy({
      targets: [
        target('resolution', 'PT2H', 'always', { priority: ['high', 'urgent'], market: 'GB' }),
        target('approval', 'PT1H'),
        target('resolution', 'PT4H', 'office', { tier: 'gold' }),
        target('resolution', 'PT8H'),
        target('resolution', 'PT1H'),
      ],
    });
    const chosen = [
      targetFor('resolution', { ...facts, priority: 'urgent', tier: 'gold' }, policy),
      targetFor('resolution', { ...facts, tier: 'gold' }, policy),
      targetFor('resolution', facts, policy),
      targetFor('next-response', facts, policy),
    ];
    expect(chosen.map((found) => found?.index)).toEqual([0, 2, 3, undefined]);
    expect(say(chosen[0]!.because, 'en')).toBe(
      'Target 1 of the policy fits this case (priority urgent, market GB): PT2H on the calendar “always”.',
    );
    expect(say(chosen[2]!.because, 'en')).toBe('Target 4 of the policy is for every case: PT8H on the calendar “office”.');
  });

  it('has one edition per change of policy or calendars', () => {
    const policy = anSlaPolicy();
    const editions = editionsOf(
      [
        { from: '2026-01-03T00:00:00Z', policy },
        { from: '2026-01-01T00:00:00Z', policy },
      ],
      [
        { from: '2026-01-02T00:00:00Z', calendars: shelf },
        { from: '2026-01-01T00:00:00Z', calendars: shelf },
      ],
    );
    expect(editions.map(({ from }) => from.slice(0, 10))).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
  });

  it.each([
    ['P1W', 7 * 86400],
    ['P1DT2H', 93600],
    ['-PT1H30M', -5400],
  ])('reads %s', (duration, seconds) => expect(millisecondsOf(duration)).toBe(seconds * 1000));
});
