import { readFileSync } from 'node:fs';
import { type Pump, realPump } from './pump.ts';
import { bundleFile } from './sandbox/load-bundle.ts';
import type { Lambda } from './services/lambda.ts';
import { inRealTime, scheduledRule } from './services/schedule.ts';
import type { Targets } from './services/targets.ts';
import type { Tables } from './tables/tables.ts';
import { listOf } from './template/members.ts';
import type { Model, RuleModel } from './template/model.ts';
import { type Recurrence, type VirtualPump, virtualPump } from './virtual-pump.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
/** The index on which a schedule's idle ticks can be told apart from those that find something. */
const WAKE = { index: 'byWake', attribute: 'wakeAt' } as const;

/**
 * The pump of the world's sort of time, with schedules and the expiry of items. In virtual time a schedule whose function reads the index
 * `byWake` ticks only where that index has something due: its other ticks would find nothing.
 */
export function pumpFor(of: { world: World; model: Model; tables: Tables; targets: Targets; lambda: Lambda }): Pump | VirtualPump {
  const { world, model, tables, targets } = of;
  const { clock, queue, store } = world;
  const virtual = clock.mode === 'virtual';
  const schedules = model.rules
    .filter(({ everyMs }) => everyMs !== undefined)
    .map((rule) => {
      const wake = virtual && readsWakeIndex(rule, of.lambda) ? wakeOf(model, tables) : undefined;
      return scheduledRule({ rule, store, clock, targets, ...(wake === undefined ? {} : { wake }) });
    });
  let swept = clock.now();
  const expiry: Recurrence = {
    next: () => swept + HOUR,
    fire: (instant) => {
      swept = instant;
      tables.expire();
    },
  };
  const recurrences = [...schedules, expiry];
  if (virtual) {
    const pump = virtualPump(queue, clock, recurrences);
    queue.onWork(() => pump.kick());
    return pump;
  }
  const pump = realPump(queue, clock);
  queue.onWork(() => pump.kick());
  const stopTicking = inRealTime(recurrences, clock);
  return {
    kick: () => pump.kick(),
    stop: () => {
      stopTicking();
      return pump.stop();
    },
  };
}

function readsWakeIndex(rule: RuleModel, lambda: Lambda): boolean {
  return rule.targets.every(({ arn }) => {
    if (!arn.includes(':lambda:')) return false;
    const { code, handler } = lambda.find(arn);
    return readFileSync(bundleFile(code, handler), 'utf8').includes(WAKE.index);
  });
}

function wakeOf(model: Model, tables: Tables): (() => number | undefined) | undefined {
  const table = model.tables.find(({ properties }) =>
    listOf(properties, 'GlobalSecondaryIndexes').some(({ IndexName }) => IndexName === WAKE.index),
  );
  if (table === undefined) return undefined;
  return () => {
    const first = tables.earliest(table.name, WAKE.index, WAKE.attribute);
    return first === undefined ? undefined : typeof first === 'number' ? first * 1000 : Date.parse(first);
  };
}
