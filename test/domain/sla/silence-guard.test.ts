import { describe, expect, it } from 'vitest';
import { acknowledgementOf, guardSilence, promiseFrom } from '../../../domain/sla/silence-guard.ts';
import { say } from '../../../domain/texts/say.ts';
import { aLog, anSlaPolicy, edition, facts, shelf, target } from '../../builders/an-sla-case.ts';

const policy = anSlaPolicy({ targets: [target('promise-kept', 'PT16H')], silence: { lead: 'PT4H', extendBy: 'P1D' } });
const editions = [edition(policy)];
const opened = ['2026-01-05T10:00:00Z', 'return.requested', { promisedBy: '2026-01-07T10:00:00Z' }] as const;
const greeted = ['2026-01-05T10:00:20Z', 'case.acknowledged', { automatic: true, promisedBy: '2026-01-07T10:00:00Z' }] as const;
const held = ['2026-01-07T06:00:00Z', 'holding.sent', { automatic: true, promisedBy: '2026-01-08T10:00:00Z' }] as const;
type Row = readonly [at: string, type: string, data?: Record<string, unknown>];
const look = (now: string, ...rows: Row[]) => guardSilence({ records: aLog(...rows), facts, editions, now: new Date(now) });

describe('the silence guard', () => {
  it.each([
    ['acknowledges a new case', look('2026-01-05T10:00:10Z', opened), { needs: 'acknowledgement' }],
    [
      'then looks again before the date',
      look('2026-01-05T10:01:00Z', opened, greeted),
      { needs: 'nothing', wakeAt: '2026-01-07T06:00:00.000Z' },
    ],
    [
      'sends the one holding message before the promise breaks, with its reason and a date in working hours',
      look('2026-01-07T06:00:00Z', opened, greeted),
      {
        needs: 'holding',
        promisedBy: '2026-01-08T10:00:00.000Z',
        because: { code: 'holding-decision', values: { until: '2026-01-08T10:00:00.000Z' } },
      },
    ],
    [
      'waits for the new date',
      look('2026-01-07T06:01:00Z', opened, greeted, held),
      { needs: 'nothing', wakeAt: '2026-01-08T06:00:00.000Z' },
    ],
    [
      'then needs a person',
      look('2026-01-08T06:00:00Z', opened, greeted, held),
      { needs: 'person', because: { code: 'promise-needs-person', values: { until: '2026-01-08T10:00:00.000Z' } } },
    ],
    [
      'grants the next promise a holding message of its own',
      look('2026-01-12T08:00:00Z', opened, greeted, held, [
        '2026-01-08T07:00:00Z',
        'parcel.received',
        { promisedBy: '2026-01-12T10:00:00Z' },
      ]),
      {
        needs: 'holding',
        promisedBy: '2026-01-13T10:00:00.000Z',
        because: { code: 'holding-inspection', values: { until: '2026-01-13T10:00:00.000Z' } },
      },
    ],
    [
      'gives a date to a case that has none',
      look('2026-01-05T10:01:00Z', ['2026-01-05T10:00:00Z', 'return.requested'], greeted),
      { needs: 'promise', promisedBy: '2026-01-07T10:01:00.000Z' },
    ],
    [
      'leaves the customer’s own time alone',
      look('2026-03-01T10:00:00Z', opened, [
        '2026-01-05T11:00:00Z',
        'return.approved',
        { by: 'policy', promisedBy: '2026-01-19T11:00:00Z' },
      ]),
      { needs: 'nothing' },
    ],
    [
      'leaves a customer alone who has not said where a payout shall go: they are asked by a clock of its own',
      look('2026-03-01T10:00:00Z', opened, greeted, ['2026-01-06T10:00:00Z', 'payout.needed', { refundId: 'r-1' }]),
      { needs: 'nothing' },
    ],
    [
      'watches over the payout once they said it',
      look(
        '2026-01-07T06:00:00Z',
        opened,
        greeted,
        ['2026-01-06T10:00:00Z', 'payout.needed', { refundId: 'r-1' }],
        ['2026-01-06T11:00:00Z', 'payout.details-given'],
      ),
      {
        needs: 'holding',
        promisedBy: '2026-01-08T10:00:00.000Z',
        because: { code: 'holding-refund', values: { until: '2026-01-08T10:00:00.000Z' } },
      },
    ],
    [
      'leaves ended cases alone',
      look('2026-03-01T10:00:00Z', opened, ['2026-01-05T11:00:00Z', 'return.refused', { by: 'policy' }]),
      { needs: 'nothing' },
    ],
  ])('%s', (_, needs, expected) => expect(needs).toEqual(expected));

  it('promises in working time', () => {
    expect(promiseFrom('2026-01-09T16:00:00.000Z', facts, editions)).toBe('2026-01-13T16:00:00.000Z');
  });

  it('says outside hours when we are back', () => {
    const closed = acknowledgementOf(new Date('2026-01-09T20:00:00Z'), '2026-01-13T16:00:00.000Z', shelf('office')!);
    expect(closed).toEqual({
      code: 'acknowledged-closed',
      values: { until: '2026-01-13T16:00:00.000Z', back: '2026-01-12T09:00:00.000Z' },
    });
    expect(say(closed, 'en-GB')).toContain('12 January 2026');
    expect(acknowledgementOf(new Date('2026-01-09T16:00:00Z'), '2026-01-13T16:00:00.000Z', shelf('office')!).code).toBe('acknowledged');
  });
});
