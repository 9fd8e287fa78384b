import { describe, expect, it } from 'vitest';
import { startClock } from '../../../domain/clocks/plain-clock.ts';
import { isAllowed, judgeLine } from '../../../domain/returns/judge-line.ts';
import { worthWithin } from '../../../domain/returns/line-amount.ts';
import { openReturn } from '../../../domain/returns/open-return.ts';
import { laterPromise } from '../../../domain/returns/promises.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { EndStatus } from '../../../domain/returns/return-case.ts';
import { askApproval, decide, decideApproval, decided } from '../../../domain/returns/return-decision.ts';
import { agent, approvalId, aReturn, day, execution, mustMove, policy, whyNot, yes } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const because = yes.because;

describe('a return that is opened', () => {
  const value = { amount: 2500, currency: 'GBP' };
  const opening = (more: object = {}) =>
    openReturn({
      caseId: 'R-00000001',
      request: {
        orderId: 'A-1',
        lines: [{ lineId: '1', quantity: 2, reason: 'damaged', photos: ['u-1'] }],
        remedy: 'refund',
        route: 'label',
      },
      order: anOrder({ tier: 'gold' }),
      quote: { lines: [{ lineId: '1', quantity: 2, amount: 2500, lineDiscount: 5 }], fees: [{ code: 'restocking', amount: 1 }], value },
      policyVersion: 3,
      openedBy: agent,
      on: day(0),
      ...more,
    });

  it('keeps when policy refunds, where that is before the inspection', () => {
    const moments = (['request', 'first-scan', 'delivery', 'inspection', undefined] as const).map((refundOn) => opening({ refundOn }).case);
    expect(moments.map(({ refundOn }) => refundOn)).toEqual(['request', 'first-scan', 'delivery', undefined, undefined]);
    for (const subject of moments.slice(3)) expect(subject).not.toHaveProperty('refundOn');
    expect(opening({ order: anOrder() }).case).not.toHaveProperty('tier');
  });

  it('holds what was asked for, at its price, and promises a decision', () => {
    const promisedBy = day(2).toISOString();
    const move = opening();
    expect(move.case).toEqual({
      ...{ caseId: 'R-00000001', kind: 'return', status: 'requested', version: 2, orderId: 'A-1', openedBy: agent },
      ...{ openedAt: day(0).toISOString(), updatedAt: day(0).toISOString(), locale: 'en', country: 'GB', currency: 'GBP', tier: 'gold' },
      lines: [{ lineId: '1', quantity: 2, open: 2, reason: 'damaged', photos: ['u-1'], amount: 2500, lineDiscount: 5 }],
      ...{
        remedy: 'refund',
        route: 'label',
        policyVersion: 3,
        value,
        fees: [{ code: 'restocking', amount: 1 }],
        terms: 1,
        keepItem: false,
      },
      ...{ promisedBy, firstPromisedBy: promisedBy, priority: 'normal', restarts: 0, parcel: {}, extensions: 0 },
      ...{ findings: [], settledFindings: 0, refunds: [], exchanges: [], clocks: [] },
    });
    expect(move.records).toEqual([
      { type: 'return.requested.v1', data: { caseId: 'R-00000001', orderId: 'A-1', value, promisedBy } },
      { type: 'case.acknowledged.v1', data: { automatic: true, promisedBy } },
    ]);
    expect(move.name).toBe('open');
  });

  it('keeps the date that it was given, and says when we are back', () => {
    const promisedBy = day(7).toISOString();
    const move = opening({ promisedBy, backAt: day(5).toISOString() });
    expect(move.case).toMatchObject({ promisedBy, firstPromisedBy: promisedBy });
    expect(move.records[1]?.data).toEqual({ automatic: true, promisedBy, backAt: day(5).toISOString() });
  });

  it('is worth nothing for a line that has no price', () => {
    const quote = { lines: [], fees: [], value };
    expect(opening({ quote }).case.lines[0]).toMatchObject({ amount: 0, quantity: 2 });
  });
});

describe('policy decides', () => {
  const outcome = (decision: 'approved' | 'keep-item' | 'refused', route: 'store' | 'label' = 'store') =>
    mustMove(decide(aReturn({ route }), { execution, decision: { outcome: decision, because }, policy }, day(1)));
  const at = { because, by: 'policy', at: day(1).toISOString() };

  it.each([
    ['approved', 'store', 'return.approved.v1', { because, by: 'policy', keepItem: false }],
    ['approved', 'label', 'return.approved.v1', { because, by: 'policy', keepItem: false, promisedBy: day(3).toISOString() }],
    ['keep-item', 'store', 'return.approved.v1', { because, by: 'policy', keepItem: true, promisedBy: day(6).toISOString() }],
    ['refused', 'store', 'return.refused.v1', { because, by: 'policy' }],
  ] as const)('%s, sent by %s', (said, route, type, data) => {
    const move = outcome(said, route);
    expect(move.records).toEqual([{ type, data }]);
    expect(move.case.decision).toEqual({ outcome: said === 'refused' ? 'refused' : 'approved', ...at });
    expect(decided(move.case)).toBe(said);
  });

  it('what the customer keeps is expected no more', () => {
    expect(outcome('keep-item').case.lines.map(({ open }) => open)).toEqual([0, 0]);
    expect(decided(aReturn())).toBeUndefined();
  });
});

describe('people decide', () => {
  const claimed = aReturn({ execution });
  const task = { reason: { code: 'nobody-may-decide', values: {} }, owner: 'ana', since: day(1).toISOString() };
  const waiting = { type: 'step.waiting.v1', data: { question: 'decision' } };

  it('they are asked about the terms, by name, with a clock of their own', () => {
    const clock = startClock(claimed.caseId, 'approval', day(1), 'P5D');
    const move = mustMove(askApproval(claimed, { approvalId, because, execution, to: ['p_1'], clock, task }, day(1)));
    expect(move.case).toMatchObject({ status: 'awaiting-approval', approvalId, waitingFor: 'decision', task });
    expect(move.records).toEqual([
      { type: 'approval.asked.v1', data: { approvalId, terms: 1, amount: claimed.value, because, to: ['p_1'] } },
      waiting,
      { type: 'case.stopped.v1', data: { owner: 'ana', reason: task.reason } },
    ]);
    expect(move.clocks).toEqual([clock]);
    expect(mustMove(askApproval(claimed, { approvalId, because, execution }, day(1))).records[0]?.data.to).toEqual([]);
    expect(whyNot(askApproval(claimed, { approvalId, because, execution: 'another' }, day(1)))).toBe('overtaken');
  });

  it('asked again they only go on being waited for', () => {
    const before = aReturn({ execution, status: 'awaiting-approval', approvalId });
    const move = mustMove(askApproval(before, { approvalId, because, execution }, day(1)));
    expect(move.records).toEqual([waiting]);
    expect(move.case.waitingFor).toBe('decision');
  });

  const question = { approvalId, by: agent, to: 'customer' as const, textId: 't', askedAt: day(0).toISOString() };
  const asked = aReturn({ execution, status: 'awaiting-approval', approvalId, question, task });
  it.each([
    ['approve', {}, {}, { code: 'colleague-approved', values: {} }],
    ['approve', { level: 2, channel: 'slack' }, { level: 2, complete: true, channel: 'slack' }, { code: 'colleague-approved', values: {} }],
    ['refuse', { reasonTextId: 't-1' }, {}, { code: 'colleague-refused', values: { textId: 't-1' } }],
  ] as const)('they %s %o', (decision, how, more, why) => {
    const move = mustMove(decideApproval(asked, { approvalId, terms: 1, decision, by: agent, policy, ...how }, day(1)));
    expect(move.records[0]).toEqual({ type: 'approval.decided.v1', data: { approvalId, decision, by: agent, ...more } });
    expect(move.case.decision).toEqual({
      outcome: decision === 'approve' ? 'approved' : 'refused',
      because: why,
      by: agent,
      at: day(1).toISOString(),
    });
    expect(move.case).not.toHaveProperty('question');
    expect(move.case).not.toHaveProperty('task');
  });
});

describe('a question that a step asks', () => {
  it.each(EndStatus.options)('has ended with a case that is %s', (status) => {
    expect(answerTo('decision', aReturn({ status }))).toBe('ended');
    expect(answerTo('parcel', aReturn({ status }))).toBe('ended');
    expect(answerTo('inspection', aReturn({ status }))).toBe('ended');
  });

  it('about the parcel is open while any piece is expected', () => {
    const before = aReturn({ status: 'awaiting-parcel' });
    const open = (...pieces: number[]) => ({ ...before, lines: before.lines.map((line, index) => ({ ...line, open: pieces[index]! })) });
    expect(answerTo('parcel', open(0, 1))).toBeUndefined();
    expect(answerTo('parcel', open(0, 0))).toBe('nothing-more');
  });
});

describe('a line is judged', () => {
  const on = new Date('2026-11-10T10:00:00Z');
  const hats = aReturnPolicy({ rules: [{ when: { category: 'hats' }, windowDays: 30 }] });
  it('by the allowlist where no rule knows it', () => {
    const allowed = { ...hats, allow: [{ sku: 'MUG' }] };
    expect(judgeLine(aLine(), anOrder(), allowed, on)).toEqual({ verdict: 'returnable', pieces: 4, allowed: true });
    expect(judgeLine(aLine(), anOrder(), hats, on)).toMatchObject({ verdict: 'asks', because: { code: 'no-rule' } });
  });

  it('as not delivered before it came, whatever the rules', () => {
    const { deliveredAt: _never, ...order } = anOrder();
    expect(judgeLine(aLine(), order, aReturnPolicy(), on)).toEqual({
      verdict: 'refused',
      because: { code: 'not-delivered', values: { title: 'Blue mug' } },
    });
  });

  it.each([
    [{ category: 'kitchen' }, true],
    [{ category: 'hats' }, false],
    [{ tier: 'gold' }, true],
    [{ tier: 'silver' }, false],
    [{ orderId: 'A-1', sku: 'MUG' }, true],
    [{ orderId: 'A-1', sku: 'HAT' }, false],
    [{ orderId: 'A-2', sku: 'MUG' }, false],
  ])('as let through by %o: %s', (entry, expected) => {
    expect(isAllowed(aLine(), anOrder({ tier: 'gold' }), { allow: [entry] })).toBe(expected);
  });
});

it('pieces of an announced line have their share of each discount, the first of them the odd penny', () => {
  const line = { quantity: 3, amount: 2000, lineDiscount: 300, orderDiscount: 100, notPaid: 600 };
  expect(worthWithin(line, 'GBP', 0, 3)).toEqual({ price: 3000, lineDiscount: 300, orderDiscount: 100, notPaid: 600, amount: 2000 });
  expect(worthWithin(line, 'GBP', 0, 1)).toEqual({ price: 1000, lineDiscount: 100, orderDiscount: 33, notPaid: 200, amount: 667 });
  expect(() => worthWithin({ quantity: 1, amount: 0.5 }, 'GBP', 0, 1)).toThrow('0.5 is no exact amount of minor units');
});

it('a date that was told stays when it is late enough, to the instant', () => {
  const promisedBy = day(3).toISOString();
  expect(laterPromise({ promisedBy }, promisedBy)).toEqual({ promisedBy, records: [] });
  expect(laterPromise({ promisedBy }, day(4).toISOString())).toEqual({
    promisedBy: day(4).toISOString(),
    records: [{ type: 'promise.moved.v1', data: { promisedBy: day(4).toISOString() } }],
  });
});
