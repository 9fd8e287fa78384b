import { EndStatus } from './return-case.ts';
import { notPossible, transition } from './transition.ts';

/** The task of a case that has ended is done, as a colleague says. In an open case the next step does away with it. */
export const finishTask = transition<{ by: string }>('finish-task', EndStatus.options, (before, { by }) =>
  before.task ? { settles: () => true, records: [{ type: 'task.finished.v1', data: { by } }] } : notPossible('no-task'),
);
