import { personIdOf } from '../identifiers.ts';
import { type PeoplePolicy, type Person, personByEmail, personById } from '../people/people-policy.ts';
import { deputiesOf, standInFor } from '../people/stand-in.ts';
import type { PolicyRung } from './sla-policy.ts';

/** Who works here and who owns the case: an address, a person id, a role or a team. */
export interface Colleagues {
  readonly people: PeoplePolicy;
  readonly owner?: string;
  readonly fallback: readonly string[];
}

/** Whom a rung reaches, and how: as named, through a deputy, on a later level, or the last resort. */
export interface Reach {
  readonly people: readonly Person[];
  readonly how: 'named' | 'deputy' | 'next-level' | 'fallback';
}

/** Who heard of earlier rungs of the same stretch, by person id. */
export interface Heard {
  readonly to: readonly string[];
  readonly people: readonly string[];
}

/**
 * Whom a rung reaches at an instant. Absent people are stood in for by their deputies, and those by theirs. A level on which nobody is in
 * reach, or on which only people stand who heard already for another reason, passes to the next level that has somebody new; a level
 * that names the same people again does so on purpose. When nobody at all is in reach, the fallback hears, absent or not.
 */
export function reachOf(rung: PolicyRung, above: readonly PolicyRung[], heard: readonly Heard[], colleagues: Colleagues, on: Date): Reach {
  const level = present(rung.to, colleagues, on);
  const onPurpose = [...rung.to].sort().join();
  const byAccident = new Set(heard.filter(({ to }) => [...to].sort().join() !== onPurpose).flatMap(({ people }) => people));
  const fresh = level.filter(({ person }) => !byAccident.has(personIdOf(person.email)));
  if (fresh.length > 0) return reached(fresh);
  const everybody = new Set(heard.flatMap(({ people }) => people));
  for (const next of above) {
    const people = present(next.to, colleagues, on).map(({ person }) => person);
    const others = people.filter((person) => !everybody.has(personIdOf(person.email)));
    if (others.length > 0) return { people: others, how: 'next-level' };
  }
  if (level.length > 0) return reached(level);
  const anybody = above.map((next) => present(next.to, colleagues, on)).find((people) => people.length > 0);
  if (anybody) return { people: anybody.map(({ person }) => person), how: 'next-level' };
  return { people: lastResort(colleagues, on), how: 'fallback' };
}

interface Present {
  readonly person: Person;
  readonly deputy: boolean;
}

function reached(found: readonly Present[]): Reach {
  return { people: found.map(({ person }) => person), how: found.every(({ deputy }) => deputy) ? 'deputy' : 'named' };
}

/** The fallback's people or their deputies; all of the fallback when even those are away; managers when it names nobody. */
function lastResort(colleagues: Colleagues, on: Date): Person[] {
  const inReach = present(colleagues.fallback, colleagues, on).map(({ person }) => person);
  if (inReach.length > 0) return inReach;
  const named = colleagues.fallback.flatMap((name) => namedBy(name, colleagues));
  return named.length > 0 ? distinct(named) : colleagues.people.filter((person) => person.roles.includes('manager'));
}

function present(to: readonly string[], colleagues: Colleagues, on: Date): Present[] {
  const found = to
    .flatMap((name) => namedBy(name, colleagues))
    .map((person) => ({ person, standIn: standInFor(person, colleagues.people, on) }));
  const seen = new Set<Person>();
  return found.flatMap(({ person, standIn }) => {
    if (!standIn || seen.has(standIn)) return [];
    seen.add(standIn);
    return [{ person: standIn, deputy: standIn !== person }];
  });
}

function namedBy(name: string, colleagues: Colleagues): Person[] {
  const { people, owner } = colleagues;
  if (name === 'owner') return owner === undefined || owner === 'owner' || owner === 'deputy' ? [] : namedBy(owner, colleagues);
  if (name === 'deputy') return namedBy('owner', colleagues).flatMap((person) => deputiesOf(person, people));
  const one = personByEmail(people, name) ?? personById(people, name);
  if (one) return [one];
  // Tasks are owned by `agents` as well as by `agent`.
  const group = people.filter((person) => person.roles.some((role) => role === name || `${role}s` === name));
  return group.length > 0 ? group : people.filter((person) => person.team === name);
}

function distinct(people: readonly Person[]): Person[] {
  return [...new Set(people)];
}
