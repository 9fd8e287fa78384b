import type { Approval } from '../../domain/approvals/approval.ts';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { mayDecide } from '../../domain/approvals/may-decide.ts';
import type { Because } from '../../domain/cases/because.ts';
import { ApprovalId } from '../../domain/identifiers.ts';
import { PeoplePolicy, personByEmail, personById } from '../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { type Approvals, approvals } from '../adapters/approvals.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type People, people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { notFound } from '../runtime/problem.ts';

/** Where approvals are looked at and decided. */
export interface ApprovalDesk {
  readonly approvals: Approvals;
  readonly cases: Cases;
  readonly policies: Pick<Policies, 'inForce' | 'version'>;
  readonly people: Pick<People, 'textItem'>;
}

export function approvalDesk(): ApprovalDesk {
  return { approvals: approvals(), cases: cases(), policies: policies(), people: people() };
}

/** The approval and its case. Throws the 404 for an id that nobody gave out; ids survive case folding. */
export async function readApproval(
  desk: ApprovalDesk,
  approvalId: string | undefined,
): Promise<{ approval: Approval; subject: ReturnCase }> {
  const known = ApprovalId.safeParse(approvalId?.toLowerCase()).data;
  const approval = known && (await desk.approvals.read(known));
  const subject = approval && (await desk.cases.read(approval.caseId));
  if (!approval || !subject) throw notFound('There is no such approval.');
  return { approval, subject };
}

/** Who decides what, as of now. */
export async function deciders(desk: ApprovalDesk, now: Date): Promise<{ rules: ApprovalsPolicy; staff: PeoplePolicy }> {
  const rules = policyBody(ApprovalsPolicy, await desk.policies.inForce('approvals', now));
  const staff = policyBody(PeoplePolicy, await desk.policies.inForce('people', now));
  return { rules, staff };
}

/** Why this caller may not decide; undefined when they may. */
export function objection(
  caller: AgentCaller,
  approval: Approval,
  subject: ReturnCase,
  { rules, staff }: { rules: ApprovalsPolicy; staff: PeoplePolicy },
): Because | undefined {
  const person = personByEmail(staff, caller.email);
  return person ? mayDecide(person, approval, subject, rules, staff) : { code: 'not-yours-to-decide', values: { ...subject.value } };
}

/** The name that colleagues read for a person id. */
export function nameOf(staff: PeoplePolicy, personId: string | undefined): string {
  return (personId && personById(staff, personId)?.name) || 'a former colleague';
}
