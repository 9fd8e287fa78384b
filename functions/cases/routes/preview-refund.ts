import * as z from 'zod';
import { CaseId, Instant } from '../../../domain/identifiers.ts';
import { Currency, Minor, Money } from '../../../domain/money.ts';
import { PaymentMethod } from '../../../domain/orders/order.ts';
import { feesIn } from '../../../domain/refunds/compose-amount.ts';
import { type ComposedRefund, composeRefund } from '../../../domain/refunds/compose-refund.ts';
import { visibleBy } from '../../../domain/refunds/visible-by.ts';
import { openPieces } from '../../../domain/returns/refund-standing.ts';
import { Fee, hasEnded, Refund, type ReturnCase } from '../../../domain/returns/return-case.ts';
import { titlesOf } from '../../../domain/texts/amount-parts.ts';
import { ExchangePlanView, exchangePlanView } from '../../refunds/exchange-view.ts';
import { PartView, partViews, reasonsIn, TaxView, taxViews } from '../../refunds/part-view.ts';
import { notFound, Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, caseOf, policyOf } from '../case-desk.ts';

const PreviewView = z
  .object({
    caseId: CaseId,
    /** `announced`: also of pieces that are still expected, as if they came and were good. `accepted`: of what was inspected alone. */
    basis: z.enum(['announced', 'accepted']),
    lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), amount: Minor })),
    fees: z.array(Fee),
    parts: z.array(PartView),
    taxes: z.array(TaxView),
    /** Which payment gets how much, and until when the customer sees it. `via` payout: a person pays it by hand. */
    refunds: z.array(
      z.object({
        paymentId: z.string(),
        method: PaymentMethod,
        amount: Minor,
        currency: Currency,
        via: Refund.shape.via,
        /** With via credit: what comes on top, and until when it can be spent. */
        credit: Refund.shape.credit,
        expectedBy: Instant,
      }),
    ),
    /** With remedy `exchange`: what the shop would be asked to send; `refunds` with via `exchange` are set aside for it. */
    exchange: ExchangePlanView.optional(),
    /** What would go back next: the sum of `parts` and of `refunds`. */
    total: Money,
    /** What is due although the payments hold no more. */
    short: Minor,
    /** What went back although nothing stands for it. */
    overpaid: Minor,
  })
  .meta({ id: 'RefundPreview' });

/** What a case would give back, to which payments and why, as things stand now. Reserves and writes nothing. */
export const previewRefund = route({
  method: 'GET',
  path: '/v1/agent/cases/{caseId}/refund-preview',
  summary: 'What a case would give back and to which payments, before anybody approves it',
  caller: 'agent',
  answers: { 200: PreviewView, 404: 'No such case', 410: 'The case has ended: nothing more goes back' },
  run: async (request, desk: CaseDesk) => {
    const subject = await caseOf(request, desk);
    if (hasEnded(subject.status))
      throw new Problem(410, 'ended', 'This case has ended: nothing more goes back. Its refunds stand on the case.');
    const [sold, policy, texts] = await Promise.all([
      desk.orders.read(subject.orderId),
      policyOf(subject, desk),
      desk.people.texts(subject.caseId),
    ]);
    if (!sold) throw notFound('The order of this case is gone.');
    const composed = composeRefund(subject, sold.order, sold.ledgers, policy, request.now, 'announced');
    const facts = { titles: titlesOf(sold.order), reasons: reasonsIn(texts) };
    const { exchange: planned } = composed;
    const exchange = planned ? { exchange: exchangePlanView(planned, sold.order, subject.currency, 'en') } : {};
    const parts = partViews(composed.parts, facts, 'en');
    return { status: 200, body: { ...previewOf(subject, composed, request.now), parts, ...exchange } };
  },
});

function previewOf(subject: ReturnCase, composed: ComposedRefund, now: Date): Omit<z.infer<typeof PreviewView>, 'parts' | 'exchange'> {
  const { amount, currency, short, overpaid, taxes, refunds, lines, parts } = composed;
  return {
    caseId: subject.caseId,
    basis: openPieces(subject) > 0 ? 'announced' : 'accepted',
    lines: lines.map(({ lineId, quantity, worth }) => ({ lineId, quantity, amount: worth.amount })),
    fees: feesIn(parts),
    taxes: taxViews(taxes, 'en'),
    refunds: refunds.map(({ paymentId, method, amount, currency, via, credit }) => ({
      ...{ paymentId, method, amount, currency, via, ...(credit ? { credit } : {}) },
      expectedBy: visibleBy(method, via, now),
    })),
    total: { amount, currency },
    short,
    overpaid,
  };
}
