import { type SlaRecord, storyOf } from './case-story.ts';
import { instantOf } from './working-time.ts';

/** How long a customer waited, or waits, for a person or a decision. Acknowledgements and holding messages break no silence. */
export interface Wait {
  readonly since: string;
  readonly seconds: number;
  readonly answered: boolean;
}

export interface SilenceFigures {
  readonly cases: number;
  readonly answeredShare: number;
  readonly p50Seconds: number;
  readonly p90Seconds: number;
  readonly overFiveDays: number;
}

const fiveDays = 5 * 24 * 3600;

/** The newest wait of a case: from the customer's earliest unanswered word. Undefined for an empty log, or when it ended without one. */
export function waitOf(records: readonly SlaRecord[], now: Date): Wait | undefined {
  let since: string | undefined;
  let wait: Wait | undefined;
  for (const { what, at } of storyOf(records)) {
    if (what === 'opened' || what === 'wrote') since ??= at;
    if (what === 'answered' && since !== undefined) {
      wait = { since, seconds: secondsBetween(since, at), answered: true };
      since = undefined;
    }
    if (what === 'ended' || what === 'dropped') since = undefined;
  }
  return since === undefined ? wait : { since, seconds: secondsBetween(since, instantOf(now)), answered: false };
}

/** The figures of many waits, by calendar time: customers wait through the night as well. */
export function silenceFigures(waits: readonly Wait[]): SilenceFigures {
  const ages = waits.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const answered = waits.filter((wait) => wait.answered).length;
  return {
    cases: waits.length,
    answeredShare: waits.length === 0 ? 1 : answered / waits.length,
    p50Seconds: percentile(ages, 50),
    p90Seconds: percentile(ages, 90),
    overFiveDays: ages.filter((age) => age > fiveDays).length,
  };
}

/** Nearest rank: an age that somebody really waited. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
}
