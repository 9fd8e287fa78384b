import { Overtaken } from '../../domain/errors.ts';
import { openReturn } from '../../domain/returns/open-return.ts';
import { quoteReturn } from '../../domain/returns/quote-return.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { ReturnRequest } from '../../domain/returns/return-request.ts';
import { factsOfNew } from '../../domain/returns/sla-facts.ts';
import { backAtOf, promiseFrom } from '../../domain/sla/silence-guard.ts';
import type { SlaEdition } from '../../domain/sla/sla-terms.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Claim, Claims } from '../adapters/claims.ts';
import { sha256 } from '../adapters/hashes.ts';
import type { People } from '../adapters/people.ts';
import type { SlaEditions } from '../adapters/sla-editions.ts';
import type { TransactItem } from '../adapters/transaction.ts';
import { wrongContent } from '../runtime/problem.ts';
import { newCaseId } from '../runtime/random.ts';
import { chooseTrigger } from './choose-trigger.ts';
import { type WantedDeps, wantedReturn } from './wanted-return.ts';

export interface SubmitDeps extends WantedDeps {
  readonly cases: Pick<Cases, 'open' | 'ofOrder' | 'read'>;
  readonly claims: Claims;
  readonly people: Pick<People, 'commentsItem' | 'keep' | 'customer' | 'ordersOf'>;
  readonly editions: SlaEditions;
  readonly publicUrl: string;
}

export interface Submission {
  readonly request: ReturnRequest;
  /** The Idempotency-Key header. */
  readonly key: string | undefined;
  readonly openedBy: ReturnCase['openedBy'];
  readonly now: Date;
  readonly language: string;
}

/** What a submission is answered with, now and whenever it is repeated. */
export interface Submitted {
  readonly caseId: string;
  readonly statusUrl: string;
  readonly promisedBy: string;
}

const tries = 8;

/**
 * Opens a return, once per key: one transaction writes case, log, claim and comments and takes the pieces. When others took pieces
 * in between, it reads again and checks again; when the same key won elsewhere, it gives that answer. Throws 422.
 */
export async function submitReturn(submission: Submission, deps: SubmitDeps): Promise<Submitted> {
  const { request, now, language } = submission;
  const key = checkedKey(submission.key);
  const bodyHash = sha256(JSON.stringify(request));
  const editions = await deps.editions.current();
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const claimed = await deps.claims.read(request.orderId, key);
    if (claimed) return replayed(claimed, bodyHash);
    const { order, ledgers, counters, policy, policyVersion } = await wantedReturn(request, deps, language);
    const quote = quoteReturn(request, order, ledgers, policy, counters, now);
    const { openedBy } = submission;
    const told = whatToPromise({ order, openedBy }, editions, now);
    const refundOn = await chooseTrigger({ request, order, quote, policy, now }, deps);
    const opening = openReturn({ caseId: newCaseId(), request, order, quote, policyVersion, refundOn, openedBy, on: now, ...told });
    const { caseId, promisedBy } = opening.case;
    const answer = { caseId, statusUrl: `${deps.publicUrl}/status/${caseId}`, promisedBy };
    const extra: TransactItem[] = [
      deps.claims.item(request.orderId, key, { bodyHash, caseId, answer }, now),
      ...commentsOf(request, submission, caseId, deps.people),
    ];
    const quantities = new Map(order.lines.map(({ lineId, quantity }) => [lineId, quantity]));
    if ('opened' in (await deps.cases.open(opening, quantities, extra))) {
      await deps.people.keep(request.orderId, now);
      return answer;
    }
  }
  throw new Overtaken(`others kept taking pieces of ${request.orderId}`);
}

/** The date that the sla policy promises, and outside working hours when we are back. Without a policy the house's own date holds. */
function whatToPromise(asked: Parameters<typeof factsOfNew>[0], editions: readonly SlaEdition[], now: Date) {
  if (editions.length === 0) return {};
  const facts = factsOfNew(asked);
  return { promisedBy: promiseFrom(now.toISOString(), facts, editions), backAt: backAtOf(now, facts, editions) };
}

function checkedKey(key: string | undefined): string {
  if (key && key.length <= 255) return key;
  const message = 'Send a header `Idempotency-Key` of 1 to 255 characters: a new one per return, the same one when you repeat.';
  throw wrongContent([{ pointer: 'Idempotency-Key', message }]);
}

function replayed(claimed: Claim, bodyHash: string): Submitted {
  if (claimed.bodyHash === bodyHash) return claimed.answer;
  const message = 'This key was used for another request. Use a new key for a new return.';
  throw wrongContent([{ pointer: 'Idempotency-Key', message }]);
}

function commentsOf(request: ReturnRequest, { openedBy, now }: Submission, caseId: string, people: SubmitDeps['people']): TransactItem[] {
  const comments = request.lines.flatMap(({ lineId, comment }) => (comment ? [{ lineId, text: comment }] : []));
  return comments.length > 0 ? [people.commentsItem(caseId, comments, now.toISOString(), openedBy)] : [];
}
