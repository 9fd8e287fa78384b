import { readMeta, writeMeta } from './schema.ts';
import type { Store } from './store.ts';

/** The local cloud's time, in epoch milliseconds: the machine's, or one that only `moveTo` moves. */
export interface SystemClock {
  readonly mode: 'real' | 'virtual';
  now(): number;
  /** Virtual only; never goes back. Survives a restart. */
  moveTo(instant: number): void;
}

export const realClock: SystemClock = {
  mode: 'real',
  now: () => Date.now(),
  moveTo: () => {
    throw new Error('Time is real here: start with --virtual-time to move it');
  },
};

/** Virtual time: continues where the store left it, otherwise begins at `start`. */
export function virtualClock(store: Store, start: number): SystemClock {
  let now = Number(readMeta(store, 'virtualNow') ?? start);
  writeMeta(store, 'virtualNow', String(now));
  return {
    mode: 'virtual',
    now: () => now,
    moveTo: (instant) => {
      if (instant <= now) return;
      now = instant;
      writeMeta(store, 'virtualNow', String(now));
    },
  };
}
