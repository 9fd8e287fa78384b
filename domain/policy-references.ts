import type { ApprovalsPolicy, Level } from './approvals/approvals-policy.ts';
import { membersOf } from './approvals/ladder.ts';
import { firstEmptySeat } from './approvals/seats.ts';
import { personIdOf } from './identifiers.ts';
import { type PeoplePolicy, personByEmail } from './people/people-policy.ts';
import { codesOf } from './returns/reasons.ts';
import type { ReturnPolicy } from './returns/return-policy.ts';

/** Something that a policy names and that is not there: where in its body, and what to do. */
export interface ReferenceFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Asked = Pick<Level, 'people' | 'team'>;

/** Whom and what an approvals policy names in vain: colleagues, teams without members, reasons; more votes than voters. */
export function faultsOfApprovals(policy: ApprovalsPolicy, people?: PeoplePolicy, returns?: ReturnPolicy): ReferenceFault[] {
  const reasons = returns && codesOf(returns.reasons);
  const chains = policy.chains.flatMap(({ when, levels }, index) => [
    ...strangeReason(when, reasons, ['chains', index, 'when', 'reason']),
    ...levels.flatMap((level, position) => {
      const path = ['chains', index, 'levels', position];
      return people ? [...missing(level, people, path), ...tooFew(level, people, path)] : [];
    }),
    ...(people ? tooAlike(levels, people, ['chains', index, 'levels']) : []),
  ]);
  return [...chains, ...(people ? missing(policy.fallback, people, ['fallback']) : [])];
}

/** Colleagues may leave a chain, the fallback then decides; but the fallback itself needs somebody. */
export function faultsOfPeople(people: PeoplePolicy, approvals?: ApprovalsPolicy): ReferenceFault[] {
  if (!approvals || membersOf(approvals.fallback, people).length > 0) return [];
  const named = approvals.fallback.team ? `the team ${approvals.fallback.team}` : approvals.fallback.people?.join(', ');
  return [
    {
      path: [],
      message: `Keep ${named}, or name another fallback in the approvals policy first: nobody else decides when a chain is empty.`,
    },
  ];
}

function strangeReason(
  when: { kind?: string | undefined; reason?: string | undefined },
  known: readonly string[] | undefined,
  path: ReferenceFault['path'],
) {
  if (when.reason === undefined || !known || (when.kind ?? 'return') !== 'return' || known.includes(when.reason)) return [];
  return [{ path, message: `Name a reason of the returns policy: ${known.join(', ')}.` }];
}

function missing(asked: Asked, people: PeoplePolicy, path: ReferenceFault['path']): ReferenceFault[] {
  if (asked.team !== undefined) {
    const teams = [...new Set(people.flatMap(({ team }) => team ?? []))];
    return teams.includes(asked.team)
      ? []
      : [{ path: [...path, 'team'], message: `Name a team of the people policy: ${teams.join(', ') || 'it has none yet'}.` }];
  }
  return (asked.people ?? []).flatMap((email, index) =>
    personByEmail(people, email)
      ? []
      : [{ path: [...path, 'people', index], message: 'Name somebody of the people policy, or add this address there first.' }],
  );
}

function tooFew(level: Level, people: PeoplePolicy, path: ReferenceFault['path']): ReferenceFault[] {
  const voters = membersOf(level, people).length;
  return voters === 0 || voters >= votesOf(level, voters)
    ? []
    : [{ path: [...path, 'quorum'], message: `Ask for at most ${voters}: no more people are named here.` }];
}

/** Nobody decides twice on one case, so the levels of a chain together need as many different people as they ask for. */
function tooAlike(levels: readonly Level[], people: PeoplePolicy, path: ReferenceFault['path']): ReferenceFault[] {
  const seats = levels.map((level) => {
    const members = membersOf(level, people).map(({ email }) => personIdOf(email));
    return { needed: votesOf(level, members.length), people: members };
  });
  // A level that cannot be filled by itself has its own fault already.
  if (seats.some(({ needed, people: members }) => members.length < Math.max(1, needed))) return [];
  const empty = firstEmptySeat(seats);
  if (empty === undefined) return [];
  const message = 'Name somebody else here as well: nobody decides twice on one case, and the other levels need these people.';
  return [{ path: [...path, empty], message }];
}

function votesOf({ quorum }: Level, members: number): number {
  return quorum === 'any' ? 1 : quorum === 'all' ? members : quorum;
}
