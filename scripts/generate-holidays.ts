import { readFileSync, writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

/**
 * Draws domain/sla/calendars/generated/public-holidays.json from date-holidays (its data is CC BY-SA 3.0).
 * A year more at both ends than may be asked about. Run it after an update of date-holidays: `node scripts/generate-holidays.ts`. Whole public holidays only; a half day is for `except`.
 */
const FROM = 2009;
const TO = 2041;
const target = new URL('../domain/sla/calendars/generated/public-holidays.json', import.meta.url);
const WHOLE_DAY_HOURS = 22.9;

const dateLists = new Map<string, number>();
const names = new Map<string, number>();
const index = (known: Map<string, number>, key: string): number => {
  if (!known.has(key)) known.set(key, known.size);
  return known.get(key) ?? 0;
};

const countries: Record<string, { regions: string[]; days: (number | string)[][] }> = {};
for (const country of Object.keys(new Holidays().getCountries()).sort()) countries[country] = drawCountry(country);

const { version } = JSON.parse(readFileSync(new URL('../node_modules/date-holidays/package.json', import.meta.url), 'utf8'));
const head = {
  source: `date-holidays ${version}`,
  licence: 'CC BY-SA 3.0, drawn from Wikipedia by the authors of date-holidays',
  from: FROM,
  to: TO,
};
const lists = { names: [...names.keys()], dates: [...dateLists.keys()] };
const lines = Object.entries(countries).map(([code, value]) => `"${code}":${JSON.stringify(value)}`);
writeFileSync(
  target,
  `${JSON.stringify({ ...head, ...lists })
    .slice(0, -1)
    .replaceAll('","', '",\n"')},\n"countries":{\n${lines.join(',\n')}\n}}\n`,
);

/** Rows `[name, dates]` for the whole country, `[name, dates, regions]` where only some keep the day; '' is the country without a region. */
function drawCountry(country: string): { regions: string[]; days: (number | string)[][] } {
  const regions = Object.keys(new Holidays().getStates(country, 'en') ?? {}).sort();
  const keptBy = new Map<string, Map<string, string[]>>();
  for (const region of ['', ...regions]) {
    for (const [date, name] of daysOf(country, region)) {
      const byDate = keptBy.get(name) ?? new Map<string, string[]>();
      keptBy.set(name, byDate.set(date, [...(byDate.get(date) ?? []), region]));
    }
  }
  const days: (number | string)[][] = [];
  for (const [name, byDate] of keptBy) {
    const byRegions = Map.groupBy([...byDate.keys()].sort(), (date) => byDate.get(date)?.join(' ') ?? '');
    for (const [where, dates] of byRegions) {
      const row = [index(names, name), index(dateLists, compact(dates))];
      days.push(where === ['', ...regions].join(' ') ? row : [...row, where]);
    }
  }
  return { regions, days };
}

function daysOf(country: string, region: string): Map<string, string> {
  const source = region === '' ? new Holidays(country) : new Holidays(country, region);
  source.setLanguages('en');
  const days = new Map<string, string>();
  for (let year = FROM; year <= TO; year += 1) {
    for (const holiday of source.getHolidays(year)) {
      const hours = (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
      if (holiday.type !== 'public' || hours < WHOLE_DAY_HOURS) continue;
      const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`);
      for (let day = 0; day < Math.round(hours / 24); day += 1) {
        const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
        if (!days.has(date)) days.set(date, holiday.name);
      }
    }
  }
  return days;
}

/** `0101` stands for 1 January of every year; other lists are `yyMMdd`. */
function compact(dates: string[]): string {
  const monthDays = new Set(dates.map((date) => date.slice(5)));
  if (dates.length === TO - FROM + 1 && monthDays.size === 1) return [...monthDays].join('').replace('-', '');
  return dates.map((date) => date.slice(2).replaceAll('-', '')).join(' ');
}
