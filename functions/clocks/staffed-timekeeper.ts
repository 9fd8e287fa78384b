import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import { policies } from '../adapters/policies.ts';
import type { SlaEditions } from '../adapters/sla-editions.ts';
import { type Timekeeper, timekeeper } from '../adapters/timekeeper.ts';

/** The timekeeper of functions that may know who works here, and so when they sleep. One pass asks once. */
export function staffedTimekeeper(editions?: SlaEditions): Timekeeper {
  const read = policies();
  let staff: { readonly at: number; readonly people: Promise<PeoplePolicy> } | undefined;
  return timekeeper((now) => {
    if (staff?.at !== now.getTime()) staff = { at: now.getTime(), people: read.inForce('people', now).then(peopleOf) };
    return staff.people;
  }, editions);
}

function peopleOf(version: { readonly body: unknown } | undefined): PeoplePolicy {
  return PeoplePolicy.safeParse(version?.body).data ?? [];
}
