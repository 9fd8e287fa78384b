import { isNotPossible } from '../../domain/cases/move.ts';
import { Measure } from '../../domain/clocks/clock.ts';
import { Overtaken } from '../../domain/errors.ts';
import { ringDue } from '../../domain/returns/case-care.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type DueClock, type DueClocks, dueClocks } from '../adapters/due-clocks.ts';
import { onceAPass, type PassEditions, slaEditions } from '../adapters/sla-editions.ts';
import type { Timekeeper } from '../adapters/timekeeper.ts';
import { type ApprovalClocks, approvalClocks } from '../approvals/ring-approval.ts';
import { type Figures, figures } from '../runtime/figures.ts';
import { errorFields, log } from '../runtime/logger.ts';
import { scheduled } from '../runtime/scheduled.ts';
import { nextDuty } from './next-duty.ts';
import { staffedTimekeeper } from './staffed-timekeeper.ts';

interface Deps {
  readonly cases: Pick<Cases, 'change' | 'move'>;
  readonly approvals: ApprovalClocks;
  readonly due: DueClocks;
  readonly deadlines: Pick<Timekeeper, 'read' | 'standing' | 'settle'>;
  readonly editions: PassEditions;
  readonly figures: Figures;
}

function connect(): Deps {
  const editions = onceAPass(slaEditions());
  const deadlines = staffedTimekeeper(editions);
  return { approvals: approvalClocks(), cases: cases(deadlines), due: dueClocks(), deadlines, editions, figures: figures() };
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
  connect,
  run: async ({ now }, deps) => {
    let stuck = 0;
    deps.editions.renew();
    const clocks = await deps.due.upTo(now);
    // The alarm on late clocks hears this figure, each minute.
    const oldest = clocks[0] ? now.getTime() - Date.parse(clocks[0].wakeAt) : 0;
    deps.figures.tell({ OldestOverdueWake: Math.round(oldest / 1000) });
    log('clocks looked at', { count: clocks.length });
    for (const clock of once(clocks)) {
      await ring(clock, deps, now).catch((error: unknown) => {
        log('schedule failed', { caseId: clock.caseId, clockId: clock.clockId, ...errorFields(error) });
        stuck += 1;
      });
    }
    if (stuck > 0) throw new ClocksStuck(`${stuck} clocks did not ring`);
  },
});

/** The deadlines of one case are looked at together, at the place of the one that is the longest overdue. */
function once(clocks: readonly DueClock[]): DueClock[] {
  const seen = new Set<string>();
  return clocks.filter(({ caseId, measure, clockId }) => {
    const place = isOwn({ clockId, measure }) ? clockId : caseId;
    return !seen.has(place) && seen.add(place);
  });
}

/** Is it one of the case's own clocks? `approval` is the name of one and of a deadline of the sla policy. */
function isOwn({ clockId, measure }: Pick<DueClock, 'clockId' | 'measure'>): boolean {
  return clockId.endsWith(`.${measure}`) && Measure.safeParse(measure).success;
}

async function ring(clock: DueClock, { approvals, cases, deadlines, editions }: Deps, now: Date): Promise<void> {
  const { caseId, clockId } = clock;
  if (!isOwn(clock)) return await ringDeadlines(caseId, { cases, deadlines, editions }, now);
  const measure = Measure.parse(clock.measure);
  if (measure === 'approval') {
    if (await approvals.ring(caseId, now)) log('clock rang', { caseId, clockId });
    return;
  }
  const outcome = await cases.change(caseId, (before) => ringDue(before, { measure }, now));
  if (outcome && !isNotPossible(outcome)) log('clock rang', { caseId, clockId });
}

/** More than a case can ask for in one pass: its rungs, and one word to the customer. */
const rounds = 8;

/** Does what the deadlines of a case ask for, one thing after the other, each read afresh; then sets when to look again. */
async function ringDeadlines(caseId: string, { cases, deadlines, editions }: Pick<Deps, 'cases' | 'deadlines' | 'editions'>, now: Date) {
  for (let round = 0; round < rounds; round += 1) {
    const file = await deadlines.read(caseId);
    const standing = file && (await deadlines.standing(file, now));
    if (!standing) return;
    const duty = nextDuty(file.subject, standing, await editions.current(), now);
    if (!duty || isNotPossible(duty.move)) return await deadlines.settle(file, standing);
    try {
      await cases.move(file.subject, duty.move);
      log('clock rang', { caseId, count: duty.move.records.length });
      if (!duty.more) return;
    } catch (error) {
      // Somebody moved the case meanwhile: it is read again.
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}
