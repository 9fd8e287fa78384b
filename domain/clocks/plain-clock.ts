import type { Clock, Measure, Rung } from './clock.ts';
import { plus } from './duration.ts';

/** A rung as policy says it: a name and how long after the start. */
export interface PlannedRung {
  readonly name: Rung['name'];
  readonly at: string;
}

/** `<caseId>.<measure>`: a case has one clock per measure; starting it again replaces it. */
export function clockIdOf(caseId: string, measure: Measure): string {
  return `${caseId}.${measure}`;
}

/** Starts a clock that is due a plain duration after `on`; `before` are earlier rungs as instants. */
export function startClock(caseId: string, measure: Measure, on: Date, due: string, before: readonly PlannedRung[] = []): Clock {
  return startClockUntil(caseId, measure, on, plus(on, due), before);
}

/** Starts a clock that is due at an instant; rungs at or after it are left out. */
export function startClockUntil(caseId: string, measure: Measure, on: Date, dueAt: string, before: readonly PlannedRung[] = []): Clock {
  const rungs = [...before.filter((rung) => rung.at < dueAt), { name: 'due' as const, at: dueAt }].sort(byTime);
  return awake({ clockId: clockIdOf(caseId, measure), caseId, measure, startedAt: on.toISOString(), dueAt, state: 'running', rungs });
}

/** The same clock, never to ring again. What it rang stays. */
export function stopClock(clock: Clock): Clock {
  const { wakeAt: _, ...rest } = clock;
  return { ...rest, state: 'stopped' };
}

/** The rungs that should have rung by now, in order. A stopped clock has none. */
export function dueRungs(clock: Clock, now: Date): Rung[] {
  if (clock.state === 'stopped') return [];
  return clock.rungs.filter((rung) => !rung.firedAt && rung.at <= now.toISOString());
}

/** The clock after one rung rang. */
export function rungRang(clock: Clock, name: Rung['name'], on: Date): Clock {
  return awake({ ...clock, rungs: clock.rungs.map((rung) => (rung.name === name ? { ...rung, firedAt: on.toISOString() } : rung)) });
}

/** The clock with some rungs set anew, whether or not they rang already; the others stay as they are. */
export function withRungs(clock: Clock, planned: readonly PlannedRung[]): Clock {
  const others = clock.rungs.filter((rung) => !planned.some(({ name }) => name === rung.name));
  return awake({ ...clock, rungs: [...others, ...planned.filter(({ at }) => at < clock.dueAt)].sort(byTime) });
}

/** The clock with its deadline and rungs moved. A rung that rang already rings again if its new time is still to come. */
export function postpone(clock: Clock, by: string, on: Date): Clock {
  const rungs = clock.rungs.map((rung) => {
    const at = plus(rung.at, by);
    return at > on.toISOString() ? { name: rung.name, at } : { ...rung, at };
  });
  return awake({ ...clock, dueAt: plus(clock.dueAt, by), rungs });
}

/** Did the deadline itself ring? */
export function isOver(clock: Clock | undefined): boolean {
  return clock?.state === 'running' && clock.rungs.some((rung) => rung.name === 'due' && rung.firedAt !== undefined);
}

/** The clock of a measure, if it runs. */
export function runningClock(clocks: readonly Clock[], measure: Measure): Clock | undefined {
  return clocks.find((clock) => clock.measure === measure && clock.state === 'running');
}

function byTime(a: PlannedRung, b: PlannedRung): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

function awake(clock: Clock): Clock {
  const { wakeAt: _, ...rest } = clock;
  const next = clock.rungs.find((rung) => !rung.firedAt);
  return next ? { ...rest, wakeAt: next.at } : rest;
}
