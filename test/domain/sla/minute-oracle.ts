/**
 * The slow, independent answer: reads the wall clock with Intl, paints every minute open or closed, and counts. Knows nothing of
 * offsets or intervals. Between 2024 and 2030 zones change on quarter hours only, so one reading serves fifteen minutes.
 */
export interface PlainCalendar {
  readonly zone: string;
  readonly week: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly holidays: readonly string[];
  readonly except: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
const MARGIN = 3 * DAY_MINUTES;
const readings = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Which minutes from `from` on, for so many days, are open. */
export function paint(calendar: PlainCalendar, from: number, days: number): { first: number; open: Uint8Array } {
  const first = Math.floor(from / MINUTE);
  const length = days * DAY_MINUTES;
  const sightings = sight(calendar.zone, first - MARGIN, first + length + MARGIN);
  const open = new Uint8Array(length);
  const today = Math.floor(wallMinute(calendar.zone, first) / DAY_MINUTES);
  for (let day = today - 1; day <= today + days; day += 1) {
    for (const [opens, closes] of shiftsOf(calendar, day)) {
      const start = day * DAY_MINUTES + minutes(opens);
      const nextDay = minutes(closes) <= minutes(opens) ? DAY_MINUTES : 0;
      const end = day * DAY_MINUTES + minutes(closes) + nextDay;
      const begin = seen(sightings, start)[0];
      for (let minute = Math.max(begin, first); minute < Math.min(seen(sightings, end)[1], first + length); minute += 1)
        open[minute - first] = 1;
    }
  }
  return { first, open };
}

/** Open milliseconds from one instant to another, both inside the painted time. */
export function count({ first, open }: ReturnType<typeof paint>, from: number, to: number): number {
  let sum = 0;
  open.forEach((isOpen, index) => {
    const minute = (first + index) * MINUTE;
    if (isOpen) sum += Math.max(0, Math.min(to, minute + MINUTE) - Math.max(from, minute));
  });
  return sum;
}

/** The instant at which so many open milliseconds have passed, or undefined when the painted time is too short. */
export function reach({ first, open }: ReturnType<typeof paint>, from: number, worked: number): number | undefined {
  let left = worked;
  if (left === 0) return from;
  for (const [index, isOpen] of open.entries()) {
    const minute = (first + index) * MINUTE;
    if (!isOpen) continue;
    const start = Math.max(from, minute);
    const here = minute + MINUTE - start;
    if (left <= here) return start + left;
    left -= here;
  }
  return undefined;
}

/** For each minute on the wall from `base` on: the first and the last minute that showed it, or -1. */
interface Sightings {
  readonly base: number;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
}

function sight(zone: string, first: number, end: number): Sightings {
  const base = wallMinute(zone, first) - DAY_MINUTES;
  const earliest = new Int32Array(end - first + 2 * DAY_MINUTES).fill(-1);
  const latest = earliest.slice();
  for (let minute = first; minute < end; minute += 1) {
    const wall = wallMinute(zone, minute) - base;
    if (earliest[wall] === -1) earliest[wall] = minute;
    latest[wall] = minute;
  }
  return { base, earliest, latest };
}

/** When the wall clock shows a minute: first and last time. Where it never does, what it shows later by as much as it leapt. */
function seen({ base, earliest, latest }: Sightings, wall: number): readonly [number, number] {
  let [below, above] = [wall - base, wall - base];
  while (earliest[below] === -1) below -= 1;
  while (earliest[above] === -1) above += 1;
  const shown = below === above ? above : wall - base + above - below - 1;
  return [earliest[shown]!, latest[shown]!];
}

function shiftsOf({ week, holidays, except }: PlainCalendar, day: number): readonly (readonly [string, string])[] {
  const noon = new Date((day * DAY_MINUTES + 720) * MINUTE);
  const date = noon.toISOString().slice(0, 10);
  if (except[date]) return except[date];
  return holidays.includes(date) ? [] : (week[noon.toUTCString().slice(0, 3).toLowerCase()] ?? []);
}

function minutes(wallTime: string): number {
  const [hour, minute] = wallTime.split(':').map(Number);
  return hour! * 60 + minute!;
}

function wallMinute(zone: string, minute: number): number {
  const quarter = Math.floor(minute / 15);
  let known = readings.get(zone);
  if (!known) {
    known = new Map();
    readings.set(zone, known);
  }
  let wall = known.get(quarter);
  if (wall === undefined) {
    wall = readClock(zone, quarter * 15 * MINUTE);
    known.set(quarter, wall);
  }
  return wall + minute - quarter * 15;
}

function readClock(zone: string, instant: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return Date.parse(`${format.format(instant).replace(' ', 'T')}:00Z`) / MINUTE;
}
