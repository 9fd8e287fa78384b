import type { NewRecord } from '../cases/move.ts';
import { plus } from '../clocks/duration.ts';
import type { ReturnCase } from './return-case.ts';

/** What the customer is told to expect next, and by when. */
const promises = { decision: 'P2D', inspection: 'P3D', refund: 'P5D' } as const;

/** The date of the next step when the case takes that step. A next step's date is no moved promise: the promise of the last step was kept. */
export function nextPromise(step: keyof typeof promises, on: Date): string {
  return plus(on, promises[step]);
}

/** Keeps the date told, or moves it later and says so (`promise.moved`): for when the step that was promised fails to come. */
export function laterPromise(before: Pick<ReturnCase, 'promisedBy'>, needed: string): { promisedBy: string; records: NewRecord[] } {
  if (needed <= before.promisedBy) return { promisedBy: before.promisedBy, records: [] };
  return { promisedBy: needed, records: [{ type: 'promise.moved.v1', data: { promisedBy: needed } }] };
}
