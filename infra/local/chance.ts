import { randomBytes } from 'node:crypto';

/** Where chance comes from: `next` in [0, 1), `bytes` for ids and codes. */
export interface Chance {
  next(): number;
  bytes(length: number): Buffer;
}

/** Real chance, for real time. */
export const realChance: Chance = {
  next: () => Math.random(),
  bytes: (length) => randomBytes(length),
};

/** The same seed gives the same chance (mulberry32); for virtual time, where a run must repeat. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, bytes: (length) => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256))) };
}
