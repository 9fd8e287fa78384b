import { type Approval, openApproval } from '../../domain/approvals/approval.ts';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy, type Person } from '../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { approvalId, aReturn, day } from './a-return.ts';

/** A colleague called `name`, of the team `team`; `differs` overrides fields. */
export function somebody(name: string, team = name, differs: Record<string, unknown> = {}): Record<string, unknown> {
  return { email: `${name}@shop.example`, name, roles: ['agent'], team, ...differs };
}

/** Staff from rows of `somebody`, and a manager, `mia`, who is the fallback. */
export function staffOf(...rows: Record<string, unknown>[]): PeoplePolicy {
  return PeoplePolicy.parse([...rows, somebody('mia', 'management', { roles: ['manager'] })]);
}

export const rulesOf = (...levels: Record<string, unknown>[]): ApprovalsPolicy =>
  ApprovalsPolicy.parse({ chains: [{ when: {}, levels }], fallback: { team: 'management' } });

export const idOfName = (name: string): string => personIdOf(`${name}@shop.example`);
export const byName = (staff: PeoplePolicy, name: string): Person => staff.find((person) => person.name === name)!;

/** A return of 85.00 that waits for a decision, and its approval on day 0. */
export function asksFor(differs: Partial<Approval> = {}, subjectDiffers: Partial<ReturnCase> = {}) {
  const subject = aReturn({ status: 'awaiting-approval', approvalId, ...subjectDiffers });
  const because = { code: 'above-limit', values: { amount: 8500, limit: 4000, currency: 'GBP' } };
  const approval: Approval = {
    ...openApproval({ approvalId, subject, because, policy: { expiresAfter: 'P30D' }, on: day(0) }),
    ...differs,
  };
  return { approval, matter: { subject } };
}
