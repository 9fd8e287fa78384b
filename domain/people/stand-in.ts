import { isAway, type PeoplePolicy, type Person, personByEmail } from './people-policy.ts';

/** The person, or the nearest deputy who is there and whom `fits` lets through; deputies of deputies too, each asked once. */
export function standInFor(
  person: Person,
  people: PeoplePolicy,
  on: Date,
  fits: (candidate: Person) => boolean = () => true,
): Person | undefined {
  const asked = new Set<Person>();
  let circle = [person];
  while (circle.length > 0) {
    const there = circle.find((candidate) => !isAway(candidate, on) && fits(candidate));
    if (there) return there;
    for (const away of circle) asked.add(away);
    circle = [...new Set(circle.flatMap((away) => deputiesOf(away, people)))].filter((deputy) => !asked.has(deputy));
  }
  return undefined;
}

/** The colleagues whom somebody names as deputies, in that order. */
export function deputiesOf(person: Person, people: PeoplePolicy): Person[] {
  return person.deputies.flatMap((email) => personByEmail(people, email) ?? []);
}
