import * as z from 'zod';
import { Currency, Minor, Money } from '../../../domain/money.ts';
import { PaymentMethod } from '../../../domain/orders/order.ts';
import { quoteReturn } from '../../../domain/returns/quote-return.ts';
import { Fee, Refund } from '../../../domain/returns/return-case.ts';
import { ReturnRequest } from '../../../domain/returns/return-request.ts';
import { titlesOf } from '../../../domain/texts/amount-parts.ts';
import { say } from '../../../domain/texts/say.ts';
import { ExchangePlanView, exchangePlanView } from '../../refunds/exchange-view.ts';
import { PartView, partViews, TaxView, taxViews } from '../../refunds/part-view.ts';
import { LocaleQuery, languageFor } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { unknownOrder, type WantedDeps, wantedReturn } from '../wanted-return.ts';

const QuoteView = z
  .object({
    lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), amount: Minor })),
    fees: z.array(Fee),
    refunds: z.array(z.object({ paymentId: z.string(), method: PaymentMethod, amount: Minor, currency: Currency, via: Refund.shape.via })),
    /** With remedy `exchange`: what the shop would be asked to send, and who pays the difference. `refunds` with via `exchange` pay for it. */
    exchange: ExchangePlanView.optional(),
    /** What the total is made of: sums to it exactly. `text` is in the reader's language. */
    parts: z.array(PartView),
    /** The tax that the goods' prices contain, per rate. */
    taxes: z.array(TaxView),
    total: Money,
    /** Why policy would refuse it, if it would. */
    because: z.string().optional(),
  })
  .meta({ id: 'QuoteView' });

/** What a return would bring, before anybody submits it. Writes nothing. */
export const quote = route({
  method: 'POST',
  path: '/v1/returns/quote',
  summary: 'See fees and refunds before submitting',
  caller: 'customer',
  body: ReturnRequest,
  query: LocaleQuery,
  answers: { 200: QuoteView, 404: 'Not the order that the code was for', 422: 'Something in the request is not right' },
  run: async (request, deps: WantedDeps) => {
    const { body, caller, now } = request;
    if (body.orderId !== caller.orderId) throw unknownOrder();
    const language = languageFor(request);
    const { order, ledgers, policy, counters } = await wantedReturn(body, deps, language);
    const { fees, total, decision, taxes, exchange: planned, ...quoted } = quoteReturn(body, order, ledgers, policy, counters, now);
    const lines = quoted.lines.map(({ lineId, quantity, amount }) => ({ lineId, quantity, amount }));
    const refunds = quoted.refunds.map(({ paymentId, method, amount, currency, via }) => ({ paymentId, method, amount, currency, via }));
    const exchange = planned ? { exchange: exchangePlanView(planned, order, order.currency, language) } : {};
    const parts = partViews(quoted.parts, { titles: titlesOf(order) }, language);
    const because = decision.outcome === 'refused' ? { because: say(decision.because, language) } : {};
    return { status: 200, body: { lines, fees, refunds, parts, taxes: taxViews(taxes, language), total, ...exchange, ...because } };
  },
});
