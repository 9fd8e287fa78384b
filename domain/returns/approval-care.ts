import type { HandedOver } from '../approvals/handed-over.ts';
import type { NewRecord } from '../cases/move.ts';
import type { Clock } from '../clocks/clock.ts';
import { stoppedFor } from './approval-task.ts';
import type { OpenTask } from './return-case.ts';
import { notPossible, transition } from './transition.ts';

/** Others are asked from now on. */
export interface Handover {
  readonly approvalId: string;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly why: HandedOver;
  readonly level: number;
  readonly by?: string | undefined;
}

function handedOver({ to, from, by, ...rest }: Handover): NewRecord {
  return { type: 'approval.handed-over.v1', data: { ...rest, to: [...to], from: [...from], ...(by ? { by } : {}) } };
}

/** One of several named people approved: others must still decide. With `handover` the next level's turn has come. */
export const approveLevel = transition<{
  approvalId: string;
  terms: number;
  by: string;
  level: number;
  channel: 'mail' | 'slack' | 'console';
  handover?: Handover | undefined;
  clock: Clock;
  task?: OpenTask | undefined;
}>('decide-approval', ['awaiting-approval'], (before, { approvalId, terms, by, level, channel, handover, clock, task }) => {
  if (before.approvalId !== approvalId || before.terms !== terms) return notPossible('terms-changed');
  const decided = { type: 'approval.decided.v1', data: { approvalId, decision: 'approve', by, level, complete: false, channel } };
  return {
    set: task ? { task } : {},
    records: [decided, ...(handover ? [handedOver(handover)] : []), ...stoppedFor(task)],
    clocks: [clock],
  };
});

/** Others are asked, because of an absence, a colleague's wish, silence or new rules. Without `handover` only the clock is set. */
export const handOver = transition<{
  handover?: Handover | undefined;
  clock: Clock;
  task?: OpenTask | undefined;
  first?: readonly NewRecord[];
}>('hand-over', ['awaiting-approval'], (_before, { handover, clock, task, first = [] }) => ({
  set: task ? { task } : {},
  records: [...first, ...(handover ? [handedOver(handover)] : []), ...stoppedFor(task)],
  clocks: [clock],
}));
