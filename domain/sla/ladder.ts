import type { Person } from '../people/people-policy.ts';
import { reachedAt } from './course.ts';
import { awakeFrom } from './quiet-hours.ts';
import { type Colleagues, type Heard, type Reach, reachOf } from './reach.ts';
import type { SlaStretch } from './sla-clock.ts';
import type { PolicyRung } from './sla-policy.ts';
import { latest, millisecondsOf, type WorkingTime } from './working-time.ts';

/** One rung of a clock's ladder. Without `at` it is not due as things stand: the clock does not tick. */
export interface LadderRung extends Pick<PolicyRung, 'to' | 'channel' | 'action' | 'urgent'> {
  /** `80%`; a second rung at the same place is `80%#2`. */
  readonly name: string;
  /** When it rings: the place on the ladder, moved into working hours and out of the recipients' night unless urgent. */
  readonly at?: string;
  readonly firedAt?: string;
  /** Acknowledged: it notifies nobody any more. */
  readonly muted: boolean;
}

/** The ladder of a clock, as it would ring, in order. Follows from the same input as the clock, and from who works here. */
export function ladderOf(stretch: SlaStretch, ladder: readonly PolicyRung[], colleagues: Colleagues, now: Date): LadderRung[] {
  const { clock, run } = stretch;
  return namedRungs(ladder)
    .filter(({ rung }) => isFor(rung, clock.measure))
    .map(({ name, rung }) => {
      const firedAt = run.rang.find((rang) => rang.rung === name)?.at;
      const muted = clock.acknowledgedAt !== undefined && !firedAt && (rung.action === 'notify' || rung.action === 'acknowledge');
      const place = firedAt ?? placeOf(rung, stretch);
      const at = firedAt || place === undefined ? place : ringsAt(rung, place, now, stretch, ladder, colleagues);
      const { to, channel, action, urgent } = rung;
      return { place, rung: { name, to, channel, action, urgent, muted, ...(at ? { at } : {}), ...(firedAt ? { firedAt } : {}) } };
    })
    .sort((a, b) => byTime(a.rung.at, b.rung.at) || byTime(a.place, b.place))
    .map(({ rung }) => rung);
}

/** The rungs that should have rung by now and have not, the longest overdue first. */
export function dueRungsOf(rungs: readonly LadderRung[], now: Date): LadderRung[] {
  return waiting(rungs).filter(({ at }) => at !== undefined && at <= now.toISOString());
}

/** When the next rung rings; undefined when none will as things stand. */
export function nextWakeAt(rungs: readonly LadderRung[]): string | undefined {
  return waiting(rungs).find(({ at }) => at !== undefined)?.at;
}

/** Whom a rung that rings now is for, those who may be disturbed. Everybody of them, when it is urgent. */
export function recipientsOf(
  name: string,
  stretch: SlaStretch,
  ladder: readonly PolicyRung[],
  colleagues: Colleagues,
  now: Date,
): Reach | undefined {
  const rung = namedRungs(ladder).find((candidate) => candidate.name === name)?.rung;
  return rung && ringsFrom(rung, now.toISOString(), stretch, ladder, colleagues).reach;
}

/** Rungs that the night moved to the same morning keep the order of their places. */
function byTime(a = '~', b = '~'): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function waiting(rungs: readonly LadderRung[]): LadderRung[] {
  return rungs.filter(({ firedAt, muted }) => !firedAt && !muted);
}

function namedRungs(ladder: readonly PolicyRung[]): { name: string; rung: PolicyRung }[] {
  const times = new Map<string, number>();
  return ladder.map((rung) => {
    const time = (times.get(rung.at) ?? 0) + 1;
    times.set(rung.at, time);
    return { name: time === 1 ? rung.at : `${rung.at}#${time}`, rung };
  });
}

/** Where a rung stands: percentages in working time, the others so long before or after the deadline. Never before the start. */
function placeOf({ at }: PolicyRung, { clock, course, targetWork }: SlaStretch): string | undefined {
  if (clock.dueAt === undefined) return undefined;
  if (at === '100%') return clock.dueAt;
  if (at.endsWith('%')) return reachedAt(course, Math.round((targetWork * Number.parseInt(at, 10)) / 100));
  const offset = millisecondsOf(at.replace('+', ''));
  return latest(clock.startedAt, new Date(Date.parse(clock.dueAt) + offset).toISOString());
}

/** A rung that is late by more than a schedule's hiccup may have missed the day: then it waits for the morning after all. */
const hiccup = 15 * 60_000;

function ringsAt(
  rung: PolicyRung,
  place: string,
  now: Date,
  stretch: SlaStretch,
  ladder: readonly PolicyRung[],
  colleagues: Colleagues,
): string {
  const { at } = ringsFrom(rung, place, stretch, ladder, colleagues);
  if (now.getTime() - Date.parse(at) <= hiccup) return at;
  const again = ringsFrom(rung, now.toISOString(), stretch, ladder, colleagues).at;
  return again > now.toISOString() ? again : at;
}

/** When a rung may ring, from an instant on, and whom it then reaches. */
function ringsFrom(
  rung: PolicyRung,
  from: string,
  { calendar, run, clock }: SlaStretch,
  ladder: readonly PolicyRung[],
  colleagues: Colleagues,
): { at: string; reach: Reach } {
  const rungs = namedRungs(ladder);
  const above = ladder.slice(ladder.indexOf(rung) + 1).filter((next) => isFor(next, clock.measure));
  const heard: Heard[] = run.told.map(({ rung: name, people }) => ({
    to: rungs.find((other) => other.name === name)?.rung.to ?? [],
    people,
  }));
  const reachAt = (at: string): Reach => reachOf(rung, above, heard, colleagues, new Date(at));
  if (rung.urgent) return { at: from, reach: reachAt(from) };
  let at = from;
  // Opening and waking move each other at most a few times; an office that is only open at night rings in the morning.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const open = inHours(calendar, at);
    const reach = reachAt(open);
    const first = earliest(reach.people.map((person) => awakeFrom(person, open)));
    if (first === undefined || first <= open) return { at: open, reach: awake(reach, open) };
    at = first;
  }
  return { at, reach: awake(reachAt(at), at) };
}

/** A closing still belongs to the day: a deadline there rings there. */
function inHours(calendar: WorkingTime, at: string): string {
  return calendar.between(new Date(Date.parse(at) - 1000).toISOString(), at) > 0 ? at : calendar.opening(at);
}

function isFor({ measures }: PolicyRung, measure: SlaStretch['clock']['measure']): boolean {
  return !measures || measures.includes(measure);
}

function awake(reach: Reach, at: string): Reach {
  const up = reach.people.filter((person: Person) => awakeFrom(person, at) <= at);
  return up.length > 0 ? { ...reach, people: up } : reach;
}

function earliest(instants: readonly string[]): string | undefined {
  return [...instants].sort()[0];
}
