import type { Money } from '../money.ts';
import { lossTasks } from './early-refund.ts';
import { isUnderWay } from './refund-standing.ts';
import { type ReturnCase, type ReturnStatus, standing } from './return-case.ts';
import { notPossible, transition } from './transition.ts';

/** A smaller amount: the whole adjustment as it shall be, in minor units, and what the return is worth with it. */
export interface LessWanted {
  readonly adjustment: number;
  readonly value: Money;
  readonly by: string;
  /** The version that whoever changes it has seen. */
  readonly version: number;
  readonly textId: string;
}

const whereMoneyStops: readonly ReturnStatus[] = ['inspected', 'refunding'];

/** Has the return come to its refund and stopped there, with nothing on its way? */
export function isStuckWithMoney(subject: ReturnCase): boolean {
  return whereMoneyStops.includes(standing(subject)) && subject.task !== undefined && !isUnderWay(subject);
}

/**
 * A colleague lowers what a stopped return gives back (its payments hold less than is due, or it was agreed), and it goes on. Nobody is
 * asked: less goes out than was approved. More than that is never paid here.
 */
export const settleForLess = transition<LessWanted>(
  'change-terms',
  whereMoneyStops,
  (before, { adjustment, value, by, version, textId }) => {
    if (version !== before.version) return notPossible('stale', { version: before.version });
    if (!isStuckWithMoney(before)) return notPossible('not-now', { status: before.status, action: 'change-terms' });
    if (adjustment >= (before.adjustment?.amount ?? 0)) return notPossible('only-less');
    const terms = before.terms + 1;
    return {
      set: { adjustment: { amount: adjustment, by }, value, terms, lastEditedBy: by, restarts: before.restarts + 1 },
      drop: ['execution', 'waitingFor'],
      settles: (code) => !lossTasks.includes(code),
      records: [
        { type: 'return.changed.v1', data: { by, terms, fields: ['adjustment'], textId } },
        { type: 'return.restarted.v1', data: { caseId: before.caseId, by } },
      ],
    };
  },
);
