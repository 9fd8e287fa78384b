import type { CalendarsPolicy } from './calendars-policy.ts';
import { dateOf, dayOf } from './days.ts';
import { holidayList } from './holiday-list.ts';

/** The dates of the public holidays that calendars name, by country and region (`GB-ENG`): kept beside a published policy. */
export type HolidayDates = Readonly<Record<string, readonly string[]>>;

const keyOf = ({ country, region }: { country: string; region?: string | undefined }) => (region ? `${country}-${region}` : country);

/** Draws the public holidays that the calendars name, for all years that are known. Deadlines then hold what was published. */
export function holidayDates(calendars: CalendarsPolicy): HolidayDates {
  const { years } = holidayList();
  const [first, last] = [dayOf(`${years.from}-01-01`), dayOf(`${years.to}-12-31`)];
  const named = Object.values(calendars).flatMap(({ holidays }) => holidays.flatMap((source) => ('country' in source ? [source] : [])));
  return Object.fromEntries(
    named.map((source) => {
      const days = [...holidayList().of(source.country, source.region).keys()].filter((day) => first <= day && day <= last);
      return [keyOf(source), days.sort((a, b) => a - b).map(dateOf)];
    }),
  );
}

/** The calendars with every public holiday as a date of its own. */
export function spelledOut(calendars: CalendarsPolicy, dates: HolidayDates): CalendarsPolicy {
  return Object.fromEntries(
    Object.entries(calendars).map(([name, calendar]) => {
      const holidays = calendar.holidays.flatMap((source) =>
        'date' in source ? [source] : (dates[keyOf(source)] ?? []).map((date) => ({ date })),
      );
      return [name, { ...calendar, holidays }];
    }),
  );
}
