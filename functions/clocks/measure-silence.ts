import { silenceFigures } from '../../domain/sla/age-of-silence.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type OpenedCases, openedCases } from '../adapters/opened-cases.ts';
import { logsOf } from '../deadlines/case-logs.ts';
import { waitsOf } from '../deadlines/reports.ts';
import { type Figures, figures } from '../runtime/figures.ts';
import { scheduled } from '../runtime/scheduled.ts';

interface Deps {
  readonly opened: OpenedCases;
  readonly cases: Pick<Cases, 'log'>;
  readonly figures: Figures;
}

const days = 30;

/** Tells CloudWatch how long the customers of the last 30 days waited for a person or a decision. Reads every log of those days: once a day. */
export const { handler, run } = scheduled({
  connect: (): Deps => ({ opened: openedCases(), cases: cases(), figures: figures() }),
  run: async ({ now }, { opened, cases, figures }) => {
    const from = new Date(now.getTime() - days * 86_400_000).toISOString();
    const logs = await logsOf(await opened.between(from, now.toISOString()), cases);
    const { p50Seconds, p90Seconds, overFiveDays, answeredShare } = silenceFigures(waitsOf(logs, now));
    figures.tell({
      SilenceP50: p50Seconds,
      SilenceP90: p90Seconds,
      SilentOverFiveDays: overFiveDays,
      AnsweredPercent: answeredShare * 100,
    });
  },
});
