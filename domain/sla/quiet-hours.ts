import { Temporal } from 'temporal-polyfill';
import type { Person } from '../people/people-policy.ts';
import { instantOf } from './working-time.ts';

/** The instant itself when the person may be disturbed, otherwise the end of their night, on their own wall clock. */
export function awakeFrom({ quiet: [from, until], zone }: Pick<Person, 'quiet' | 'zone'>, at: string): string {
  const here = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const wall = here.toPlainTime().toString({ smallestUnit: 'minute' });
  const overMidnight = from > until;
  const asleep = overMidnight ? wall >= from || wall < until : wall >= from && wall < until;
  if (!asleep) return instantOf(at);
  const day = here.toPlainDate().add({ days: overMidnight && wall >= from ? 1 : 0 });
  const ends = (disambiguation: 'compatible' | 'later') =>
    day.toPlainDateTime(Temporal.PlainTime.from(until)).toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  // Of a doubled hour the first end may be past already.
  return instantOf(ends('compatible') > here.epochMilliseconds ? ends('compatible') : ends('later'));
}
