import type { HandedOver } from '../approvals/handed-over.ts';
import type { NewRecord } from '../cases/move.ts';
import type { Clock } from '../clocks/clock.ts';
import { stoppedFor } from './open-task.ts';
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

/** A colleague handed it on. */
export const handOver = transition<{ handover: Handover; clock: Clock }>(
  'hand-over',
  ['awaiting-approval'],
  (_before, { handover, clock }) => ({ records: [handedOver(handover)], clocks: [clock] }),
);

/** What rungs of the approval's clock, or new rules and staff, came to. Without records only the clock moves on. */
export const carryOut = transition<{ records: readonly NewRecord[]; clock: Clock; task?: OpenTask | undefined }>(
  'carry-out',
  ['awaiting-approval'],
  (_before, { records, clock, task }) => ({ set: task ? { task } : {}, records, clocks: [clock] }),
);
