import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Measure } from '../../domain/clocks/clock.ts';
import { isOver, runningClock } from '../../domain/clocks/plain-clock.ts';
import { stop } from '../../domain/returns/case-care.ts';
import { earlyMoney } from '../../domain/returns/early-refund.ts';
import { openPieces } from '../../domain/returns/refund-standing.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { expire, expireRest } from '../../domain/returns/return-lifecycle.ts';
import { notPossible } from '../../domain/returns/transition.ts';
import { ClockRang } from '../../events/clock-rang.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';

/** Does what a clock's deadline asks for: a return that nobody sent expires, everything else becomes a person's task. Safe to repeat. */
export const { handler, run, hears } = subscriber({
  hears: [ClockRang],
  connect: (): { readonly cases: Pick<Cases, 'change'> } => ({ cases: cases() }),
  run: async ({ metadata: { caseId }, data: { measure, rung, clockId, sla } }, { cases }, { now }) => {
    const own = Measure.safeParse(measure);
    // Rings of the sla policy's ladder are the Escalate workflow's.
    if (sla || !own.success || rung !== 'due') return;
    const outcome = await cases.change(caseId, (before) => deadline[own.data](before, now));
    if (outcome && isNotPossible(outcome)) log('move overtaken', { caseId, clockId });
  },
});

type Deadline = (before: ReturnCase, now: Date) => Move | NotPossible;

/** A task for people, unless the clock was stopped, or started afresh, since it rang. */
function overdue(measure: Measure, owner: string): Deadline {
  return (before, now) =>
    isOver(runningClock(before.clocks, measure))
      ? stop(before, { reason: { code: `${measure}-overdue`, values: {} }, owner }, now)
      : notPossible('not-due-yet');
}

/** The money went back before the goods came, and their time is over: no silent end, a person decides what to do about it. */
function neverSent(measure: 'parcel' | 'rest', before: ReturnCase, now: Date): Move | NotPossible {
  if (!isOver(runningClock(before.clocks, measure))) return notPossible('not-due-yet');
  const values = { amount: earlyMoney(before), currency: before.currency, pieces: openPieces(before) };
  return stop(before, { reason: { code: 'refunded-not-sent', values }, owner: 'agents' }, now);
}

const deadline: Record<Measure, Deadline> = {
  // What is said to be on its way does not expire by itself.
  parcel: (before, now) => {
    if (earlyMoney(before) > 0) return neverSent('parcel', before, now);
    return before.parcel.shippedAt ? overdue('parcel', 'agents')(before, now) : expire(before, {}, now);
  },
  rest: (before, now) => (earlyMoney(before) > 0 ? neverSent('rest', before, now) : expireRest(before, {}, now)),
  label: overdue('label', 'agents'),
  // RingDueClocks does what an approval's clock asks for, in the transaction of the ring.
  approval: () => notPossible('nothing-due'),
  inspection: overdue('inspection', 'agents'),
  refund: overdue('refund', 'supervisor'),
};
