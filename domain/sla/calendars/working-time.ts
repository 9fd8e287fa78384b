import { CalendarError } from './calendar-error.ts';
import type { Calendar } from './calendars-policy.ts';
import { DAY, MINUTE } from './days.ts';
import { BLOCK, type OpenBlock, openTimeOf } from './open-time.ts';

const YEAR = 365.25 * DAY;
/** A calendar that stays closed for so long has no next opening. */
const CLOSED_FOR_GOOD = 10 * YEAR;
/** No question spans more than this: it ends every search. */
const REACH = 100 * YEAR;

/**
 * The instant at which so many working minutes after `from` have elapsed. Exactly at a closing it stays there; a start outside hours
 * counts from the next opening; no minutes give `from` itself. Throws CalendarError for minutes that are negative or not whole, and
 * for a calendar that never gets there.
 */
export function deadlineAfter(calendar: Calendar, from: Date, minutes: number): Date {
  if (!Number.isSafeInteger(minutes) || minutes < 0) {
    throw new CalendarError(`minutes must be a whole number, 0 or more, not ${minutes}.`);
  }
  const start = instantIn(from, 'from');
  if (minutes === 0) return new Date(start);
  const openTime = openTimeOf(calendar);
  const first = Math.floor(start / BLOCK);
  let left = workedUntil(openTime(first), start) + minutes * MINUTE;
  let lastOpen = start;
  for (let index = first; ; index += 1) {
    const block = openTime(index);
    if (left <= block.total) return new Date(whereReached(block, left));
    left -= block.total;
    lastOpen = Math.max(lastOpen, block.closes.at(-1) ?? 0);
    if ((index + 1) * BLOCK - lastOpen > CLOSED_FOR_GOOD) throw neverOpen(lastOpen);
    if ((index + 1) * BLOCK - start > REACH) {
      throw new CalendarError(`${minutes} working minutes of this calendar take more than 100 years: ask for fewer, or open it more.`);
    }
  }
}

/** Working milliseconds from one instant to a later one. Throws CalendarError when `to` is earlier. */
export function workingMilliseconds(calendar: Calendar, from: Date, to: Date): number {
  const [start, end] = [instantIn(from, 'from'), instantIn(to, 'to')];
  if (end < start) throw new CalendarError('"to" is earlier than "from": exchange them.');
  if (end - start > REACH) throw new CalendarError('"from" and "to" are more than 100 years apart: ask about a shorter time.');
  const openTime = openTimeOf(calendar);
  const [first, last] = [Math.floor(start / BLOCK), Math.floor(end / BLOCK)];
  let worked = workedUntil(openTime(last), end) - workedUntil(openTime(first), start);
  for (let index = first; index < last; index += 1) worked += openTime(index).total;
  return worked;
}

/** Working minutes from one instant to a later one, with a fraction where they do not fall on whole minutes. */
export function workingMinutes(calendar: Calendar, from: Date, to: Date): number {
  return workingMilliseconds(calendar, from, to) / MINUTE;
}

/** The first open instant at or after `at`: `at` itself inside hours. Throws CalendarError when the calendar stays closed for ten years. */
export function nextOpening(calendar: Calendar, at: Date): Date {
  const start = instantIn(at, 'at');
  const openTime = openTimeOf(calendar);
  for (let index = Math.floor(start / BLOCK); index * BLOCK - start < CLOSED_FOR_GOOD; index += 1) {
    const { opens, closes } = openTime(index);
    const open = closes.findIndex((closing) => closing > start);
    if (open >= 0) return new Date(Math.max(start, opens[open]!));
  }
  throw neverOpen(start);
}

/** Is the calendar open at that instant? It is at an opening, and no longer at a closing. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const instant = instantIn(at, 'at');
  const { opens, closes } = openTimeOf(calendar)(Math.floor(instant / BLOCK));
  return closes.some((closing, i) => closing > instant && opens[i]! <= instant);
}

/** Open milliseconds of a block before an instant in it. */
function workedUntil(block: OpenBlock, instant: number): number {
  const next = firstIndex(block.opens, (opens) => opens >= instant);
  return next === 0 ? 0 : Math.min(block.before[next]!, block.before[next - 1]! + instant - block.opens[next - 1]!);
}

/** The instant of a block at which so many open milliseconds (more than none) have passed, the earliest one: a closing, not an opening. */
function whereReached(block: OpenBlock, worked: number): number {
  const passed = firstIndex(block.before, (before) => before >= worked);
  return block.closes[passed - 1]! - (block.before[passed]! - worked);
}

/** Binary search in a list on which `holds` is false, then true. */
function firstIndex(list: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function neverOpen(since: number): CalendarError {
  const day = new Date(since).toISOString().slice(0, 10);
  return new CalendarError(`This calendar has no open time in the ten years after ${day}: give its week some shifts.`);
}

/** Milliseconds of an instant from 1900 to 2999, the years in which zones are worth asking. */
function instantIn(date: Date, what: string): number {
  const instant = date.getTime();
  if (instant >= Date.UTC(1900) && instant < Date.UTC(3000)) return instant;
  throw new CalendarError(`"${what}" must be an instant from 1900 to 2999.`);
}
