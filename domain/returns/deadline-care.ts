import type { Because } from '../cases/because.ts';
import type { RungCall } from '../clocks/sla-clock-item.ts';
import type { SlaMeasure } from '../sla/sla-measure.ts';
import type { Priority } from './return-case.ts';
import { notPossible, openStatuses, transition } from './transition.ts';

/** A rung of the sla policy's ladder that is due. */
export interface DueRung {
  readonly clockId: string;
  readonly measure: SlaMeasure;
  readonly rung: string;
  readonly at: string;
  readonly dueAt: string;
  readonly sla: RungCall;
}

/** Rings rungs of the ladder, in their order. Whether they are due follows from the log: the caller read it at this version. */
export const ringRungs = transition<{ rungs: readonly DueRung[] }>('ring-rungs', openStatuses, (_before, { rungs }) =>
  rungs.length === 0 ? notPossible('nothing-due') : { records: rungs.map((rung) => ({ type: 'clock.rang.v1', data: { ...rung } })) },
);

/** Somebody has seen that the deadline nears. */
export const acknowledge = transition<{ clockId: string; measure: SlaMeasure; by: string }>(
  'acknowledge',
  openStatuses,
  (_before, { clockId, measure, by }) => ({ records: [{ type: 'sla.acknowledged.v1', data: { clockId, measure, by } }] }),
);

/** Makes the case more, or less, pressing. `version`: the one that whoever asks for it has seen. */
export const prioritise = transition<{ priority?: Priority | undefined; by: string; version?: number | undefined }>(
  'prioritise',
  openStatuses,
  (before, { priority, by, version }) => {
    if (version !== undefined && version !== before.version) return notPossible('stale', { version: before.version });
    if (priority === undefined || priority === before.priority) return { records: [] };
    return { set: { priority }, records: [{ type: 'case.prioritised.v1', data: { was: before.priority, priority, by } }] };
  },
);

/** The customer is told that the request is here; also when we are back, when that is not now. */
export const greet = transition<{ backAt?: string | undefined }>('greet', openStatuses, ({ promisedBy }, { backAt }) => ({
  records: [greeting(promisedBy, backAt)],
}));

/** The record of an acknowledgement: it is no answer. */
export function greeting(promisedBy: string, backAt: string | undefined): { type: string; data: Record<string, unknown> } {
  return { type: 'case.acknowledged.v1', data: { automatic: true, promisedBy, ...(backAt ? { backAt } : {}) } };
}

/** The one automatic message of a promise, before it breaks. */
export const holdOff = transition<{ promisedBy: string; because: Because }>(
  'hold-off',
  openStatuses,
  (_before, { promisedBy, because }) => ({
    set: { promisedBy },
    records: [{ type: 'holding.sent.v1', data: { automatic: true, promisedBy, because } }],
  }),
);

/** A date for a case that has none to keep. */
export const promise = transition<{ promisedBy: string }>('promise', openStatuses, (_before, { promisedBy }) => ({
  set: { promisedBy },
  records: [{ type: 'promise.made.v1', data: { automatic: true, promisedBy } }],
}));
