import type { SystemClock } from './clock.ts';
import type { Pump } from './pump.ts';
import type { RunQueue } from './run-queue.ts';

/** Something that happens again and again at instants known beforehand, so that idle stretches can be skipped. */
export interface Recurrence {
  /** The next instant (epoch ms) at which it matters, if any. */
  next(): number | undefined;
  fire(instant: number): void;
}

export interface VirtualPump extends Pump {
  /** Moves time by so many milliseconds, running everything due on the way in order; answers how many jobs ran. */
  advance(by: number): Promise<{ now: number; fired: number }>;
  /** Resolves when nothing is due at the current time. */
  idle(): Promise<void>;
}

/** Virtual time: one job after the other by (time, seed); time moves only when told to. */
export function virtualPump(queue: RunQueue, clock: SystemClock, recurrences: readonly Recurrence[]): VirtualPump {
  let tail: Promise<unknown> = Promise.resolve();
  let kicked = false;
  let stopped = false;

  const soonest = () => {
    let first: { at: number; recurrence: Recurrence } | undefined;
    for (const recurrence of recurrences) {
      const at = recurrence.next();
      if (at !== undefined && (first === undefined || at < first.at)) first = { at, recurrence };
    }
    return first;
  };
  const runUntil = async (end: number): Promise<number> => {
    let fired = 0;
    while (!stopped) {
      const [job] = queue.due(end, 1);
      const tick = soonest();
      if (tick !== undefined && tick.at <= end && (job === undefined || tick.at < job.due)) {
        clock.moveTo(tick.at);
        tick.recurrence.fire(tick.at);
      } else if (job !== undefined) {
        clock.moveTo(job.due);
        await queue.run(job);
        fired += 1;
      } else break;
    }
    return fired;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  };
  return {
    kick: () => {
      if (kicked || stopped) return;
      kicked = true;
      // A moment later, and never the same moment: whoever measures the front door must not meet what happens behind it.
      setTimeout(
        () => {
          kicked = false;
          void inTurn(() => runUntil(clock.now()));
        },
        20 + Math.random() * 30,
      );
    },
    advance: (by) =>
      inTurn(async () => {
        const end = clock.now() + by;
        const fired = await runUntil(end);
        clock.moveTo(end);
        return { now: clock.now(), fired };
      }),
    idle: () => inTurn(() => runUntil(clock.now())).then(() => {}),
    stop: async () => {
      stopped = true;
      await tail;
    },
  };
}
