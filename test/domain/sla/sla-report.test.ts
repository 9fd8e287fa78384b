import { describe, expect, it } from 'vitest';
import { silenceFigures, waitOf } from '../../../domain/sla/age-of-silence.ts';
import { csvCell } from '../../../domain/sla/csv-safe.ts';
import { clocksCsv, complianceOf, standingsOf } from '../../../domain/sla/sla-report.ts';
import { aLog, clock } from '../../builders/an-sla-case.ts';

const opened = ['2026-01-05T10:00:00Z', 'return.requested'] as const;
const sent = (at: string, data = {}) => [at, 'message.sent', { by: 'p_1', ...data }] as const;

describe('reports', () => {
  const clocks = [
    clock('first-response', aLog(opened), '2026-01-05T11:00:00Z'),
    clock('first-response', aLog(opened), '2026-01-05T13:30:00Z'),
    clock('first-response', aLog(opened), '2026-01-05T15:00:00Z'),
    clock('first-response', aLog(opened, sent('2026-01-05T11:00:00Z')), '2026-01-09T15:00:00Z'),
    clock('first-response', aLog(opened, sent('2026-01-05T16:00:00Z')), '2026-01-09T15:00:00Z'),
    clock('resolution', aLog(opened, sent('2026-01-05T11:00:00Z', { waitFor: 'customer' })), '2026-01-09T15:00:00Z'),
  ];

  it('count open, paused, at risk and breached', () => {
    const [first, , resolution] = standingsOf(clocks);
    expect(first).toEqual({ measure: 'first-response', open: 3, paused: 0, atRisk: 1, breached: 1 });
    expect(resolution).toEqual({ measure: 'resolution', open: 1, paused: 1, atRisk: 0, breached: 0 });
  });

  it('give the compliance of each target', () => {
    expect(complianceOf(clocks)).toEqual([
      { measure: 'first-response', calendar: 'office', targetSeconds: 14400, met: 1, breached: 2, share: 1 / 3 },
    ]);
  });

  it('tell the age of silence by people and decisions, never by acknowledgements', () => {
    const now = new Date('2026-01-11T10:00:00Z');
    const waits = [
      waitOf(aLog(opened, ['2026-01-05T10:00:10Z', 'case.acknowledged', { automatic: true }]), now)!,
      waitOf(aLog(opened, ['2026-01-05T10:00:02Z', 'return.approved', { by: 'policy' }]), now)!,
      waitOf(aLog(opened, sent('2026-01-05T11:00:00Z')), now)!,
      waitOf(
        aLog(
          opened,
          sent('2026-01-05T11:00:00Z'),
          ['2026-01-11T09:00:00Z', 'message.received'],
          ['2026-01-11T09:30:00Z', 'message.received'],
        ),
        now,
      )!,
    ];
    expect(waits.map(({ seconds, answered }) => [seconds, answered])).toEqual([
      [6 * 86400, false],
      [2, true],
      [3600, true],
      [3600, false],
    ]);
    expect(silenceFigures(waits)).toEqual({ cases: 4, answeredShare: 0.5, p50Seconds: 3600, p90Seconds: 6 * 86400, overFiveDays: 1 });
  });

  it.each([
    ['=1+1', '"\'=1+1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['-2+3', '"\'-2+3"'],
    ['\t=1', '"\'\t=1"'],
    ['＝1', '"\'＝1"'],
    ['say "hi", please', '"say ""hi"", please"'],
    ['plain', 'plain'],
    [-5, '-5'],
    [undefined, ''],
  ])('write %j into a spreadsheet as %j', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('come as CSV', () => {
    const lines = clocksCsv([{ ...clocks[0]!, caseId: 'R-00000001', calendar: '=cmd()' }]).split('\r\n');
    expect(lines[1]).toBe('R-00000001,first-response,running,"\'=cmd()",14400,3600,2026-01-05T10:00:00.000Z,2026-01-05T14:00:00.000Z,,');
  });
});
