import { describe, expect, it } from 'vitest';
import { acknowledge, type DueRung, greet, holdOff, prioritise, promise, ringRungs } from '../../../domain/returns/deadline-care.ts';
import { escalate, raisedFrom, raisePriority } from '../../../domain/returns/escalate.ts';
import { factsOf, factsOfNew } from '../../../domain/returns/sla-facts.ts';
import { everyStatus, openStatuses } from '../../../domain/returns/transition.ts';
import { agent, aReturn, day, mustMove, whyNot } from '../../builders/a-return.ts';
import { anOrder } from '../../builders/an-order.ts';

const clockId = 'R-00000001.decision';
const promisedBy = day(9).toISOString();
const because = { code: 'target-for-all', values: {} };

describe('a deadline', () => {
  it('rings its rungs in their order, each with what it calls for', () => {
    const rung = (name: string): DueRung => ({
      ...{ clockId, measure: 'first-response', rung: name, at: day(1).toISOString(), dueAt: day(2).toISOString() },
      sla: { policyVersion: 1 } as never,
    });
    const move = mustMove(ringRungs(aReturn(), { rungs: [rung('50%'), rung('80%')] }, day(1)));
    expect(move.records).toEqual([rung('50%'), rung('80%')].map((data) => ({ type: 'clock.rang.v1', data })));
    expect(whyNot(ringRungs(aReturn(), { rungs: [] }, day(1)))).toBe('nothing-due');
  });

  it('is seen by a colleague, which changes nothing but the log', () => {
    const move = mustMove(acknowledge(aReturn(), { clockId, measure: 'first-response', by: agent }, day(1)));
    expect(move.records).toEqual([{ type: 'sla.acknowledged.v1', data: { clockId, measure: 'first-response', by: agent } }]);
  });

  it.each([
    ['with us', undefined, {}],
    ['while we are away', day(3).toISOString(), { backAt: day(3).toISOString() }],
  ])('is greeted %s', (_, backAt, more) => {
    const before = aReturn();
    const move = mustMove(greet(before, { backAt }, day(0)));
    expect(move.records).toEqual([{ type: 'case.acknowledged.v1', data: { automatic: true, promisedBy: before.promisedBy, ...more } }]);
  });

  it('is moved once by itself, with the reason', () => {
    const move = mustMove(holdOff(aReturn(), { promisedBy, because }, day(1)));
    expect(move.case.promisedBy).toBe(promisedBy);
    expect(move.records).toEqual([{ type: 'holding.sent.v1', data: { automatic: true, promisedBy, because } }]);
  });

  it('is made for a case that has none', () => {
    const move = mustMove(promise(aReturn(), { promisedBy }, day(1)));
    expect(move.case.promisedBy).toBe(promisedBy);
    expect(move.records).toEqual([{ type: 'promise.made.v1', data: { automatic: true, promisedBy } }]);
  });

  it.each([
    ['ring-rungs', ringRungs],
    ['acknowledge', acknowledge],
    ['prioritise', prioritise],
    ['greet', greet],
    ['hold-off', holdOff],
    ['promise', promise],
    ['raise-priority', raisePriority],
  ])('%s is for open cases', (action, transition) => {
    expect([transition.action, transition.from]).toEqual([action, openStatuses]);
  });
});

describe('a priority', () => {
  it('is set by a colleague who has seen the case as it is', () => {
    const before = aReturn({ version: 4 });
    const move = mustMove(prioritise(before, { priority: 'low', by: agent, version: 4 }, day(1)));
    expect(move.case.priority).toBe('low');
    expect(move.records).toEqual([{ type: 'case.prioritised.v1', data: { was: 'normal', priority: 'low', by: agent } }]);
    expect(prioritise(before, { priority: 'low', by: agent, version: 3 }, day(1))).toEqual({
      notPossible: { code: 'stale', values: { version: 4 } },
    });
  });

  it.each([undefined, 'normal'] as const)('said as it is (%s) leaves no record', (priority) => {
    const move = mustMove(prioritise(aReturn(), { priority, by: agent }, day(1)));
    expect(move).toMatchObject({ records: [], case: { priority: 'normal', version: 1 } });
  });

  it('is raised by a rung, never lowered', () => {
    const move = mustMove(raisePriority(aReturn(), { priority: 'high' }, day(1)));
    expect(move.case.priority).toBe('high');
    expect(move.records).toEqual([{ type: 'case.prioritised.v1', data: { was: 'normal', priority: 'high', by: 'policy' } }]);
    expect(whyNot(raisePriority(aReturn(), { priority: 'normal' }, day(1)))).toBe('nothing-due');
    expect(whyNot(raisePriority(aReturn(), { priority: 'low' }, day(1)))).toBe('nothing-due');
  });

  it.each([
    ['low', 'normal'],
    ['normal', 'high'],
    ['high', 'urgent'],
    ['urgent', 'urgent'],
  ] as const)('%s is one step below %s', (priority, above) => {
    expect(raisedFrom({ priority })).toBe(above);
  });
});

it('a ring that was carried out is on record, also of a case that has ended', () => {
  const told = { clockId, measure: 'first-response', rung: '100%', action: 'tell', people: ['p_1'], how: 'mail' } as never;
  const move = mustMove(escalate(aReturn({ status: 'closed' }), told, day(1)));
  expect(move.records).toEqual([{ type: 'sla.escalated.v1', data: told }]);
  expect([escalate.action, escalate.from]).toEqual(['escalate', everyStatus]);
});

describe('targets look at', () => {
  it.each([
    ['the web, for a customer', aReturn(), { channel: 'web' }],
    ['a colleague, who asked for them', aReturn({ openedBy: agent }), { channel: 'agent' }],
    ['the tier, where there is one', aReturn({ tier: 'gold' }), { channel: 'web', tier: 'gold' }],
  ])('%s', (_, subject, more) => {
    expect(factsOf(subject)).toEqual({ kind: 'return', priority: 'normal', country: 'GB', ...more });
  });

  it('the order, before the case is there', () => {
    const order = anOrder({ country: 'ID', tier: 'gold' });
    expect(factsOfNew({ order, openedBy: agent })).toEqual({
      ...{ kind: 'return', priority: 'normal', country: 'ID', channel: 'agent', tier: 'gold' },
    });
  });
});
