import { Temporal } from 'temporal-polyfill';
import type { Calendar, CalendarsPolicy } from './calendars/calendars-policy.ts';
import { deadlineAfter, nextOpening, workingMilliseconds } from './calendars/working-time.ts';

/** A calendar as clocks use it: instants are RFC 3339 in UTC with milliseconds, work is whole milliseconds of open time. */
export interface WorkingTime {
  /** The instant at which `work` has passed since `from`; `from` itself for none. */
  after(from: string, work: number): string;
  /** Open time between two instants; none when the second is not later. */
  between(from: string, to: string): number;
  /** The instant itself inside hours, otherwise the next opening. */
  opening(from: string): string;
}

/** Calendars by name, in one edition. Undefined: the calendar is not there. */
export type CalendarShelf = (name: string) => WorkingTime | undefined;

const minute = 60_000;

/** Every minute of every day counts. */
export const aroundTheClock: WorkingTime = {
  after: (from, work) => instantOf(Date.parse(from) + Math.max(0, work)),
  between: (from, to) => Math.max(0, Date.parse(to) - Date.parse(from)),
  opening: (from) => instantOf(from),
};

/** A calendar of the calendars policy. */
export function workingTimeOf(calendar: Calendar): WorkingTime {
  const between = (from: string, to: string): number => (from >= to ? 0 : workingMilliseconds(calendar, new Date(from), new Date(to)));
  return {
    between,
    opening: (from) => instantOf(nextOpening(calendar, new Date(from))),
    after: (from, work) => {
      if (work <= 0) return instantOf(from);
      const whole = deadlineAfter(calendar, new Date(from), Math.floor(work / minute));
      const rest = work % minute;
      if (rest === 0) return instantOf(whole);
      // Calendars count whole minutes. Shifts last at least one, so the last, broken minute spans one closing at the most.
      const straight = instantOf(whole.getTime() + rest);
      if (between(instantOf(whole), straight) === rest) return straight;
      return instantOf(deadlineAfter(calendar, whole, 1).getTime() - minute + rest);
    },
  };
}

/** The calendars of one edition of the policy. */
export function calendarShelf(calendars: CalendarsPolicy): CalendarShelf {
  const shelf = new Map(Object.entries(calendars).map(([name, calendar]) => [name, workingTimeOf(calendar)]));
  return (name) => shelf.get(name);
}

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; a day is 24 hours. */
export function millisecondsOf(duration: string): number {
  const { sign, weeks, days, hours, minutes, seconds } = Temporal.Duration.from(duration);
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map(Math.abs) as [number, number, number, number, number];
  return sign * ((((w * 7 + d) * 24 + h) * 60 + m) * 60 + s) * 1000;
}

/** RFC 3339 in UTC, always with milliseconds, so that instants compare as text. */
export function instantOf(at: Date | string | number): string {
  return new Date(at).toISOString();
}

/** The later of instants. */
export function latest(first: string, ...others: readonly string[]): string {
  return [first, ...others].sort().at(-1) ?? first;
}
