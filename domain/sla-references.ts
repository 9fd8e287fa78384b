import type { PeoplePolicy } from './people/people-policy.ts';
import type { ReferenceFault } from './policy-references.ts';
import { CalendarError } from './sla/calendars/calendar-error.ts';
import type { CalendarsPolicy } from './sla/calendars/calendars-policy.ts';
import { nextOpening } from './sla/calendars/working-time.ts';
import { checkSlaPolicy } from './sla/check-sla-policy.ts';
import type { SlaPolicy } from './sla/sla-policy.ts';

/** The other policies in their newest versions; undefined: nobody published one yet. */
export interface AroundSla {
  readonly sla?: SlaPolicy | undefined;
  readonly calendars?: CalendarsPolicy | undefined;
  readonly people?: PeoplePolicy | undefined;
}

/** What a new sla policy names in vain. Without a people policy nobody is asked for; calendars must be there before targets name them. */
export function faultsOfSla(sla: SlaPolicy, { calendars = {}, people }: AroundSla): ReferenceFault[] {
  const names = Object.keys(calendars);
  const faults = checkSlaPolicy(people ? sla : { ...sla, ladder: [], fallback: [] }, names, people ?? []);
  return faults.map(({ pointer, message }) => ({ path: pathOf(pointer), message }));
}

/** Calendars that never open, which would hold a clock for ever, and those that the sla policy names and that would be gone. */
export function faultsOfCalendars(calendars: CalendarsPolicy, { sla }: AroundSla, on: Date): ReferenceFault[] {
  const closed = Object.entries(calendars).flatMap(([name, calendar]): ReferenceFault[] => {
    try {
      nextOpening(calendar, on);
      return [];
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      return [{ path: [name], message: error.message }];
    }
  });
  const missing = [...new Set(sla?.targets.map(({ calendar }) => calendar) ?? [])].filter((name) => !Object.hasOwn(calendars, name));
  const gone = missing.map((name) => ({ path: [], message: `Keep “${name}”, or let the sla policy name another calendar first.` }));
  return [...closed, ...gone];
}

/** Whom the sla policy names and who would be gone. */
export function faultsOfStaff(people: PeoplePolicy, { sla, calendars = {} }: AroundSla): ReferenceFault[] {
  if (!sla) return [];
  const named = checkSlaPolicy(sla, [...Object.keys(calendars), ...sla.targets.map(({ calendar }) => calendar)], people);
  return named.map(({ message }) => ({ path: [], message: `The sla policy names somebody of this list: ${message}.` }));
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
