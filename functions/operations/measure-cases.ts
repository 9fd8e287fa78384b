import { type CaseCounts, caseCounts } from '../adapters/case-counts.ts';
import { type Figures, figures } from '../runtime/figures.ts';
import { scheduled } from '../runtime/scheduled.ts';

interface Deps {
  readonly counts: CaseCounts;
  readonly figures: Figures;
}

/** Statuses in which money is owed and has not arrived. */
const owing: readonly string[] = ['refunding', 'awaiting-payout'];

/** Tells CloudWatch how many cases are open, by kind and status, and how many refunds are pending. Reads the index of open cases: twice a day. */
export const { handler, run } = scheduled({
  connect: (): Deps => ({ counts: caseCounts(), figures: figures() }),
  run: async (_, { counts, figures }) => {
    const open = await counts.open();
    for (const { kind, status, count } of open) figures.tell({ OpenCases: count }, { kind, status });
    const pending = open.filter(({ status }) => owing.includes(status)).reduce((sum, { count }) => sum + count, 0);
    figures.tell({ RefundsPending: pending });
  },
});
