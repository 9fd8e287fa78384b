import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, realChance, seededChance } from './chance.ts';
import { realClock, type SystemClock, virtualClock } from './clock.ts';
import type { CloudOptions } from './cloud-options.ts';
import { EffectList } from './effects.ts';
import { Faults } from './faults.ts';
import { Guard } from './guarded.ts';
import { LogSink } from './log-sink.ts';
import { RunQueue } from './run-queue.ts';
import { createSchema, readMeta, writeMeta } from './schema.ts';
import { openStore, type Store } from './store.ts';

/** What everything in one local cloud shares. */
export interface World {
  readonly store: Store;
  readonly clock: SystemClock;
  readonly chance: Chance;
  readonly queue: RunQueue;
  readonly effects: EffectList;
  readonly guard: Guard;
  readonly logs: LogSink;
  /** Is the store new? */
  readonly first: boolean;
}

/** Opens the store and what stands directly on it. */
export function openWorld({ data, virtualTime, now, seed = 1 }: CloudOptions): World {
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const store = openStore(data === undefined ? undefined : join(data, 'redress.sqlite'));
  createSchema(store);
  const starts = Number(readMeta(store, 'starts') ?? 0);
  writeMeta(store, 'starts', String(starts + 1));
  const clock = virtualTime ? virtualClock(store, now === undefined ? Date.now() : Date.parse(now)) : realClock;
  // A restart goes on with other numbers, or it would draw the ids of the first start again.
  const chance = virtualTime ? seededChance(seed * 1_000_003 + starts) : realChance;
  const effects = new EffectList(store);
  return {
    store,
    clock,
    chance,
    queue: new RunQueue(store, clock, chance),
    effects,
    guard: new Guard(effects, new Faults(store, clock)),
    logs: new LogSink(store, clock),
    first: readMeta(store, 'seeded') === undefined,
  };
}
