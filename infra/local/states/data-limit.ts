import { StateFailed } from './state-failed.ts';

const LIMIT = 262_144;

/** Is this value, as JSON in UTF-8, larger than the 256 KiB that AWS lets pass between states? */
export function exceedsDataLimit(value: unknown): boolean {
  const text = JSON.stringify(value) ?? '';
  // Most values are far smaller: no need to count bytes.
  return text.length * 3 > LIMIT && Buffer.byteLength(text, 'utf8') > LIMIT;
}

/** Throws StateFailed (States.DataLimitExceeded) for a value above 256 KiB; `what` is the state or task that made it. */
export function keepToDataLimit(value: unknown, what: string): void {
  if (exceedsDataLimit(value)) throw new StateFailed(dataLimitExceeded(what));
}

/** The failure that AWS reports for too large a result, in its words. */
export function dataLimitExceeded(what: string): { error: string; cause: string } {
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}
