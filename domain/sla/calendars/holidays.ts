import * as z from 'zod';
import { regionsOf } from './public-holidays.ts';

/** The public holidays of a country (ISO 3166, `GB`) or of one of its regions (`{"country":"GB","region":"SCT"}`, also written `"GB-SCT"`). */
const OfCountry = z.strictObject({ country: z.string(), region: z.string().optional() }).superRefine(({ country, region }, context) => {
  const regions = regionsOf(country);
  if (!regions) {
    context.addIssue({
      code: 'custom',
      path: ['country'],
      message: `no holidays are known for "${country}": take an ISO 3166 code such as GB, or list the dates`,
    });
  } else if (region !== undefined && !regions.includes(region)) {
    const others = regions.length > 0 ? `its regions are ${regions.join(' ')}` : 'leave the region out';
    context.addIssue({
      code: 'custom',
      path: ['region'],
      message: `"${region}" is no region of ${country} whose holidays differ: ${others}`,
    });
  }
});
const OfDate = z.strictObject({ date: z.iso.date('a date such as 2026-12-25'), name: z.string().min(1).max(100).optional() });
const Source = z.union([OfCountry, OfDate]);
export type HolidaySource = z.infer<typeof Source>;

/**
 * When a calendar is closed: `"GB"`, `{country, region?}`, `{date, name?}`, `"2026-12-24"`, or a list of these. One day that is
 * open all the same, or open shorter, is written in `except`.
 */
export const Holidays = z
  .preprocess((value) => (Array.isArray(value) ? value : [value]).map(spelledOut), z.array(Source).max(1000))
  .default([]);

function spelledOut(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [country, region] = value.split('-', 2);
  if (/^\d/.test(value)) return { date: value };
  return region === undefined ? { country } : { country, region };
}
