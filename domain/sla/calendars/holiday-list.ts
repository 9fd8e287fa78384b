/** Public holidays by country and region, and the years in which they are known. */
export interface HolidayList {
  /** Day since 1970-01-01 → English name. */
  of(country: string, region?: string): ReadonlyMap<number, string>;
  readonly years: { readonly from: number; readonly to: number };
  /** May the list be asked about these days? */
  covers(firstDay: number, lastDay: number): boolean;
}

let installed: HolidayList | undefined;

/**
 * The drawn list installs itself where it is imported: wherever calendars are read as people write them. It is large, so functions that
 * only count working time do without it: what they read has its holidays spelled out as dates.
 */
export function installHolidays(list: HolidayList): void {
  installed = list;
}

/** The list in this program. Throws when a calendar names a country and nobody read it with its schema. */
export function holidayList(): HolidayList {
  if (!installed) throw new Error('public holidays are not at hand here: spell the calendar out first');
  return installed;
}
