import type { Approval } from '../../domain/approvals/approval.ts';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { beneficiaryOf, type Matter } from '../../domain/approvals/barred.ts';
import { ApprovalId } from '../../domain/identifiers.ts';
import { PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { type Approvals, approvals } from '../adapters/approvals.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { type People, people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { notFound } from '../runtime/problem.ts';

/** Where approvals are looked at and decided. */
export interface ApprovalDesk {
  readonly approvals: Approvals;
  readonly cases: Cases;
  readonly policies: Pick<Policies, 'inForce' | 'version'>;
  readonly people: Pick<People, 'textItem' | 'texts' | 'customer' | 'ordersOf'>;
  readonly orders: Orders;
}

export function approvalDesk(): ApprovalDesk {
  return { approvals: approvals(), cases: cases(), policies: policies(), people: people(), orders: orders() };
}

/** The approval and what it is about. Throws the 404 for an id that nobody gave out; ids survive case folding. */
export async function readApproval(
  desk: Pick<ApprovalDesk, 'approvals' | 'cases' | 'people'>,
  approvalId: string | undefined,
): Promise<{ approval: Approval; matter: Matter }> {
  const known = ApprovalId.safeParse(approvalId?.toLowerCase()).data;
  const approval = known && (await desk.approvals.read(known));
  const subject = approval && (await desk.cases.read(approval.caseId));
  if (!approval || !subject) throw notFound('There is no such approval.');
  return { approval, matter: await matterOf(subject, desk) };
}

/** The case with whom its money is for, by person id: the address stays in `people`. */
export async function matterOf(subject: ReturnCase, { people }: { readonly people: Pick<People, 'customer'> }): Promise<Matter> {
  const customer = await people.customer(subject.orderId);
  return { subject, beneficiary: customer && beneficiaryOf(customer) };
}

/** Who decides what, and who works here. */
export interface Deciders {
  readonly rules: ApprovalsPolicy;
  readonly staff: PeoplePolicy;
}

/** Rules and staff as of now: whoever left or lost the right since an approval was asked decides no longer. */
export async function deciders({ policies }: { readonly policies: Pick<Policies, 'inForce'> }, now: Date): Promise<Deciders> {
  const rules = policyBody(ApprovalsPolicy, await policies.inForce('approvals', now));
  const staff = policyBody(PeoplePolicy, await policies.inForce('people', now));
  return { rules, staff };
}

/** The name that colleagues read for a person id. */
export function nameOf(staff: PeoplePolicy, personId: string | undefined): string {
  return (personId && personById(staff, personId)?.name) || 'a former colleague';
}
