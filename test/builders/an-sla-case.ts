import type { CalendarsPolicy } from '../../domain/sla/calendars/calendars-policy.ts';
import { CalendarsPolicy as Calendars } from '../../domain/sla/calendars/calendars-policy.ts';
import type { SlaRecord } from '../../domain/sla/case-story.ts';
import { type SlaClock, type SlaInput, type SlaStretch, slaClocks } from '../../domain/sla/sla-clock.ts';
import type { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { SlaPolicy } from '../../domain/sla/sla-policy.ts';
import type { SlaEdition } from '../../domain/sla/sla-terms.ts';
import type { CaseFacts } from '../../domain/sla/target-for.ts';
import { calendarShelf } from '../../domain/sla/working-time.ts';

const day = [['09:00', '17:00']];
const lunch = [
  ['09:00', '12:30'],
  ['13:30', '17:30'],
];
const all = [['00:00', '24:00']];
const weekdays = (shifts: string[][]) => ({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts });

/** `office` 9 to 5 in UTC, `lunch` with a break, `london` and `always`. */
export const calendars: CalendarsPolicy = Calendars.parse({
  office: { zone: 'UTC', week: weekdays(day), holidays: [], except: {} },
  lunch: { zone: 'UTC', week: weekdays(lunch), holidays: [], except: {} },
  london: { zone: 'Europe/London', week: weekdays(day), holidays: [], except: { '2026-04-03': [], '2026-04-06': [] } },
  always: { zone: 'UTC', week: { ...weekdays(all), sat: all, sun: all }, holidays: [], except: {} },
});
export const shelf = calendarShelf(calendars);

export const facts: CaseFacts = { kind: 'return', priority: 'normal', country: 'GB' };
export const target = (measure: SlaMeasure, duration: string, calendar = 'office', when = {}) => ({ when, measure, duration, calendar });

/** A policy; unless told otherwise, first response in four hours and resolution in five office days, waiting for the customer paused. */
export function anSlaPolicy(differs: Record<string, unknown> = {}): SlaPolicy {
  return SlaPolicy.parse({
    targets: [target('first-response', 'PT4H'), target('next-response', 'PT4H'), target('resolution', 'PT40H')],
    pauseOn: ['awaiting-customer'],
    ...differs,
  });
}

export function edition(policy: SlaPolicy, from = '2026-01-01T00:00:00Z'): SlaEdition {
  return { from, policy, calendars: shelf };
}

/** A log from rows `[instant, type, data?]`, numbered from 1. */
export function aLog(...rows: readonly (readonly [at: string, type: string, data?: Record<string, unknown>])[]): SlaRecord[] {
  return rows.map(([occurredAt, type, data = {}], index) => ({ type: `${type}.v1`, occurredAt, version: index + 1, data }));
}

export function stretch(measure: SlaMeasure, input: Omit<SlaInput, 'now' | 'facts'> & { now: string; facts?: CaseFacts }): SlaStretch {
  const found = slaClocks({ facts, ...input, now: new Date(input.now) }).find(({ clock }) => clock.measure === measure);
  if (!found) throw new Error(`no clock for ${measure}`);
  return found;
}

/** The clock of a measure under one policy. */
export function clock(measure: SlaMeasure, records: readonly SlaRecord[], now: string, policy = anSlaPolicy(), of = facts): SlaClock {
  return stretch(measure, { records, editions: [edition(policy)], now, facts: of }).clock;
}
