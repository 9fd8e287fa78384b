import { Temporal } from 'temporal-polyfill';

/** The instant an ISO 8601 duration after (or, with a leading minus, before) another one, on the UTC calendar. */
export function plus(instant: Date | string, duration: string): string {
  const start = Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime());
  const end = start.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration));
  return new Date(end.epochMilliseconds).toISOString();
}
