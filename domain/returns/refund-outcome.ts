import { plus } from '../clocks/duration.ts';
import { runningClock } from '../clocks/plain-clock.ts';
import { neverSent } from './early-refund.ts';
import { declinedExchanges } from './exchange.ts';
import { isTaskAbout, stoppedFor } from './open-task.ts';
import { openPieces, payingStatus, standingRefunds } from './refund-standing.ts';
import { type Refund, type ReturnCase, type ReturnStatus, standing } from './return-case.ts';
import { stopped } from './return-clocks.ts';
import type { Step } from './transition.ts';

/**
 * Where the case stands with these refunds, and with its exchanges. All succeeded: on to the pieces still open, or ready to close. One
 * failed (or was declined) and none pending: owing again, as after the inspection (keep-item, or nothing inspected yet: still refunding),
 * so that a restart finds its way.
 */
export function settled(before: ReturnCase, refunds: readonly Refund[], on: Date): Step {
  const after = [...refunds];
  // The goods of an early refund are here: where they stand is the inspection's to say.
  if (standing(before) === 'received') return { set: { refunds: after }, records: [], clocks: stopped(before, 'refund') };
  const paying = payingStatus({ refunds: after, exchanges: before.exchanges });
  if (paying) return { set: { status: paying, refunds: after }, records: [] };
  const failed = standingRefunds({ refunds: after }).some((refund) => refund.status === 'failed');
  if (failed || declinedExchanges(before).length > 0) {
    const uninspected = before.findings.length === 0 && after.some(({ early }) => early);
    return { set: { status: before.keepItem || uninspected ? 'refunding' : 'inspected', refunds: after }, records: [] };
  }
  const visible = after.flatMap((refund) => refund.expectedBy ?? []).sort();
  const expected = (['rest', 'parcel', 'label'] as const).flatMap((measure) => runningClock(before.clocks, measure) ?? []);
  const waitsFor = openPieces(before) > 0;
  const reason = neverSent({ ...before, refunds: after });
  const task = reason && !isTaskAbout(before.task, reason.code) ? { reason, owner: 'agents', since: on.toISOString() } : undefined;
  return {
    set: {
      ...(task ? { task } : {}),
      status: waitsFor ? 'awaiting-parcel' : 'refunding',
      refunds: after,
      promisedBy: (waitsFor ? expected[0]?.dueAt : visible.at(-1)) ?? plus(on, 'P5D'),
    },
    records: stoppedFor(task),
    clocks: stopped(before, 'refund'),
  };
}

/** Where the case stands after a step, for its record: what else the log tells does not say it. */
export function now({ set }: Step): { status?: ReturnStatus } {
  return set?.status ? { status: set.status } : {};
}
