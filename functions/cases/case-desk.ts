import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import { standingCredit } from '../../domain/refunds/store-credit.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { type Approvals, approvals } from '../adapters/approvals.ts';
import { type Cases, cases, type Extra } from '../adapters/cases.ts';
import { type Claims, claims } from '../adapters/claims.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { type PayoutAccounts, payoutAccounts } from '../adapters/payout-accounts.ts';
import { type CaseText, type People, people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { type RefundLinks, refundLinks } from '../adapters/refund-links.ts';
import { type SlaEditions, slaEditions } from '../adapters/sla-editions.ts';
import { type StoreCredits, storeCredits } from '../adapters/store-credits.ts';
import { type Uploads, uploads } from '../adapters/uploads.ts';
import { standingOf } from '../deadlines/deadline-desk.ts';
import { accountOf, notPossible } from '../returns/own-return.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { notFound } from '../runtime/problem.ts';
import { newId } from '../runtime/random.ts';
import type { Answer } from '../runtime/route.ts';
import { settings } from '../runtime/settings.ts';
import { caseView } from './case-view.ts';

/** Where colleagues work on cases. */
export interface CaseDesk {
  readonly approvals: Approvals;
  readonly cases: Cases;
  readonly claims: Claims;
  readonly editions: SlaEditions;
  readonly accounts: PayoutAccounts;
  readonly credits: Pick<StoreCredits, 'ofCase'>;
  readonly orders: Orders;
  readonly people: People;
  readonly policies: Policies;
  readonly refundLinks: RefundLinks;
  readonly uploads: Uploads;
  readonly publicUrl: string;
}

export function caseDesk(): CaseDesk {
  return {
    approvals: approvals(),
    cases: cases(),
    claims: claims(),
    editions: slaEditions(),
    accounts: payoutAccounts(),
    credits: storeCredits(),
    orders: orders(),
    people: people(),
    policies: policies(),
    refundLinks: refundLinks(),
    uploads: uploads(),
    publicUrl: settings().publicUrl,
  };
}

interface CaseRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: AgentCaller;
  readonly now: Date;
}

/** The case that a request is about. Throws 404. */
export async function caseOf({ params }: Pick<CaseRequest, 'params'>, desk: CaseDesk): Promise<ReturnCase> {
  const caseId = CaseId.safeParse(params.caseId).data;
  const subject = caseId && (await desk.cases.read(caseId));
  if (!subject) throw notFound('There is no such case.');
  return subject;
}

/** Who works here now; empty before a people policy was published. */
export async function staffOf(desk: Pick<CaseDesk, 'policies'>, now: Date): Promise<PeoplePolicy> {
  return PeoplePolicy.safeParse((await desk.policies.inForce('people', now))?.body).data ?? [];
}

/** The returns policy that the case is judged by. */
export async function policyOf(subject: ReturnCase, desk: CaseDesk): Promise<ReturnPolicy> {
  return policyBody(ReturnPolicy, await desk.policies.version('returns', subject.policyVersion));
}

/** 200 with the whole case. */
export async function showCase(subject: ReturnCase, desk: CaseDesk, now: Date): Promise<Answer> {
  const { caseId, orderId } = subject;
  const [log, texts, record, customer, staff, account, issued] = await Promise.all([
    desk.cases.log(caseId),
    desk.people.texts(caseId),
    desk.orders.read(orderId),
    desk.people.customer(orderId),
    staffOf(desk, now),
    accountOf(subject, desk.accounts, now),
    desk.credits.ofCase(subject),
  ]);
  const deadlines = await standingOf({ subject, records: log }, staff, desk, now);
  const credits = issued.map((credit) => standingCredit(credit, now));
  return { status: 200, body: caseView({ subject, log, texts, order: record?.order, customer, account, credits, staff, deadlines, now }) };
}

/** Changes a case and shows it. Throws 404, and 409 or 410 with the current state when the change is not possible. */
export async function changeCase(
  request: CaseRequest,
  desk: CaseDesk,
  decide: (before: ReturnCase) => Move | NotPossible,
  extra?: Extra,
): Promise<Answer> {
  const { caseId } = await caseOf(request, desk);
  const outcome = await desk.cases.change(caseId, decide, extra);
  if (!outcome) throw notFound('There is no such case.');
  if (isNotPossible(outcome)) throw notPossible(outcome, 'en');
  if ('refused' in outcome) throw new Overtaken(`${caseId}: an item beside the case stood in the way`);
  return await showCase(outcome.moved, desk, request.now);
}

/** A text by this colleague, to be kept in `people` under its id. */
export function textBy({ caller, now }: CaseRequest, kind: CaseText['kind'], text: string): CaseText {
  return { textId: newId(), kind, text, at: now.toISOString(), by: caller.personId };
}
