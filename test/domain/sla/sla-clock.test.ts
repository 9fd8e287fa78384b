import { describe, expect, it } from 'vitest';
import { slaClocks } from '../../../domain/sla/sla-clock.ts';
import { calendarShelf } from '../../../domain/sla/working-time.ts';
import { aLog, anSlaPolicy, calendars, clock, edition, facts, stretch, target } from '../../builders/an-sla-case.ts';

// 5 January 2026 is a Monday; the office works 9 to 5 in UTC.
const opened = ['2026-01-05T10:00:00Z', 'return.requested'] as const;
const by = { by: 'p_000000000001' };

describe('a clock', () => {
  it.each([
    ['runs until its deadline', '2026-01-05T11:00:00Z', 'running', 3600, '2026-01-05T14:00:00.000Z'],
    ['is still in time at the very deadline', '2026-01-05T14:00:00Z', 'running', 14400, '2026-01-05T14:00:00.000Z'],
    ['is late a second later, and its deadline stays', '2026-01-05T14:00:01Z', 'breached', 14401, '2026-01-05T14:00:00.000Z'],
    ['stands still over night', '2026-01-06T08:00:00Z', 'breached', 7 * 3600, '2026-01-05T14:00:00.000Z'],
    ['looks no further back than its start', '2026-01-05T09:50:00Z', 'running', 0, '2026-01-05T14:00:00.000Z'],
  ])('%s', (_, now, state, spentSeconds, dueAt) => {
    expect(clock('first-response', aLog(opened), now)).toMatchObject({ state, spentSeconds, dueAt });
  });

  it.each([
    ['an answer in time', ['2026-01-05T13:00:00Z', 'message.sent', by], 'met'],
    ['an answer at the very deadline', ['2026-01-05T14:00:00Z', 'message.sent', by], 'met'],
    ['a late answer', ['2026-01-05T14:30:00Z', 'message.sent', by], 'breached'],
    ['a decision', ['2026-01-05T10:00:01Z', 'return.approved', { by: 'policy' }], 'met'],
    ['an acknowledgement', ['2026-01-05T10:00:30Z', 'case.acknowledged', { automatic: true }], 'breached'],
    ['an automatic message', ['2026-01-05T10:00:30Z', 'message.sent', { ...by, automatic: true }], 'breached'],
    ['a note for colleagues', ['2026-01-05T11:00:00Z', 'note.added', by], 'breached'],
    ['a promise whose date is none', ['2026-01-05T11:00:00Z', 'return.extended', { until: 'soon' }], 'breached'],
    ['a record that nobody knows yet', ['2026-01-05T11:00:00Z', 'drone.landed', { textId: 7 }], 'breached'],
    ['the customer who takes the request back', ['2026-01-05T11:00:00Z', 'return.cancelled', { by: 'customer' }], 'stopped'],
  ] as const)('takes %s for %#', (_, record, state) => {
    expect(clock('first-response', aLog(opened, record), '2026-01-20T10:00:00Z').state).toBe(state);
  });

  it('has a deadline only while it ticks', () => {
    const log = aLog(opened, ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }]);
    const paused = clock('resolution', log, '2026-01-20T10:00:00Z');
    expect(paused).toMatchObject({ state: 'paused', spentSeconds: 3600 });
    expect(paused).not.toHaveProperty('dueAt');
  });

  it('resumes with what was spent when the customer answers, while next response begins anew', () => {
    const log = aLog(
      opened,
      ['2026-01-05T11:00:00Z', 'message.sent', { ...by, waitFor: 'customer' }],
      ['2026-01-08T09:00:00Z', 'message.received'],
    );
    expect(clock('resolution', log, '2026-01-08T10:00:00Z')).toMatchObject({ state: 'running', spentSeconds: 7200 });
    expect(clock('next-response', log, '2026-01-08T10:00:00Z')).toMatchObject({
      spentSeconds: 3600,
      startedAt: '2026-01-08T09:00:00.000Z',
      dueAt: '2026-01-08T13:00:00.000Z',
    });
  });

  it('counts next response from the earliest message that nobody answered', () => {
    const log = aLog(
      opened,
      ['2026-01-05T10:30:00Z', 'message.sent', by],
      ['2026-01-05T11:00:00Z', 'message.received'],
      ['2026-01-05T13:00:00Z', 'message.received'],
    );
    expect(clock('next-response', log, '2026-01-05T14:00:00Z').dueAt).toBe('2026-01-05T15:00:00.000Z');
  });

  it('is the same for a log in another order, or with a record twice', () => {
    const log = aLog(opened, ['2026-01-05T12:00:00Z', 'message.sent', by], ['2026-01-05T13:00:00Z', 'message.received']);
    const input = { facts, editions: [edition(anSlaPolicy())], now: new Date('2026-01-05T14:00:00Z') };
    expect(slaClocks({ ...input, records: [...log, ...log].reverse() })).toEqual(slaClocks({ ...input, records: log }));
  });

  it.each([
    [
      'the refund of an accepted parcel',
      [['2026-01-06T10:00:00Z', 'return.inspected', { findings: [{ outcome: 'accepted' }], open: 0 }]],
      'running',
    ],
    [
      'nothing for a rejected one',
      [['2026-01-06T10:00:00Z', 'return.inspected', { findings: [{ outcome: 'rejected' }], open: 0 }]],
      undefined,
    ],
    [
      'every part of a split refund',
      [
        ['2026-01-06T10:00:00Z', 'return.inspected', { findings: [{ outcome: 'accepted' }], open: 0 }],
        ['2026-01-06T10:01:00Z', 'refund.reserved', { refundId: 'a' }],
        ['2026-01-06T10:01:00Z', 'refund.reserved', { refundId: 'b' }],
        ['2026-01-06T10:02:00Z', 'refund.succeeded', { refundId: 'a' }],
      ],
      'running',
    ],
    [
      'a refund that failed after it had succeeded',
      [
        ['2026-01-06T10:00:00Z', 'return.approved', { keepItem: true, by: 'policy' }],
        ['2026-01-06T10:01:00Z', 'refund.reserved', { refundId: 'a' }],
        ['2026-01-06T10:02:00Z', 'refund.succeeded', { refundId: 'a' }],
        ['2026-01-06T11:02:00Z', 'refund.failed', { refundId: 'a' }],
      ],
      'running',
    ],
  ] as const)('watches %s', (_, records, state) => {
    const policy = anSlaPolicy({ targets: [target('refund-paid', 'P3D', 'always')] });
    const input = { records: aLog(opened, ...records), facts, editions: [edition(policy)], now: new Date('2026-01-06T12:00:00Z') };
    expect(slaClocks(input)[0]?.clock.state).toBe(state);
  });
});

describe('a change of terms', () => {
  const log = aLog(opened);
  const strict = anSlaPolicy({ targets: [target('resolution', 'PT10H', 'always')] });

  it('keeps what was spent on the old calendar and runs the rest on the new one', () => {
    const editions = [edition(anSlaPolicy()), edition(strict, '2026-01-05T15:00:00Z')];
    const changed = stretch('resolution', { records: log, editions, now: '2026-01-05T16:00:00Z' }).clock;
    expect(changed).toMatchObject({ spentSeconds: 6 * 3600, dueAt: '2026-01-05T20:00:00.000Z', calendar: 'always' });
  });

  it('makes nothing due before the change itself', () => {
    const short = anSlaPolicy({ targets: [target('resolution', 'PT2H', 'office')] });
    const editions = [edition(anSlaPolicy()), edition(short, '2026-01-05T15:00:00Z')];
    const changed = stretch('resolution', { records: log, editions, now: '2026-01-05T15:30:00Z' }).clock;
    expect(changed).toMatchObject({ state: 'breached', breachedAt: '2026-01-05T15:00:00.000Z', spentSeconds: 5.5 * 3600 });
  });

  it('comes with the priority that the log tells, and only from then on', () => {
    const policy = anSlaPolicy({ targets: [target('resolution', 'PT4H', 'always', { priority: 'high' }), target('resolution', 'PT40H')] });
    const raised = aLog(opened, ['2026-01-05T13:00:00Z', 'case.prioritised', { was: 'normal', priority: 'high' }]);
    const high = { ...facts, priority: 'high' };
    expect(clock('resolution', raised, '2026-01-05T13:30:00Z', policy, high)).toMatchObject({
      spentSeconds: 3.5 * 3600,
      dueAt: '2026-01-05T14:00:00.000Z',
      because: [{ code: 'target-matched', values: { matched: 'priority high' } }],
    });
    expect(clock('resolution', raised, '2026-01-05T12:00:00Z', policy, high).targetSeconds).toBe(40 * 3600);
  });

  it('takes a target away when the new policy has none', () => {
    const editions = [edition(anSlaPolicy()), edition(anSlaPolicy({ targets: [target('approval', 'PT1H')] }), '2026-01-05T15:00:00Z')];
    expect(slaClocks({ records: log, facts, editions, now: new Date('2026-01-05T16:00:00Z') })).toEqual([]);
  });

  it('with a holiday more by the same name moves the deadline by that day', () => {
    const office = { ...calendars.office!, except: { '2026-01-06': [] } };
    const later = { ...edition(anSlaPolicy(), '2026-01-05T12:00:00Z'), calendars: calendarShelf({ ...calendars, office }) };
    const before = clock('resolution', log, '2026-01-05T13:00:00Z').dueAt;
    const after = stretch('resolution', { records: log, editions: [edition(anSlaPolicy()), later], now: '2026-01-05T13:00:00Z' }).clock;
    expect([before, after.dueAt]).toEqual(['2026-01-12T10:00:00.000Z', '2026-01-13T10:00:00.000Z']);
  });
});

describe('the law', () => {
  const withdrawal = { ...facts, kind: 'withdrawal' };
  const policy = anSlaPolicy({ targets: [target('refund-paid', 'P10D', 'office')] });

  it('ends a withdrawal’s refund 14 days after the withdrawal, whatever the calendar makes of the target', () => {
    const log = aLog(opened, ['2026-01-12T10:00:00Z', 'parcel.received', by]);
    const capped = clock('refund-paid', log, '2026-01-13T10:00:00Z', policy, withdrawal);
    expect(capped.dueAt).toBe('2026-01-19T10:00:00.000Z');
    expect(capped.because.map(({ code }) => code)).toEqual(['target-for-all', 'limited-by-law']);
  });

  it('lets the shop wait for goods that come later, or for the proof that they were sent', () => {
    const late = aLog(opened, ['2026-01-26T10:00:00Z', 'parcel.shipped', { carrier: 'post' }]);
    expect(clock('refund-paid', late, '2026-01-27T10:00:00Z', policy, withdrawal).dueAt).toBe('2026-02-09T10:00:00.000Z');
    expect(() => clock('refund-paid', aLog(opened), '2026-01-27T10:00:00Z', policy, withdrawal)).toThrow('no clock');
  });
});

describe('a promise', () => {
  const policy = anSlaPolicy({ targets: [target('promise-kept', 'P2D', 'always')] });
  const promised = ['2026-01-05T10:00:00Z', 'return.requested', { promisedBy: '2026-01-07T10:00:00Z' }] as const;

  it('is measured against the date told first, also after it moved', () => {
    const log = aLog(promised, ['2026-01-06T10:00:00Z', 'promise.moved', { promisedBy: '2026-01-09T10:00:00Z' }]);
    expect(clock('promise-kept', log, '2026-01-08T10:00:00Z', policy)).toMatchObject({
      state: 'breached',
      dueAt: '2026-01-07T10:00:00.000Z',
      promise: { firstBy: '2026-01-07T10:00:00.000Z', by: '2026-01-09T10:00:00.000Z' },
    });
  });

  it('is kept by the step that it was about, and the next step promises anew', () => {
    const log = aLog(promised, ['2026-01-06T10:00:00Z', 'return.approved', { ...by, promisedBy: '2026-01-20T10:00:00Z' }]);
    expect(clock('promise-kept', log, '2026-01-08T10:00:00Z', policy)).toMatchObject({
      state: 'running',
      startedAt: '2026-01-06T10:00:00.000Z',
    });
  });
});
