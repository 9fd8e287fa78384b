import { describe, expect, it } from 'vitest';
import type { OpenDeadline } from '../../../functions/adapters/open-deadlines.ts';
import { openedCasesTable } from '../../../functions/adapters/opened-cases.ts';
import { run as measureDeadlines } from '../../../functions/clocks/measure-deadlines.ts';
import { run as measureSilence } from '../../../functions/clocks/measure-silence.ts';
import { figures } from '../../../functions/runtime/figures.ts';
import { aRungCase, caseId } from '../../fakes/a-rung-case.ts';

const now = new Date('2026-11-10T16:30:00.000Z');

describe('measure-deadlines and measure-silence', () => {
  it('tells CloudWatch, by measure, how the deadlines stand, and how long customers wait', async () => {
    const { desk, documents } = await aRungCase();
    const one = { caseId, measure: 'first-response', startedAt: now.toISOString(), state: 'running' } as const;
    const open: OpenDeadline[] = [
      { ...one, clockId: 'late', dueBy: '2026-11-10T16:00:00.000Z#late' },
      { ...one, clockId: 'soon', dueBy: '2026-11-10T17:00:00.000Z#soon', riskAt: '2026-11-10T16:29:00.000Z' },
      { ...one, clockId: 'idle', dueBy: '9999-12-31T23:59:59.999Z#idle', state: 'paused' },
    ];
    const lines: Record<string, unknown>[] = [];
    const deps = {
      cases: desk.cases,
      deadlines: { list: async () => open },
      opened: openedCasesTable(documents, 'cases'),
      figures: figures((line) => lines.push(JSON.parse(line))),
    };
    await measureDeadlines({ now }, deps);
    await measureSilence({ now }, deps);
    expect(lines[0]).toMatchObject({
      ...{ stage: 'local', measure: 'first-response', OpenDeadlines: 3, DeadlinesAtRisk: 1, BreachedDeadlines: 1 },
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Redress',
            Dimensions: [['stage', 'measure']],
            Metrics: [{ Name: 'OpenDeadlines', Unit: 'Count' }, { Name: 'DeadlinesAtRisk' }, { Name: 'BreachedDeadlines' }],
          },
        ],
      },
    });
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).toMatchObject({ SilenceP50: 16_200, SilenceP90: 16_200, SilentOverFiveDays: 0, AnsweredPercent: 0 });
  });
});
