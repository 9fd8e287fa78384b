import type { SystemClock } from './clock.ts';
import type { RunQueue } from './run-queue.ts';

const SIDE_BY_SIDE = 16;

/** Keeps the queue moving until it is stopped. */
export interface Pump {
  kick(): void;
  stop(): Promise<void>;
}

/** Real time: jobs run as they become due, several side by side, one at a time per lane. */
export function realPump(queue: RunQueue, clock: SystemClock): Pump {
  const running = new Map<number, Promise<void>>();
  const busy = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let kicked = false;
  let stopped = false;

  const look = () => {
    kicked = false;
    if (stopped) return;
    clearTimeout(timer);
    // More rows than places, since busy lanes are passed over.
    for (const job of queue.due(clock.now(), SIDE_BY_SIDE * 8)) {
      if (running.size >= SIDE_BY_SIDE) return;
      if (running.has(job.id) || (job.lane !== undefined && busy.has(job.lane))) continue;
      if (job.lane !== undefined) busy.add(job.lane);
      const done = queue.run(job).finally(() => {
        running.delete(job.id);
        if (job.lane !== undefined) busy.delete(job.lane);
        kick();
      });
      running.set(job.id, done);
    }
    const next = queue.nextDue();
    if (next !== undefined) timer = setTimeout(look, Math.min(Math.max(next - clock.now(), running.size > 0 ? 50 : 1), 60_000));
  };
  const kick = () => {
    if (kicked || stopped) return;
    kicked = true;
    setImmediate(look);
  };
  return {
    kick,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
  };
}
