import type { Retrier } from './definition.ts';
import { matchesError } from './error-names.ts';
import type { Failure } from './state-failed.ts';

/**
 * When to try again after a failure: milliseconds from now, or undefined when no retrier takes it or its attempts are used up.
 * `attempts` counts the retries per retrier since the state was entered.
 */
export function retryDelay(
  retriers: readonly Retrier[],
  attempts: readonly number[],
  failure: Failure,
  random: () => number,
): { retrier: number; delayMs: number } | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error, failure.heartbeat));
  const retrier = retriers[index];
  const before = attempts[index] ?? 0;
  if (retrier === undefined || before >= (retrier.MaxAttempts ?? 3)) return undefined;
  const backoff = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** before;
  const seconds = Math.min(backoff, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  const jittered = retrier.JitterStrategy === 'FULL' ? seconds * random() : seconds;
  return { retrier: index, delayMs: Math.round(jittered * 1000) };
}
