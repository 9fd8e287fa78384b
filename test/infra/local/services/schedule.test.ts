import { expect, it } from 'vitest';
import { createSchema, writeMeta } from '../../../../infra/local/schema.ts';
import { scheduledRule } from '../../../../infra/local/services/schedule.ts';
import type { Targets } from '../../../../infra/local/services/targets.ts';
import { openStore } from '../../../../infra/local/store.ts';
import type { RuleModel } from '../../../../infra/local/template/model.ts';

const minute = 60_000;
const at = (text: string) => Date.parse(`2026-11-22T${text}Z`);

function aSchedule({ now, lastTick, everyMs = minute }: { now: number; lastTick?: number; everyMs?: number }) {
  const store = openStore();
  createSchema(store);
  if (lastTick !== undefined) writeMeta(store, 'tick:Minute', String(lastTick));
  const ticks: string[] = [];
  const targets = { deliver: (_rule: RuleModel, { time }: { time: string }) => void ticks.push(time) } as unknown as Targets;
  const rule = { name: 'Minute', arn: 'arn', everyMs, targets: [] } as unknown as RuleModel;
  const clock = { mode: 'real', now: () => now, moveTo: () => {} } as const;
  return { schedule: scheduledRule({ rule, store, clock, targets }), ticks };
}

it('makes up at once for the tick that fell into a restart', () => {
  const { schedule, ticks } = aSchedule({ lastTick: at('12:00:00'), now: at('12:01:00.400') });
  expect(schedule.next()).toBe(at('12:01:00'));
  schedule.fire(at('12:01:00'));
  expect(ticks).toEqual(['2026-11-22T12:01:00Z']);
  expect(schedule.next()).toBe(at('12:02:00'));
});

it('makes up for a night with one tick, and ticks no minute twice', () => {
  const night = aSchedule({ lastTick: at('00:00:00'), now: at('08:30:10') });
  expect(night.schedule.next()).toBe(at('08:30:00'));
  const restart = aSchedule({ lastTick: at('12:00:00'), now: at('12:00:20') });
  expect(restart.schedule.next()).toBe(at('12:01:00'));
});

it('runs what is nightly in the first night, and what is due every minute at the next full one', () => {
  const fresh = { now: at('20:30:10') };
  expect(aSchedule({ ...fresh, everyMs: 1440 * minute }).schedule.next()).toBe(at('00:00:00') + 1440 * minute);
  expect(aSchedule(fresh).schedule.next()).toBe(at('20:31:00'));
});
