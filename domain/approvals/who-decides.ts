import { personIdOf } from '../identifiers.ts';
import { type PeoplePolicy, type Person, personById } from '../people/people-policy.ts';
import { standInFor } from '../people/stand-in.ts';
import type { Approval } from './approval.ts';
import type { ApprovalsPolicy, Level, Subject } from './approvals-policy.ts';
import { barredFrom, type Matter } from './barred.ts';
import { chosenChannels } from './how-to-tell.ts';
import { levelsFor, membersOf, type Named, type Step, stepsUp } from './ladder.ts';
import { firstEmptySeat } from './seats.ts';

/** Somebody who is asked now, and how it came to them. `seat`: whose place they take, themselves or an absent colleague; `channels`: where they chose to be told. */
export interface Asked {
  readonly person: Person;
  readonly personId: string;
  readonly seat: string;
  readonly how: 'named' | 'deputy' | 'reassigned' | 'above' | 'fallback';
  readonly channels: Person['channels'];
}

/** Who decides the approval's present level: how many of them are still needed, and whether there are fewer. `top`: the step that it has reached. */
export interface Panel {
  readonly asked: readonly Asked[];
  readonly needed: number;
  readonly short: boolean;
  readonly top: number;
}

/** What an approval is about; its own figures count, for the case may have moved on. */
export function askedAbout(approval: Pick<Approval, 'kind' | 'amount' | 'currency'>, { subject }: Matter): Subject {
  const { kind, amount, currency } = approval;
  return { kind, amount: { amount, currency }, reasons: subject.lines.map(({ reason }) => reason) };
}

/** The level that is asked now, counted from 1, within the chain as policy has it today. */
export function presentLevel(approval: Approval, matter: Matter, policy: ApprovalsPolicy): { number: number; level: Level; last: boolean } {
  const levels = levelsFor(askedAbout(approval, matter), policy);
  const number = Math.min(approval.level, levels.length);
  return { number, level: levels[number - 1]!, last: number === levels.length };
}

/**
 * Who is asked now. Deputies stand in for the absent; whoever opened or last changed the case, benefits from it, or approved it
 * before, is never asked; whoever a later level cannot do without is left for it. A level short of people, or silent (`raised`), reaches upwards.
 */
export function whoDecides(approval: Approval, matter: Matter, policy: ApprovalsPolicy, people: PeoplePolicy, on: Date): Panel {
  const about = askedAbout(approval, matter);
  const { number, level } = presentLevel(approval, matter, policy);
  const spent = new Set(approval.votes.map(({ by }) => by));
  const mayEver = (person: Person) => !barredFrom(matter, person) && !spent.has(personIdOf(person.email));
  const later = levelsFor(about, policy)
    .slice(number)
    .map((next) => seatsOf(next, people, mayEver, on));
  const filled = firstEmptySeat(later) === undefined;
  const isSpared = (person: Person) => filled && firstEmptySeat(later.map((seats) => without(seats, person))) !== undefined;
  const may = (person: Person) => mayEver(person) && !isSpared(person);

  const given = approval.votes.filter((vote) => vote.level === number).length;
  const needed = Math.max(1, votesOf(level, people, mayEver) - given);
  const asked: Asked[] = [];
  let top = 0;
  for (const [index, step] of stepsUp(number, about, policy).entries()) {
    if (index > approval.raised && asked.length >= needed) break;
    const reached = holders(step, approval.handed, people, may, on);
    const fresh = reached.filter(({ personId }) => !asked.some((other) => other.personId === personId));
    if (fresh.length > 0) top = index;
    asked.push(...fresh);
  }
  return { asked, needed, short: asked.length < needed, top };
}

/** Who holds the seats of a step: its people, whom they handed it to, or deputies of the absent. */
function holders(step: Step, handed: Approval['handed'], people: PeoplePolicy, may: (person: Person) => boolean, on: Date): Asked[] {
  const found = membersOf(step, people)
    .filter(may)
    .flatMap((member): Asked[] => {
      const holder = heldBy(member, handed, people);
      const person = may(holder) ? standInFor(holder, people, on, may) : undefined;
      if (!person) return [];
      const named = step.place === 'level' ? 'named' : step.place;
      const how = person !== holder ? 'deputy' : holder !== member ? 'reassigned' : named;
      return [{ person, personId: personIdOf(person.email), seat: personIdOf(holder.email), how, channels: chosenChannels(person) }];
    });
  return found.filter(({ person }, index) => found.findIndex((other) => other.person === person) === index);
}

/** Who has a colleague's seat after it was handed on, perhaps several times. */
function heldBy(member: Person, handed: Approval['handed'], people: PeoplePolicy): Person {
  return handed.reduce((holder, { from, to }) => (personIdOf(holder.email) === from ? (personById(people, to) ?? holder) : holder), member);
}

function votesOf(level: Level, people: PeoplePolicy, may: (person: Person) => boolean): number {
  if (level.quorum === 'any') return 1;
  return level.quorum === 'all' ? membersOf(level, people).filter(may).length : level.quorum;
}

function seatsOf(level: Level, people: PeoplePolicy, may: (person: Person) => boolean, on: Date) {
  const sitting = membersOf(level, people)
    .filter(may)
    .flatMap((member) => standInFor(member, people, on, may) ?? []);
  return { needed: Math.max(1, votesOf(level, people, may)), people: sitting.map(({ email }) => personIdOf(email)) };
}

function without<S extends { readonly people: readonly string[] }>(seats: S, person: Person): S {
  const personId = personIdOf(person.email);
  return { ...seats, people: seats.people.filter((other) => other !== personId) };
}

/** The next instant at which an absence of anybody concerned begins or ends, so that somebody looks again; undefined: none is known. */
export function nextAbsence(
  approval: Approval,
  matter: Matter,
  policy: ApprovalsPolicy,
  people: PeoplePolicy,
  on: Date,
): string | undefined {
  const now = on.toISOString();
  const steps: readonly Named[] = stepsUp(presentLevel(approval, matter, policy).number, askedAbout(approval, matter), policy);
  const concerned = new Set(steps.flatMap((step) => membersOf(step, people)));
  for (const person of concerned) {
    for (const email of person.deputies) for (const deputy of membersOf({ people: [email] }, people)) concerned.add(deputy);
  }
  const heirs = approval.handed.flatMap(({ to }) => personById(people, to) ?? []);
  const edges = [...concerned, ...heirs].flatMap(({ absences }) => absences.flatMap(({ from, until }) => [from, until]));
  return edges.filter((edge) => edge > now).sort()[0];
}
