import type { Clock } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { runningClock } from '../clocks/plain-clock.ts';
import { nextPromise } from './promises.ts';
import type { ReturnCase } from './return-case.ts';
import { accountClock, type ParcelPolicy, stopped } from './return-clocks.ts';
import type { Step } from './transition.ts';

/**
 * A payout begins: when the customer hears next, and the clock that asks them where it shall go. Where money of the case was paid out
 * already nobody is asked again; then it is ours to pay.
 */
export function askForAccount(before: ReturnCase, policy: ParcelPolicy, on: Date): { readonly heardBy: string; readonly clocks: Clock[] } {
  const isKnown = before.refunds.some(({ via, status }) => via === 'payout' && status === 'succeeded');
  if (isKnown) return { heardBy: nextPromise('refund', on), clocks: [] };
  const asked = runningClock(before.clocks, 'account');
  return { heardBy: plus(on, policy.reminderAfter), clocks: asked ? [] : [accountClock(before, policy, on)] };
}

/** Nobody is asked for an account any more once no payout waits for one. */
export function withoutAsking(before: ReturnCase, step: Step): Step {
  const waits = (step.set?.refunds ?? before.refunds).some(({ status }) => status === 'awaiting-payout');
  return waits ? step : { ...step, clocks: [...(step.clocks ?? []), ...stopped(before, 'account')] };
}
