import * as z from 'zod';
import { ExchangeId } from '../../../domain/identifiers.ts';
import { DeclineReason } from '../../../domain/returns/exchange.ts';
import { answerExchange as answer, textOf } from '../../refunds/answer-exchange.ts';
import { notFound } from '../../runtime/problem.ts';
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
    const { exchanges } = await caseOf(request, desk);
    const exchangeId = ExchangeId.safeParse(params.exchangeId).data;
    if (!exchangeId || !exchanges.some((one) => one.exchangeId === exchangeId)) throw notFound('There is no such exchange in this case.');
    const text = body.reference ? textBy(request, 'note', body.reference) : undefined;
    const said = { exchangeId, outcome: body.outcome, reason: body.reason, by: caller.personId, text };
    return await changeCase(request, desk, (before) => answer(before, said, now), textOf(said, desk.people));
  },
});
