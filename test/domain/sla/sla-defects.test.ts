import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../domain/identifiers.ts';
import { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import { dueRungsOf, ladderOf, recipientsOf } from '../../../domain/sla/ladder.ts';
import { slaClocks } from '../../../domain/sla/sla-clock.ts';
import { PolicyRung } from '../../../domain/sla/sla-policy.ts';
import { aLog, anSlaPolicy, clock, edition, facts, stretch, target } from '../../builders/an-sla-case.ts';

// Each test carries the number of a defect that docs/sla-defects.md describes. 5 January 2026 is a Monday.
const opened = ['2026-01-05T10:00:00Z', 'return.requested'] as const;
const by = { by: 'p_000000000001' };
const people = PeoplePolicy.parse([
  { email: 'ana@shop.example', name: 'ana', roles: ['agent'], team: 'first', quiet: ['20:00', '08:00'] },
  { email: 'budi@shop.example', name: 'budi', roles: ['supervisor'], quiet: ['20:00', '08:00'] },
  { email: 'dewi@shop.example', name: 'dewi', roles: ['manager', 'supervisor'], quiet: ['20:00', '08:00'] },
]);
const colleagues = { people, owner: 'ana@shop.example', fallback: ['manager'] };

function walk(ladder: object[], instants: readonly string[], duration = 'PT10H') {
  const policy = anSlaPolicy({ targets: [target('resolution', duration)], ladder });
  const records = aLog(opened);
  return instants.flatMap((now) => {
    const found = stretch('resolution', { records, editions: [edition(policy)], now });
    return dueRungsOf(ladderOf(found, policy.ladder, colleagues, new Date(now)), new Date(now)).map(({ name, action }) => {
      const told = recipientsOf(name, found, policy.ladder, colleagues, new Date(now))?.people ?? [];
      const entries = { 'clock.rang.v1': {}, 'sla.escalated.v1': { people: told.map(({ email }) => personIdOf(email)) } };
      for (const [type, data] of Object.entries(entries)) {
        records.push({ type, occurredAt: now, version: records.length + 1, data: { measure: 'resolution', rung: name, ...data } });
      }
      return [now, name, action, told.map((who) => who.name).join()];
    });
  });
}

describe('defects of other engines', () => {
  it('frappe/helpdesk #2212: the lunch break does not count', () => {
    const policy = anSlaPolicy({ targets: [target('first-response', 'PT1H', 'lunch')] });
    const atNoon = aLog(['2026-01-05T12:15:00Z', 'return.requested']);
    expect(clock('first-response', atNoon, '2026-01-05T13:00:00Z', policy)).toMatchObject({
      spentSeconds: 900,
      dueAt: '2026-01-05T14:15:00.000Z',
    });
  });

  it('frappe/helpdesk #1554: a paused clock does not tick behind its label', () => {
    const log = aLog(opened, ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }]);
    const [soon, later] = ['2026-01-05T12:00:00Z', '2026-02-05T12:00:00Z'].map((now) => clock('resolution', log, now));
    expect(later).toEqual(soon);
    const resumed = aLog(
      opened,
      ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }],
      ['2026-02-05T12:00:00Z', 'message.received'],
    );
    expect(clock('resolution', resumed, '2026-02-05T12:00:00Z')).toMatchObject({ spentSeconds: 3600, dueAt: '2026-02-12T11:00:00.000Z' });
  });

  it('glpi #15605: a pause is not forgotten when the target changes', () => {
    const log = aLog(
      opened,
      ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }],
      ['2026-01-09T09:00:00Z', 'message.received'],
      ['2026-01-09T10:00:00Z', 'case.prioritised', { was: 'normal', priority: 'high' }],
    );
    const policy = anSlaPolicy({ targets: [target('resolution', 'PT6H', 'office', { priority: 'high' }), target('resolution', 'PT40H')] });
    const high = { ...facts, priority: 'high' };
    expect(clock('resolution', log, '2026-01-09T11:00:00Z', policy, high)).toMatchObject({
      spentSeconds: 3 * 3600,
      dueAt: '2026-01-09T14:00:00.000Z',
    });
  });

  it('zammad #4432: no reminder at midnight or on a weekend, and one in the morning', () => {
    const ladder = [
      { at: '+PT12H', to: 'owner' },
      { at: '+P4D', to: 'owner' },
    ];
    const rang = walk(ladder, [
      '2026-01-07T00:00:00Z',
      '2026-01-07T09:00:00Z',
      '2026-01-10T12:00:00Z',
      '2026-01-12T09:00:00Z',
      '2026-01-12T10:00:00Z',
    ]);
    expect(rang.map(([now]) => now)).toEqual(['2026-01-07T09:00:00Z', '2026-01-12T09:00:00Z']);
  });

  it('zammad #2532: three levels reach three people', () => {
    const ladder = [
      { at: '50%', to: 'owner' },
      { at: '80%', to: 'supervisor' },
      { at: '100%', to: ['first', 'supervisor', 'manager'] },
    ];
    const rang = walk(ladder, ['2026-01-05T15:00:00Z', '2026-01-06T10:00:00Z', '2026-01-06T12:00:00Z']);
    expect(rang.map(([, , , told]) => told)).toEqual(['ana', 'budi,dewi', 'ana,budi,dewi']);
    const two = [
      { at: '50%', to: 'owner' },
      { at: '80%', to: 'agent' },
      { at: '100%', to: 'manager' },
    ];
    expect(walk(two, ['2026-01-05T15:00:00Z', '2026-01-06T10:00:00Z']).map(([, , , told]) => told)).toEqual(['ana', 'dewi']);
  });

  it('chatwoot #6889: a forgotten case goes to a manager by itself', () => {
    const ladder = [
      { at: '50%', to: 'owner' },
      { at: '+PT1H', to: 'manager', action: 'reassign' },
    ];
    const rang = walk(ladder, ['2026-01-05T15:00:00Z', '2026-01-06T13:00:00Z']);
    expect(rang.at(-1)).toEqual(['2026-01-06T13:00:00Z', '+PT1H', 'reassign', 'dewi']);
  });

  it('zammad #5177: next response does not overrule a longer first response', () => {
    const policy = anSlaPolicy({ targets: [target('first-response', 'PT6H'), target('next-response', 'PT1H')] });
    const log = aLog(opened, ['2026-01-05T10:30:00Z', 'message.received']);
    const clocks = slaClocks({ records: log, facts, editions: [edition(policy)], now: new Date('2026-01-05T11:45:00Z') });
    expect(clocks.map((found) => [found.clock.measure, found.clock.dueAt])).toEqual([['first-response', '2026-01-05T16:00:00.000Z']]);
  });

  it.each(['web', 'mail', 'phone'])('zammad #1322: a customer’s reply by %s restarts next response', (channel) => {
    const log = aLog(
      opened,
      ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }],
      ['2026-01-06T11:00:00Z', 'message.received', { textId: 't', channel }],
    );
    expect(clock('next-response', log, '2026-01-06T11:30:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-01-06T15:00:00.000Z',
      spentSeconds: 1800,
    });
  });

  it('zammad #3551: an answer together with “waiting for the customer” is an answer', () => {
    const log = aLog(opened, ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }]);
    expect(clock('first-response', log, '2026-01-09T11:00:00Z')).toMatchObject({
      state: 'met',
      spentSeconds: 3600,
      stoppedAt: '2026-01-05T11:00:00.000Z',
    });
  });

  it('zammad #3694: clocks follow from the log, so that what was written in any order or twice changes nothing', () => {
    const log = aLog(
      opened,
      ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }],
      ['2026-01-06T11:00:00Z', 'message.received'],
    );
    const at = '2026-01-06T12:00:00Z';
    for (const measure of ['first-response', 'next-response', 'resolution'] as const) {
      expect(clock(measure, [...log.toReversed(), ...log], at)).toEqual(clock(measure, log, at));
    }
  });

  it('osTicket #3034: a status can hold the clock', () => {
    const policy = anSlaPolicy({ pauseOn: ['awaiting-parcel'], targets: [target('resolution', 'PT8H')] });
    const log = aLog(opened, ['2026-01-05T12:00:00Z', 'return.approved', { by: 'policy', keepItem: false }]);
    expect(clock('resolution', log, '2026-03-05T12:00:00Z', policy)).toMatchObject({ state: 'paused', spentSeconds: 7200 });
  });

  it('chatwoot #13392: a deadline is working time, not wall time', () => {
    const policy = anSlaPolicy({ targets: [target('first-response', 'PT1H')] });
    expect(clock('first-response', aLog(['2026-01-09T16:30:00Z', 'return.requested']), '2026-01-09T17:30:00Z', policy)).toMatchObject({
      state: 'running',
      dueAt: '2026-01-12T09:30:00.000Z',
    });
  });

  it('osTicket: every action that a policy can name is one that a ring hands on', () => {
    const actions = PolicyRung.shape.action.unwrap().options;
    const ladder = actions.map((action) => ({ at: '50%', to: 'owner', action }));
    expect(walk(ladder, ['2026-01-05T15:00:00Z']).map(([, , action]) => action)).toEqual(actions);
  });
});
