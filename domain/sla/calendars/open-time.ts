import { CalendarError } from './calendar-error.ts';
import type { Calendar } from './calendars-policy.ts';
import { DAY, dateOf, dayOf, MINUTE, weekdayOf } from './days.ts';
import { holidayList } from './holiday-list.ts';
import { holidayOn } from './holiday-on.ts';
import { type ShiftMinutes, shiftMinutes } from './shifts.ts';
import { instantOf } from './wall-time.ts';
import { zoneOf } from './zone.ts';

const BLOCK_DAYS = 64;
export const BLOCK = BLOCK_DAYS * DAY;

/** 64 days of a calendar as instants: disjoint open intervals in order, cut at the block's edges. */
export interface OpenBlock {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
  /** Open milliseconds of the block before interval i; one more entry at the end, the whole block's. */
  readonly before: readonly number[];
  readonly total: number;
}

/** Block n holds the instants from n × 64 days on. Throws CalendarError where the holidays are not known. */
export type OpenTime = (block: number) => OpenBlock;

const compiled = new WeakMap<Calendar, OpenTime>();

/** The open time of a calendar, worked out block by block when asked for and kept as long as the calendar. */
export function openTimeOf(calendar: Calendar): OpenTime {
  const openTime = compiled.get(calendar) ?? compile(calendar);
  compiled.set(calendar, openTime);
  return openTime;
}

function compile(calendar: Calendar): OpenTime {
  const shiftsOn = shiftsByDay(calendar);
  const blocks = new Map<number, OpenBlock>();
  return (index) => {
    const block = blocks.get(index) ?? blockOf(calendar, shiftsOn, index);
    blocks.set(index, block);
    return block;
  };
}

/** Which shifts start on a day: an exception is stronger than a holiday, a holiday stronger than the week. */
function shiftsByDay({ week, holidays, except }: Calendar): (day: number) => readonly ShiftMinutes[] {
  const weekly = new Map(Object.entries(week).map(([weekday, shifts]) => [weekday, (shifts ?? []).map(shiftMinutes)]));
  const exceptions = new Map(Object.entries(except).map(([date, shifts]) => [dayOf(date), shifts.map(shiftMinutes)]));
  const holiday = holidayOn(holidays);
  return (day) => exceptions.get(day) ?? (holiday(day) !== undefined ? [] : (weekly.get(weekdayOf(day)) ?? []));
}

function blockOf(calendar: Calendar, shiftsOn: (day: number) => readonly ShiftMinutes[], index: number): OpenBlock {
  const firstDay = index * BLOCK_DAYS;
  if (calendar.holidays.some((source) => 'country' in source) && !holidayList().covers(firstDay, firstDay + BLOCK_DAYS - 1)) {
    const years = `from ${holidayList().years.from} to ${holidayList().years.to}`;
    throw new CalendarError(`Public holidays are known ${years}, not on ${dateOf(firstDay)}: list the dates in the calendar instead.`);
  }
  const zone = zoneOf(calendar.zone);
  const start = index * BLOCK;
  const calm = zone.offsetThroughout(start - 5 * DAY, start + BLOCK + 5 * DAY);
  const found: [opens: number, closes: number][] = [];
  // A shift starts up to two days before the instants that it covers: one for the midnight, one for the zone.
  for (let day = firstDay - 2; day <= firstDay + BLOCK_DAYS + 1; day += 1) {
    for (const shift of shiftsOn(day)) {
      const opens = day * DAY + shift.opens * MINUTE;
      const closes = day * DAY + shift.closes * MINUTE;
      const from = calm === undefined ? instantOf(zone, opens, 'opening') : opens - calm;
      const to = calm === undefined ? instantOf(zone, closes, 'closing') : closes - calm;
      if (to > start && from < start + BLOCK && to > from) found.push([Math.max(from, start), Math.min(to, start + BLOCK)]);
    }
  }
  return merged(found.sort((a, b) => a[0] - b[0]));
}

/** Intervals that overlap or touch become one. */
function merged(sorted: readonly (readonly [opens: number, closes: number])[]): OpenBlock {
  const opens: number[] = [];
  const closes: number[] = [];
  for (const [from, to] of sorted) {
    const last = closes.length - 1;
    if (last >= 0 && from <= closes[last]!) closes[last] = Math.max(closes[last]!, to);
    else {
      opens.push(from);
      closes.push(to);
    }
  }
  const before = [0];
  for (let i = 0; i < opens.length; i += 1) before.push(before[i]! + closes[i]! - opens[i]!);
  return { opens, closes, before, total: before.at(-1)! };
}
