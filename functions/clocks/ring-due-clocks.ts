import { isNotPossible } from '../../domain/cases/move.ts';
import { ringDue } from '../../domain/returns/case-care.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type DueClock, type DueClocks, dueClocks } from '../adapters/due-clocks.ts';
import { errorFields, log } from '../runtime/logger.ts';
import { scheduled } from '../runtime/scheduled.ts';

interface Deps {
  readonly cases: Pick<Cases, 'change'>;
  readonly due: DueClocks;
}

/** Some clocks did not ring: the others did, and the next minute tries again. */
class ClocksStuck extends Error {
  override name = 'ClocksStuck';
}

/**
 * Rings every rung that is due at the schedule's own time, each once, the longest overdue first. One clock that cannot ring does not
 * stop the others; the invocation then fails at its end, for the alarm to see.
 */
export const { handler, run } = scheduled({
  connect: (): Deps => ({ cases: cases(), due: dueClocks() }),
  run: async ({ now }, { cases, due }) => {
    let stuck = 0;
    const clocks = await due.upTo(now);
    // The alarm on late clocks reads this line, each minute.
    const oldest = clocks[0] ? now.getTime() - Date.parse(clocks[0].wakeAt) : 0;
    log('clocks looked at', { count: clocks.length, overdueSeconds: Math.round(oldest / 1000) });
    for (const clock of clocks) {
      const rang = await ring(clock, cases, now).catch((error: unknown) => {
        log('schedule failed', { caseId: clock.caseId, clockId: clock.clockId, ...errorFields(error) });
        return 'stuck' as const;
      });
      if (rang === 'stuck') stuck += 1;
    }
    if (stuck > 0) throw new ClocksStuck(`${stuck} clocks did not ring`);
  },
});

async function ring({ caseId, clockId, measure }: DueClock, cases: Deps['cases'], now: Date): Promise<'rang' | 'not-due'> {
  const outcome = await cases.change(caseId, (before) => ringDue(before, { measure }, now));
  if (!outcome || isNotPossible(outcome)) return 'not-due';
  log('clock rang', { caseId, clockId });
  return 'rang';
}
