import * as z from 'zod';
import { DeclineReason, type Exchange } from '../../../domain/returns/exchange.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { say } from '../../../domain/texts/say.ts';
import { answerExchange as answer, type Said, textOf } from '../../refunds/answer-exchange.ts';
import { notFound, Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, caseOf, changeCase, textBy } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

const Outcome = z.strictObject({
  outcome: z.enum(['fulfilled', 'declined']),
  /** Of the new order or parcel; only colleagues read it. */
  reference: z.string().trim().min(1).max(200).optional(),
  /** With `declined`: a code such as out-of-stock. */
  reason: DeclineReason.optional(),
});

/** 409 also where the case has ended since: what is over is the exchange. */
function notTheOpposite({ caseId, status, version }: ReturnCase, exchange: Exchange, outcome: Said['outcome']): void {
  if (exchange.status === 'requested' || exchange.status === outcome) return;
  const code = `exchange-${exchange.status}-before`;
  const because = { code, values: { since: exchange.answeredAt ?? exchange.requestedAt } };
  throw new Problem(409, code, say(because, 'en'), { current: { caseId, status, version } });
}

/** A colleague says what the shop did about an exchange. Declined, its pieces are refunded at once. */
export const answerExchange = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/exchanges/{exchangeId}',
  summary: 'Say whether an exchange was sent; declined, the customer is refunded',
  caller: 'agent',
  body: Outcome,
  answers: { 200: CaseView, 404: 'No such case or exchange', 409: 'The opposite was said before: nothing moves back by itself' },
  run: async (request, desk: CaseDesk) => {
    const { body, params, caller, now } = request;
    const subject = await caseOf(request, desk);
    const exchange = subject.exchanges.find(({ exchangeId }) => exchangeId === params.exchangeId);
    if (!exchange) throw notFound('There is no such exchange in this case.');
    notTheOpposite(subject, exchange, body.outcome);
    const { exchangeId } = exchange;
    const text = body.reference ? textBy(request, 'note', body.reference) : undefined;
    const said = { exchangeId, outcome: body.outcome, reason: body.reason, by: caller.personId, text };
    return await changeCase(request, desk, (before) => answer(before, said, now), textOf(said, desk.people));
  },
});
