import type * as z from 'zod';
import type { RungAction, SlaMeasure } from '../sla/sla-measure.ts';
import type { Priority, ReturnCase } from './return-case.ts';
import { everyStatus, notPossible, openStatuses, transition } from './transition.ts';

/** What a ring of a deadline came to. `people`: person ids. */
export interface Escalated {
  readonly clockId: string;
  readonly measure: SlaMeasure;
  readonly rung: string;
  readonly action: z.infer<typeof RungAction>;
  readonly people: readonly string[];
  readonly how: string;
}

/** A ring was carried out. Also on a case that ended just now: those people were told. */
export const escalate = transition<Escalated>('escalate', everyStatus, (_before, { people, ...rest }) => ({
  records: [{ type: 'sla.escalated.v1', data: { ...rest, people: [...people] } }],
}));

/** A rung made the case more pressing. It never lowers a priority. */
export const raisePriority = transition<{ priority: Priority }>('raise-priority', openStatuses, (before, { priority }) => {
  if (order.indexOf(before.priority) >= order.indexOf(priority)) return notPossible('nothing-due');
  return { set: { priority }, records: [{ type: 'case.prioritised.v1', data: { was: before.priority, priority, by: 'policy' } }] };
});

const order: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** One step up. */
export function raisedFrom({ priority }: Pick<ReturnCase, 'priority'>): Priority {
  return order[order.indexOf(priority) + 1] ?? 'urgent';
}
