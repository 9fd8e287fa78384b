import { Temporal } from 'temporal-polyfill';
import { HOUR } from './days.ts';
import type { Zone } from './zone.ts';

/** No wall clock was ever further than this from UTC (Manila until 1844), so a change further away does not matter. */
const REACH = 16 * HOUR;

/** An opening is the first of two equal wall times, a closing the second; both move forward by the gap where the wall time is missing. */
export type Side = 'opening' | 'closing';
const choice = { opening: 'compatible', closing: 'later' } as const;

/** The instant at which a zone's wall clock shows `wall` (milliseconds, as if it were UTC). */
export function instantOf(zone: Zone, wall: number, side: Side): number {
  const offset = zone.offsetThroughout(wall - REACH, wall + REACH);
  if (offset !== undefined) return wall - offset;
  const onTheClock = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  return onTheClock.toZonedDateTime(zone.name, { disambiguation: choice[side] }).epochMilliseconds;
}
