import type { SlaClockItem } from '../../domain/clocks/sla-clock-item.ts';
import { deadlinesOf } from '../../domain/clocks/sla-items.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type OpenDeadlines, openDeadlines } from '../adapters/open-deadlines.ts';
import { type OpenedCases, openedCases } from '../adapters/opened-cases.ts';
import { type Policies, policies } from '../adapters/policies.ts';
import { type SlaEditions, slaEditions } from '../adapters/sla-editions.ts';
import { notFound } from '../runtime/problem.ts';
import type { CaseLog } from './case-logs.ts';

/** Where deadlines are looked at, acknowledged and reported on. */
export interface DeadlineDesk {
  readonly cases: Pick<Cases, 'read' | 'log' | 'move'>;
  readonly deadlines: OpenDeadlines;
  readonly opened: OpenedCases;
  readonly policies: Pick<Policies, 'inForce'>;
  readonly editions: SlaEditions;
}

export function deadlineDesk(): DeadlineDesk {
  return { cases: cases(), deadlines: openDeadlines(), opened: openedCases(), policies: policies(), editions: slaEditions() };
}

/** Who works here now; empty before a people policy was published. */
export async function staffNow({ policies }: Pick<DeadlineDesk, 'policies'>, now: Date): Promise<PeoplePolicy> {
  return PeoplePolicy.safeParse((await policies.inForce('people', now))?.body).data ?? [];
}

/** The newest deadline of each measure of a case, as its log tells them now. */
export async function standingOf(
  { subject, records }: CaseLog,
  people: PeoplePolicy,
  { editions }: Pick<DeadlineDesk, 'editions'>,
  now: Date,
): Promise<readonly SlaClockItem[]> {
  return deadlinesOf({ subject, records, editions: await editions.current(), now, people }).clocks;
}

/** A clock with the case that its id names. */
export interface Found {
  readonly subject: ReturnCase;
  readonly people: PeoplePolicy;
  /** Undefined: the case has no deadline of this id. */
  readonly deadline: SlaClockItem | undefined;
}

/** The deadline of an id. Throws 404 when the id names no case. */
export async function findDeadline(id: string | undefined, desk: DeadlineDesk, now: Date): Promise<Found> {
  const caseId = CaseId.safeParse(id?.split('.')[0]).data;
  const subject = caseId && (await desk.cases.read(caseId));
  if (!subject) throw notFound('There is no such clock.');
  const people = await staffNow(desk, now);
  const standing = await standingOf({ subject, records: await desk.cases.log(caseId) }, people, desk, now);
  return { subject, people, deadline: standing.find(({ clockId }) => clockId === id) };
}
