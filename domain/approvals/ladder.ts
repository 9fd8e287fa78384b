import { type PeoplePolicy, type Person, personByEmail } from '../people/people-policy.ts';
import { type ApprovalsPolicy, type Chain, chainFor, chainsAbove, type Level, type Subject } from './approvals-policy.ts';

/** Who is asked on one step: named people, or a team. */
export type Named = Pick<Level, 'people' | 'team'>;

/** One step upwards. `above`: steps over the level itself, which its question reaches when the level is short of people or silent. */
export interface Step extends Named {
  readonly place: 'level' | 'above' | 'fallback';
  readonly remindAfter: string;
  readonly escalateAfter: string;
}

const patience = { remindAfter: 'P1D', escalateAfter: 'P2D' };

/** The levels that all have to approve, one after the other; without a fitting chain the fallback alone. */
export function levelsFor(subject: Subject, policy: ApprovalsPolicy): readonly Level[] {
  return chainFor(subject, policy)?.levels ?? [{ ...policy.fallback, quorum: 1, ...patience }];
}

/** Where the question of a level (from 1) goes, step by step: the level, the later ones, those who may approve more, the fallback. */
export function stepsUp(level: number, subject: Subject, policy: ApprovalsPolicy): Step[] {
  const chain: Chain | undefined = chainFor(subject, policy);
  const above = chain ? chainsAbove(subject, chain, policy).flatMap(({ levels }) => levels) : [];
  const levels = chain ? [...chain.levels.slice(level - 1), ...above] : [];
  const steps = [
    ...levels.map((step, index): Step => ({ ...step, place: index === 0 ? 'level' : 'above' })),
    { ...policy.fallback, ...patience, place: 'fallback' as const },
  ];
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = JSON.stringify([step.team, step.people]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The colleagues that a step names, each once. */
export function membersOf({ people: named, team }: Named, people: PeoplePolicy): Person[] {
  if (team !== undefined) return people.filter((person) => person.team === team);
  return [...new Set((named ?? []).flatMap((email) => personByEmail(people, email) ?? []))];
}
