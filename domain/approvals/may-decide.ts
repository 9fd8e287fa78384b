import type { Because } from '../cases/because.ts';
import { personIdOf } from '../identifiers.ts';
import { type PeoplePolicy, type Person, personByEmail } from '../people/people-policy.ts';
import type { ReturnCase } from '../returns/return-case.ts';
import { type Approval, askedAbout } from './approval.ts';
import { type ApprovalsPolicy, chainFor, type Level } from './approvals-policy.ts';

/** May this person decide? Undefined = yes; otherwise why not, in words that the person reads. */
export function mayDecide(
  person: Person,
  approval: Pick<Approval, 'level'>,
  subject: ReturnCase,
  policy: ApprovalsPolicy,
  people: PeoplePolicy,
): Because | undefined {
  const personId = personIdOf(person.email);
  if (subject.openedBy === personId) return { code: 'own-request', values: {} };
  if (subject.lastEditedBy === personId) return { code: 'own-change', values: {} };
  const asked = approversOf(approval, subject, policy, people);
  return asked.some((approver) => personIdOf(approver.email) === personId)
    ? undefined
    : { code: 'not-yours-to-decide', values: { ...subject.value } };
}

/** The people asked: those of the approval's level, or the fallback where no chain fits or the level has nobody left. */
export function approversOf(
  approval: Pick<Approval, 'level'>,
  subject: ReturnCase,
  policy: ApprovalsPolicy,
  people: PeoplePolicy,
): Person[] {
  const level = chainFor(askedAbout(subject), policy)?.levels[approval.level - 1];
  const asked = level ? membersOf(level, people) : [];
  return asked.length > 0 ? asked : membersOf(policy.fallback, people);
}

function membersOf(asked: Pick<Level, 'people' | 'team'>, people: PeoplePolicy): Person[] {
  if (asked.team !== undefined) return people.filter((person) => person.team === asked.team);
  return (asked.people ?? []).flatMap((email) => personByEmail(people, email) ?? []);
}
