import type { Clock } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { type PlannedRung, startClockUntil, withRungs } from '../clocks/plain-clock.ts';
import type { PeoplePolicy } from '../people/people-policy.ts';
import type { Approval } from './approval.ts';
import type { ApprovalsPolicy } from './approvals-policy.ts';
import type { Matter } from './barred.ts';
import { type Step, stepsUp } from './ladder.ts';
import { askedAbout, nextAbsence, presentLevel } from './who-decides.ts';

/** After how long the other channel follows a question that nobody looked at. */
const unreadAfter = 'PT1H';
const lastCall = '-P1D';

/** What the clock of an approval follows from. */
export interface ClockFacts {
  readonly approval: Approval;
  readonly matter: Matter;
  readonly policy: ApprovalsPolicy;
  readonly people: PeoplePolicy;
}

/**
 * The clock of an approval that reached a new step (asked, handed on, next level, raised): when the other channel follows, when people are
 * reminded, when it goes up, when somebody's absence begins or ends, and when the time to decide is over.
 */
export function approvalClock(facts: ClockFacts, on: Date): Clock {
  const { approval } = facts;
  const step = presentStep(facts);
  const expiring = plus(approval.expiresAt, lastCall);
  return startClockUntil(approval.caseId, 'approval', on, approval.expiresAt, [
    { name: 'unread', at: plus(on, unreadAfter) },
    { name: 'remind', at: plus(on, step.remindAfter) },
    { name: 'escalate', at: plus(on, step.escalateAfter) },
    ...(expiring > on.toISOString() ? [{ name: 'expiring' as const, at: expiring }] : []),
    ...reviewed(facts, on),
  ]);
}

/** The step that an approval has reached: how long its people are given. */
export function presentStep({ approval, matter, policy }: ClockFacts): Step {
  const steps = stepsUp(presentLevel(approval, matter, policy).number, askedAbout(approval, matter), policy);
  return steps[Math.min(approval.raised, steps.length - 1)]!;
}

/** The same clock after others were asked because of an absence: they get their own unread hour, the reminders stay where they were. */
export function reviewedClock(clock: Clock, facts: ClockFacts, on: Date, newcomers: boolean): Clock {
  const review = reviewed(facts, on);
  const kept = review.length > 0 ? clock : { ...clock, rungs: clock.rungs.filter(({ name, firedAt }) => name !== 'review' || firedAt) };
  return withRungs(kept, [...review, ...(newcomers ? [{ name: 'unread' as const, at: plus(on, unreadAfter) }] : [])]);
}

function reviewed({ approval, matter, policy, people }: ClockFacts, on: Date): PlannedRung[] {
  const at = nextAbsence(approval, matter, policy, people, on);
  return at ? [{ name: 'review', at }] : [];
}
