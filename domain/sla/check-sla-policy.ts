import type { PeoplePolicy } from '../people/people-policy.ts';
import { Role } from '../people/people-policy.ts';
import type { SlaPolicy } from './sla-policy.ts';

/** What a policy says about other policies that is not so; `pointer` leads into the sla policy. */
export interface SlaPolicyFault {
  readonly pointer: string;
  readonly message: string;
}

/** Checks the names that the sla policy takes from the calendars and people policies. The publisher calls it; empty means fine. */
export function checkSlaPolicy(policy: SlaPolicy, calendars: readonly string[], people: PeoplePolicy): SlaPolicyFault[] {
  const targets = policy.targets.flatMap(({ calendar }, index): SlaPolicyFault[] => {
    if (calendars.includes(calendar)) return [];
    const known = calendars.length > 0 ? `. There are: ${calendars.join(', ')}` : '';
    return [{ pointer: `/targets/${index}/calendar`, message: `there is no calendar “${calendar}”${known}` }];
  });
  const rungs = policy.ladder.flatMap(({ to }, index) => unknown(to, people, `/ladder/${index}/to`));
  return [...targets, ...rungs, ...unknown(policy.fallback, people, '/fallback')];
}

function unknown(to: readonly string[], people: PeoplePolicy, at: string): SlaPolicyFault[] {
  return to.flatMap((name, index) => {
    if (isKnown(name, people)) return [];
    return [{ pointer: `${at}/${index}`, message: `“${name}” is neither a colleague’s address, a role, a team, owner nor deputy` }];
  });
}

function isKnown(name: string, people: PeoplePolicy): boolean {
  if (name === 'owner' || name === 'deputy') return true;
  if (Role.options.some((role) => role === name)) return people.some((person) => person.roles.some((role) => role === name));
  return people.some((person) => person.team === name || person.email.toLowerCase() === name.trim().toLowerCase());
}
