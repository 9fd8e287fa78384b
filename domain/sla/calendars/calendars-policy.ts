import * as z from 'zod';
import { Holidays } from './holidays.ts';
import { Shifts } from './shifts.ts';
import { isZone } from './zone.ts';

const ADate = z.iso.date();

const Zone = z.string().refine(isZone, {
  error: ({ input }) => `"${input}" is no time zone: take a name of the IANA list such as Europe/London`,
});

/** What a weekday is open; a day that is not named is closed. */
const Week = z.strictObject({
  mon: Shifts.optional(),
  tue: Shifts.optional(),
  wed: Shifts.optional(),
  thu: Shifts.optional(),
  fri: Shifts.optional(),
  sat: Shifts.optional(),
  sun: Shifts.optional(),
});

const Closed = z.literal('closed').transform((): Shifts => []);

const badDate = ({ code }: { code: string }) => (code === 'invalid_key' ? 'a date such as 2026-12-24' : undefined);

/** Own exceptions, stronger than week and holidays: date → shifts, `[]` or `"closed"`. A plain list of dates closes each of them. */
const Except = z
  .preprocess(
    (value) => (Array.isArray(value) ? Object.fromEntries(value.map((date) => [date, []])) : value),
    z.record(ADate, z.union([Closed, Shifts], 'shifts such as [["09:00","12:00"]], or "closed"'), { error: badDate }),
  )
  .default({});

/** When somebody works, in their own wall time. */
export const Calendar = z.strictObject({ zone: Zone, week: Week, holidays: Holidays, except: Except });
export type Calendar = z.output<typeof Calendar>;

const CalendarName = z.string().min(1).max(64);

/** All calendars by name (interface: Policies). Targets name the calendar of their team, channel or market. */
export const CalendarsPolicy = z.record(CalendarName, Calendar);
export type CalendarsPolicy = z.output<typeof CalendarsPolicy>;
