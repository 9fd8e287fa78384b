import fc from 'fast-check';
import type { PlainCalendar } from './minute-oracle.ts';

/** Forty zones, those with odd changes among them: half an hour, two hours, at midnight, around Ramadan, none at all. */
export const zones =
  'Australia/Lord_Howe Pacific/Apia Africa/Casablanca Antarctica/Troll Pacific/Chatham America/St_Johns Africa/Cairo Asia/Beirut Asia/Gaza Africa/El_Aaiun America/Havana America/Santiago America/Asuncion America/Nuuk America/Scoresbysund Atlantic/Azores Asia/Jerusalem Asia/Hebron Pacific/Easter Pacific/Norfolk Australia/Adelaide Australia/Sydney Pacific/Auckland Europe/London Europe/Dublin Europe/Berlin Europe/Lisbon Europe/Chisinau Europe/Athens America/New_York America/Los_Angeles America/Halifax America/Port-au-Prince America/Miquelon America/Tijuana Atlantic/Bermuda Asia/Almaty Asia/Jakarta Asia/Kathmandu UTC'.split(
    ' ',
  );

const wallTime = fc
  .oneof(
    fc.integer({ min: 0, max: 20 }).map((quarter) => quarter * 15),
    fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    fc.nat(1439),
  )
  .map(written);
const shift = fc
  .tuple(wallTime, fc.oneof({ weight: 9, arbitrary: wallTime }, { weight: 1, arbitrary: fc.constant('24:00') }))
  .filter(([opens, closes]) => opens !== closes);
const shifts = fc.oneof(
  { weight: 1, arbitrary: fc.constant([['00:00', '24:00']] as [string, string][]) },
  { weight: 9, arbitrary: fc.array(shift, { maxLength: 3 }) },
);

/** Any calendar of a zone, with holidays and exceptions in the days around an instant. */
export function calendarAround(zone: string, instant: number): fc.Arbitrary<PlainCalendar> {
  const date = fc.integer({ min: -3, max: 8 }).map((day) => new Date(instant + day * 86_400_000).toISOString().slice(0, 10));
  const week = fc.record(
    { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts },
    { requiredKeys: [] },
  );
  const around = fc.record({ week, holidays: fc.array(date, { maxLength: 2 }), except: fc.dictionary(date, shifts, { maxKeys: 2 }) });
  return around.map((rest) => ({ zone, ...(rest as Omit<PlainCalendar, 'zone'>) }));
}

function written(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
