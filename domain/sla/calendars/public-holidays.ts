import { dayOf } from './days.ts';
import drawn from './generated/public-holidays.json' with { type: 'json' };
import { installHolidays } from './holiday-list.ts';

/** `[name, dates]`, or `[name, dates, regions]` where only some regions keep the day ('' is the country without a region). */
type Row = readonly (number | string)[];
const countries: Readonly<Record<string, { readonly regions: readonly string[]; readonly days: readonly Row[] }>> = drawn.countries;
const known = new Map<string, ReadonlyMap<number, string>>();

/** The first and last year that may be asked about; the list knows one more at both ends, so that pieces of time may overlap them. */
export const holidayYears = { from: drawn.from + 1, to: drawn.to - 1 } as const;

/** The regions of a country whose holidays may differ, or undefined when the list has no such country. */
export function regionsOf(country: string): readonly string[] | undefined {
  return Object.hasOwn(countries, country) ? countries[country]?.regions : undefined;
}

/** Whole public holidays (day since 1970-01-01 → English name). Dates of a moon calendar are forecasts: correct them with `except`. */
export function publicHolidays(country: string, region = ''): ReadonlyMap<number, string> {
  const key = `${country}-${region}`;
  const days =
    known.get(key) ?? new Map(rowsOf(country, region).flatMap(([name, dates]) => expand(Number(dates)).map((day) => [day, nameOf(name)])));
  known.set(key, days);
  return days;
}

/** May the list be asked about these 64 days or fewer? It may when one of them is in the years that may be asked about. */
export function holidaysAreKnown(firstDay: number, lastDay: number): boolean {
  return lastDay >= dayOf(`${holidayYears.from}-01-01`) && firstDay < dayOf(`${holidayYears.to + 1}-01-01`);
}

function rowsOf(country: string, region: string): Row[] {
  return (countries[country]?.days ?? []).filter(([, , regions]) => regions === undefined || String(regions).split(' ').includes(region));
}

function nameOf(name: Row[number] | undefined): string {
  return drawn.names[Number(name)] ?? '';
}

/** `0101` is every year's first of January; `260101 270101` are two days. */
function expand(list: number): number[] {
  const dates = drawn.dates[list] ?? '';
  if (dates.length !== 4) return dates.split(' ').map((date) => dayOf(`20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`));
  const years = Array.from({ length: drawn.to - drawn.from + 1 }, (_, index) => drawn.from + index);
  return years.map((year) => dayOf(`${year}-${dates.slice(0, 2)}-${dates.slice(2)}`));
}

installHolidays({ of: publicHolidays, years: holidayYears, covers: holidaysAreKnown });
