import type { NewRecord } from '../cases/move.ts';
import type { Clock } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { runningClock } from '../clocks/plain-clock.ts';
import { laterPromise, nextPromise } from './promises.ts';
import type { ReturnCase } from './return-case.ts';
import { accountClock, type ParcelPolicy, stopped } from './return-clocks.ts';
import type { Step } from './transition.ts';

/** What a payout that begins means for what the customer was told; `told` goes into its record: a date there is a new promise. */
interface Asking {
  readonly promisedBy: string;
  readonly told: { readonly promisedBy?: string };
  readonly records: readonly NewRecord[];
  readonly clocks: readonly Clock[];
}

/**
 * A payout begins: the customer is asked where it shall go, and hears again when a clock reminds them. Where money of the case was paid
 * out already nobody is asked: then it is ours to pay, as soon as promised.
 */
export function askForAccount(before: ReturnCase, policy: ParcelPolicy, on: Date): Asking {
  const isKnown = before.refunds.some(({ via, status }) => via === 'payout' && status === 'succeeded');
  if (isKnown) return { ...laterPromise(before, nextPromise('refund', on)), told: {}, clocks: [] };
  if (runningClock(before.clocks, 'account')) return { promisedBy: before.promisedBy, told: {}, records: [], clocks: [] };
  const promisedBy = plus(on, policy.reminderAfter);
  return { promisedBy, told: { promisedBy }, records: [], clocks: [accountClock(before, policy, on)] };
}

/** They said it: from now on it is ours to pay, within the days that a refund may take. Said again it changes nothing of that. */
export function accountGiven(before: ReturnCase, on: Date): Pick<Asking, 'promisedBy' | 'told' | 'clocks'> {
  if (!runningClock(before.clocks, 'account')) return { promisedBy: before.promisedBy, told: {}, clocks: [] };
  const promisedBy = nextPromise('refund', on);
  return { promisedBy, told: { promisedBy }, clocks: stopped(before, 'account') };
}

/** Nobody is asked for an account any more once no payout waits for one. */
export function withoutAsking(before: ReturnCase, step: Step): Step {
  const waits = (step.set?.refunds ?? before.refunds).some(({ status }) => status === 'awaiting-payout');
  return waits ? step : { ...step, clocks: [...(step.clocks ?? []), ...stopped(before, 'account')] };
}
