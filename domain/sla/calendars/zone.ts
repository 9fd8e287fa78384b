import { DAY } from './days.ts';

/** Milliseconds that a zone's wall clock is ahead of UTC, from an instant until the next stretch. */
interface Stretch {
  readonly from: number;
  readonly offset: number;
}

/** Offsets are read from the runtime's zone data in pieces of 64 days and kept. Since 1970 no zone changed twice within six days. */
const PIECE = 64 * DAY;
const STEP = 4 * DAY;

/** A time zone as a lookup table: what its wall clock shows, cheaply. */
export interface Zone {
  readonly name: string;
  /** The offset that holds from one instant through another, or undefined when it changes in between. */
  offsetThroughout(from: number, to: number): number | undefined;
}

const zones = new Map<string, Zone>();

/** Does the runtime know a zone of that name? Asking it is slow, so a name found good is kept. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    zoneOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zone of that IANA name; a name that `isZone` refuses throws. */
export function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? tableOf(name);
  zones.set(name, zone);
  return zone;
}

function tableOf(name: string): Zone {
  const offsetAt = offsetReader(name);
  const pieces = new Map<number, readonly Stretch[]>();
  const piece = (index: number): readonly Stretch[] => {
    const known = pieces.get(index) ?? stretches(offsetAt, index * PIECE);
    pieces.set(index, known);
    return known;
  };
  return {
    name,
    offsetThroughout: (from, to) => {
      let offset: number | undefined;
      for (let index = Math.floor(from / PIECE); index <= Math.floor(to / PIECE); index += 1) {
        const inPiece = piece(index);
        for (let i = 0; i < inPiece.length; i += 1) {
          const stretch = inPiece[i]!;
          const end = inPiece[i + 1]?.from ?? (index + 1) * PIECE;
          if (stretch.from > to || end <= from) continue;
          if (offset !== undefined && offset !== stretch.offset) return undefined;
          offset = stretch.offset;
        }
      }
      return offset;
    },
  };
}

function stretches(offsetAt: (instant: number) => number, start: number): Stretch[] {
  const found: Stretch[] = [{ from: start, offset: offsetAt(start) }];
  for (let at = start; at < start + PIECE; at += STEP) {
    const before = found.at(-1)!.offset;
    const offset = offsetAt(at + STEP);
    if (offset !== before) found.push({ from: changeBetween(offsetAt, at, at + STEP, before), offset });
  }
  return found.filter(({ from }) => from < start + PIECE);
}

/** The first whole second after `low` whose offset is no longer `before`. */
function changeBetween(offsetAt: (instant: number) => number, low: number, high: number, before: number): number {
  let [from, to] = [low, high];
  while (to - from > 1000) {
    const middle = from + Math.floor((to - from) / 2000) * 1000;
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

/** Reads `12/24/2026, 18:30:00`: one formatted string is three times as fast as its parts. */
function offsetReader(timeZone: string): (instant: number) => number {
  const two = '2-digit';
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  const wall = new Intl.DateTimeFormat('en-US', { ...fields, timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' });
  return (instant) => {
    const text = wall.format(instant);
    const [month, day, year] = [Number(text.slice(0, 2)), Number(text.slice(3, 5)), Number(text.slice(6, 10))];
    return Date.UTC(year, month - 1, day, Number(text.slice(12, 14)), Number(text.slice(15, 17)), Number(text.slice(18, 20))) - instant;
  };
}
