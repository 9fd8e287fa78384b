import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Measure } from '../../domain/clocks/clock.ts';
import { isOver, runningClock } from '../../domain/clocks/plain-clock.ts';
import { stop } from '../../domain/returns/case-care.ts';
import { neverSent } from '../../domain/returns/early-refund.ts';
import { missExchange } from '../../domain/returns/exchange-lifecycle.ts';
import { type ReturnCase, standing } from '../../domain/returns/return-case.ts';
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

/** Whoever has their money already ends nothing by sending nothing: a person decides what to do about it. */
function unlessRefunded(otherwise: Deadline): Deadline {
  return (before, now) => {
    const reason = neverSent(before);
    return reason ? stop(before, { reason, owner: 'agents' }, now) : otherwise(before, now);
  };
}

const deadline: Record<Measure, Deadline> = {
  // What is said to be on its way does not expire by itself, nor what money is still owed for.
  parcel: unlessRefunded((before, now) => {
    const expires = standing(before) === 'awaiting-parcel' && !before.parcel.shippedAt;
    return expires ? expire(before, {}, now) : overdue('parcel', 'agents')(before, now);
  }),
  rest: unlessRefunded((before, now) => expireRest(before, {}, now)),
  label: overdue('label', 'agents'),
  // RingDueClocks does what an approval's clock asks for, in the transaction of the ring.
  approval: () => notPossible('nothing-due'),
  inspection: overdue('inspection', 'agents'),
  refund: overdue('refund', 'supervisor'),
  exchange: (before, now) => missExchange(before, { owner: before.owner ?? 'agents' }, now),
  account: overdue('account', 'agents'),
};
