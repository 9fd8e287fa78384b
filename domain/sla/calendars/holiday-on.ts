import { dayOf } from './days.ts';
import { holidayList } from './holiday-list.ts';
import type { HolidaySource } from './holidays.ts';

/** The name of the holiday on a day (since 1970-01-01), if it is one: then no shift starts. */
export function holidayOn(sources: readonly HolidaySource[]): (day: number) => string | undefined {
  const own = new Map(sources.flatMap((source) => ('date' in source ? [[dayOf(source.date), source.name ?? source.date] as const] : [])));
  const lists = sources.flatMap((source) => ('country' in source ? [holidayList().of(source.country, source.region)] : []));
  const all = [own, ...lists].filter((days) => days.size > 0);
  return (day) => all.find((days) => days.has(day))?.get(day);
}
