import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { isLate, isRisky, type OpenDeadlines, openDeadlines } from '../adapters/open-deadlines.ts';
import { type Figures, figures } from '../runtime/figures.ts';
import { scheduled } from '../runtime/scheduled.ts';

interface Deps {
  readonly deadlines: OpenDeadlines;
  readonly figures: Figures;
}

/** Tells CloudWatch how the deadlines stand, by measure: open, at risk, breached. */
export const { handler, run } = scheduled({
  connect: (): Deps => ({ deadlines: openDeadlines(), figures: figures() }),
  run: async ({ now }, { deadlines, figures }) => {
    const open = await deadlines.list({ state: 'open', now });
    for (const measure of SlaMeasure.options) {
      const own = open.filter((deadline) => deadline.measure === measure);
      figures.tell(
        {
          OpenDeadlines: own.length,
          DeadlinesAtRisk: own.filter((deadline) => isRisky(deadline, now)).length,
          BreachedDeadlines: own.filter((deadline) => isLate(deadline, now)).length,
        },
        { measure },
      );
    }
  },
});
