import type { Clock, Measure } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { runningClock, startClock, stopClock } from '../clocks/plain-clock.ts';
import type { ReturnCase } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** What the domain needs of policy to wait for a parcel, or for an account. Passed in by whoever read the policy in force. */
export type ParcelPolicy = Pick<ReturnPolicy, 'reminderAfter' | 'expiresAfter'>;

/**
 * How long each step may take. Refund: Directive 2011/83/EU, article 13, gives 14 days. The others are the house's own
 * promises until the sla policy sets them.
 */
const within: Record<Exclude<Measure, 'parcel' | 'rest' | 'exchange' | 'account'>, string> = {
  approval: 'P2D',
  label: 'P2D',
  inspection: 'P3D',
  refund: 'P14D',
};

/** A clock whose length policy does not set. */
export function stepClock(subject: Pick<ReturnCase, 'caseId'>, measure: keyof typeof within, on: Date): Clock {
  return startClock(subject.caseId, measure, on, within[measure]);
}

/** From approval (or the label) to the parcel: reminder, a last warning three days before the end, and the end. */
export function parcelClock(subject: Pick<ReturnCase, 'caseId'>, policy: ParcelPolicy, on: Date): Clock {
  const remind = plus(on, policy.reminderAfter);
  const expiring = plus(plus(on, policy.expiresAfter), '-P3D');
  return startClock(subject.caseId, 'parcel', on, policy.expiresAfter, [
    { name: 'remind', at: remind },
    ...(expiring > remind ? [{ name: 'expiring' as const, at: expiring }] : []),
  ]);
}

/** Until the customer has said where a payout shall go: a reminder, and in the end a person who asks. */
export function accountClock(subject: Pick<ReturnCase, 'caseId'>, policy: ParcelPolicy, on: Date): Clock {
  return startClock(subject.caseId, 'account', on, policy.expiresAfter, [{ name: 'remind', at: plus(on, policy.reminderAfter) }]);
}

/** How long missing pieces may still come after an inspection. */
export function restClock(subject: Pick<ReturnCase, 'caseId'>, policy: Pick<ReturnPolicy, 'expiresAfter'>, on: Date): Clock {
  return startClock(subject.caseId, 'rest', on, policy.expiresAfter);
}

/** The running clocks of these measures, stopped. */
export function stopped(subject: ReturnCase, ...measures: readonly Measure[]): Clock[] {
  return measures.flatMap((measure) => {
    const clock = runningClock(subject.clocks, measure);
    return clock ? [stopClock(clock)] : [];
  });
}
