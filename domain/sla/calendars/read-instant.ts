import { CalendarError } from './calendar-error.ts';

const WRITTEN = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/** Reads an RFC 3339 instant in UTC, to the second or the millisecond. Throws CalendarError naming the field. */
export function readInstant(value: unknown, field: string): Date {
  const instant = typeof value === 'string' && WRITTEN.test(value) ? new Date(value) : undefined;
  // 30 February would silently become another day.
  if (instant && instant.getUTCDate() === Number(String(value).slice(8, 10))) return instant;
  throw new CalendarError(`"${field}" must be an instant in UTC such as 2026-03-02T09:00:00Z, not ${JSON.stringify(value)}.`);
}

/** Writes an instant to the second, or to the millisecond when `like` was written so or it does not fall on a second. */
export function writeInstant(instant: Date, like: string): string {
  const written = instant.toISOString();
  return like.includes('.') || !written.endsWith('.000Z') ? written : `${written.slice(0, 19)}Z`;
}
