import * as z from 'zod';
import { type Clock, Measure } from '../../domain/clocks/clock.ts';
import type { SlaClockItem } from '../../domain/clocks/sla-clock-item.ts';
import { Instant } from '../../domain/identifiers.ts';
import { type PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { isAtRisk } from '../../domain/sla/sla-report.ts';
import { say } from '../../domain/texts/say.ts';

/** A clock as colleagues see it. A rung without an instant is not due as things stand; a clock without one stands still. */
export const ClockView = z.object({
  clockId: z.string(),
  measure: z.union([Measure, SlaMeasure]),
  /** Null: every hour counts. */
  calendar: z.string().nullable(),
  dueAt: Instant.nullable(),
  spentSeconds: z.int(),
  /** Of deadlines only: how long it may take. */
  targetSeconds: z.int().optional(),
  state: z.string(),
  atRisk: z.boolean().optional(),
  acknowledgedAt: Instant.optional(),
  breachedAt: Instant.optional(),
  stoppedAt: Instant.optional(),
  /** Which target this is, and why. */
  because: z.array(z.string()).optional(),
  rungs: z.array(
    z.object({ name: z.string(), at: Instant.nullable(), to: z.array(z.string()), channel: z.string(), firedAt: Instant.optional() }),
  ),
});
export type ClockView = z.infer<typeof ClockView>;

/** A deadline of the sla policy, as its case's log tells it now. */
export function deadlineView(deadline: SlaClockItem, people: PeoplePolicy): ClockView {
  const { clockId, measure, calendar, dueAt, spentSeconds, targetSeconds, state, acknowledgedAt, breachedAt, stoppedAt, because } =
    deadline;
  return {
    ...{ clockId, measure, calendar, spentSeconds, targetSeconds, state },
    dueAt: dueAt ?? null,
    atRisk: isAtRisk(deadline),
    ...(acknowledgedAt ? { acknowledgedAt } : {}),
    ...(breachedAt ? { breachedAt } : {}),
    ...(stoppedAt ? { stoppedAt } : {}),
    because: because.map((reason) => say(reason, 'en')),
    rungs: deadline.rungs.map(({ name, at, to, channel, firedAt }) => ({
      ...{ name, channel },
      to: to.map((id) => personById(people, id)?.email ?? id),
      at: at ?? null,
      ...(firedAt ? { firedAt } : {}),
    })),
  };
}

/** One of the case's own clocks: they count every hour. */
export function lifecycleView({ clockId, measure, startedAt, dueAt, state, rungs }: Clock, now: Date): ClockView {
  return {
    ...{ clockId, measure, dueAt, state },
    calendar: null,
    spentSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(startedAt)) / 1000)),
    rungs: rungs.map(({ name, at, firedAt }) => ({ name, at, ...heardBy(measure, name), ...(firedAt ? { firedAt } : {}) })),
  };
}

/** Whom a rung reaches: what concerns the parcel is mailed to the customer, every other deadline becomes a colleague's task. */
function heardBy(measure: Measure, rung: Clock['rungs'][number]['name']): { to: string[]; channel: string } {
  if (measure === 'approval') return { to: [rung === 'due' ? 'manager' : 'approvers'], channel: rung === 'due' ? 'task' : 'mail' };
  if (measure === 'parcel' || measure === 'rest' || rung !== 'due') return { to: ['customer'], channel: 'mail' };
  return { to: [measure === 'refund' ? 'supervisor' : 'agents'], channel: 'task' };
}
