import type { SystemClock } from '../clock.ts';
import { readMeta, writeMeta } from '../schema.ts';
import type { Store } from '../store.ts';
import type { RuleModel } from '../template/model.ts';
import { PLACE } from '../template/place.ts';
import type { Recurrence } from '../virtual-pump.ts';
import type { Targets } from './targets.ts';

/**
 * A scheduled rule as a recurrence. `wake` narrows it in virtual time: the first instant at which a tick can find anything to do
 * (undefined: none as things stand), so that thirty idle days are not 43,200 ticks. Without `wake` every tick counts.
 */
export function scheduledRule(of: {
  rule: RuleModel;
  store: Store;
  clock: SystemClock;
  targets: Targets;
  wake?: () => number | undefined;
}): Recurrence {
  const { rule, store, clock, targets, wake } = of;
  const every = rule.everyMs ?? 60_000;
  const key = `tick:${rule.name}`;
  const roundUp = (instant: number) => Math.ceil(instant / every) * every;
  // The first tick is at the next full period, as if the rule were older than this machine's cloud: what runs nightly runs the first night.
  let last = Number(readMeta(store, key) ?? Math.floor(clock.now() / every) * every);
  return {
    next: () => {
      // A tick that was missed while nothing ran here comes at once, the newest of them: kills at every full minute stop no schedule.
      const soonest = wake === undefined ? Math.floor(clock.now() / every) * every : roundUp(clock.now());
      const following = Math.max(last + every, soonest);
      if (wake === undefined) return following;
      const first = wake();
      return first === undefined ? undefined : Math.max(following, roundUp(first));
    },
    fire: (instant) => {
      last = instant;
      const time = new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
      store.transaction(() => {
        writeMeta(store, key, String(instant));
        targets.deliver(rule, {
          version: '0',
          id: `tick-${instant}`,
          'detail-type': 'Scheduled Event',
          source: 'aws.events',
          account: PLACE.account,
          time,
          region: PLACE.region,
          resources: [rule.arn],
          detail: {},
        });
      });
    },
  };
}

/** Fires recurrences by the machine's clock; the answer stops it. */
export function inRealTime(recurrences: readonly Recurrence[], clock: SystemClock): () => void {
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    const times = recurrences.map((recurrence) => ({ recurrence, at: recurrence.next() ?? Number.POSITIVE_INFINITY }));
    const soonest = Math.min(...times.map(({ at }) => at));
    timer = setTimeout(
      () => {
        for (const { recurrence, at } of times) if (at <= clock.now()) recurrence.fire(at);
        arm();
      },
      Math.min(Math.max(soonest - clock.now(), 10), 60_000),
    );
  };
  arm();
  return () => clearTimeout(timer);
}
