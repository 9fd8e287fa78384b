import type { Move, NotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { standingCredit } from '../../domain/refunds/store-credit.ts';
import { hasEnded, type ReturnCase } from '../../domain/returns/return-case.ts';
import { say } from '../../domain/texts/say.ts';
import type { Cases, Extra } from '../adapters/cases.ts';
import type { Orders } from '../adapters/orders.ts';
import type { MaskedAccount, PayoutAccounts } from '../adapters/payout-accounts.ts';
import type { People } from '../adapters/people.ts';
import type { StoreCredits } from '../adapters/store-credits.ts';
import type { CustomerCaller } from '../runtime/caller.ts';
import { notFound, Problem } from '../runtime/problem.ts';
import { languageFor } from '../runtime/reader.ts';
import type { Answer } from '../runtime/route.ts';
import { returnView } from './return-view.ts';

export interface OwnDeps {
  readonly cases: Pick<Cases, 'read' | 'log' | 'change'>;
  readonly people: Pick<People, 'texts'>;
  readonly accounts: Pick<PayoutAccounts, 'masked'>;
  readonly credits: Pick<StoreCredits, 'ofCase'>;
  readonly orders: Pick<Orders, 'read'>;
}

/** What every route about one return has of its request. */
export interface OwnRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: CustomerCaller;
  readonly query?: { readonly locale?: string | undefined } | undefined;
  readonly now: Date;
  header(name: string): string | undefined;
}

const unknown = () => notFound('There is no such return with this order.');

/** The caller's own return. Throws 404, the same for an unknown one and for somebody else's. */
export async function ownReturn({ params, caller }: OwnRequest, cases: Pick<Cases, 'read'>): Promise<ReturnCase> {
  const caseId = CaseId.safeParse(params.caseId).data;
  const subject = caseId && (await cases.read(caseId));
  if (!subject || subject.orderId !== caller.orderId) throw unknown();
  return subject;
}

/** 200 with the return as the caller reads it. */
export async function shown(
  subject: ReturnCase,
  request: OwnRequest,
  { cases, people, accounts, credits, orders }: OwnDeps,
): Promise<Answer> {
  const [log, texts, account, issued, record] = await Promise.all([
    cases.log(subject.caseId),
    people.texts(subject.caseId),
    accountOf(subject, accounts, request.now),
    credits.ofCase(subject),
    subject.remedy === 'exchange' || subject.exchanges.length > 0 ? orders.read(subject.orderId) : undefined,
  ]);
  const now = issued.map((credit) => standingCredit(credit, request.now));
  return {
    status: 200,
    body: returnView(subject, log, texts, languageFor(request, subject.locale), { account, credits: now, order: record?.order }),
  };
}

/** The account that payouts of a case go to, masked; only cases with payouts are asked for one. */
export async function accountOf(
  { caseId, refunds }: ReturnCase,
  accounts: Pick<PayoutAccounts, 'masked'>,
  now: Date,
): Promise<MaskedAccount | undefined> {
  return refunds.some(({ via }) => via === 'payout') ? await accounts.masked(caseId, now) : undefined;
}

/** Changes the caller's own return and shows it. Throws 404 as above; 410 when it has ended, 409 otherwise, when the change is not possible. */
export async function changeOwn(
  request: OwnRequest,
  deps: OwnDeps,
  decide: (before: ReturnCase) => Move | NotPossible,
  extra?: Extra,
): Promise<Answer> {
  const { caseId } = await ownReturn(request, deps.cases);
  const outcome = await deps.cases.change(caseId, decide, extra);
  if (!outcome) throw unknown();
  if ('notPossible' in outcome) throw notPossible(outcome, languageFor(request, outcome.current.locale));
  if ('refused' in outcome) throw new Overtaken(`${caseId}: an item beside the case stood in the way`);
  return await shown(outcome.moved, request, deps);
}

/** Why a change is not possible now (409), or not any more (410), with the state that the caller did not know of. */
export function notPossible({ notPossible, current }: NotPossible & { readonly current: ReturnCase }, language: string): Problem {
  const { caseId, status, version } = current;
  const over = hasEnded(status);
  return new Problem(over ? 410 : 409, notPossible.code, say(notPossible, language), { current: { caseId, status, version } });
}
