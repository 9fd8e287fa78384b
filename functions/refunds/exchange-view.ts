import * as z from 'zod';
import { Currency, Minor } from '../../domain/money.ts';
import type { SoldOrder } from '../../domain/orders/order.ts';
import { differenceOf, Exchange, ExchangeItem, type PlannedExchange } from '../../domain/returns/exchange.ts';
import { articleTitle, exchangeLines } from '../../domain/texts/exchange-words.ts';

/** What would be exchanged. `difference`: above zero the shop collects it from the customer, below zero it is refunded. */
export const ExchangePlanView = z
  .object({
    items: z.array(ExchangeItem.extend({ title: z.string() })),
    worth: Minor,
    price: Minor,
    difference: z.int(),
    currency: Currency,
    /** The same to read, in the reader's language: what is sent, what it is set against, and the difference. */
    lines: z.array(z.object({ text: z.string(), amount: z.int() })),
  })
  .meta({ id: 'ExchangePlan' });

/** An exchange that the shop was asked for. */
export const ExchangeView = ExchangePlanView.extend({
  ...Exchange.pick({ exchangeId: true, status: true, requestedAt: true, answerBy: true, answeredAt: true, reason: true }).shape,
}).meta({ id: 'Exchange' });

export function exchangePlanView(
  exchange: PlannedExchange,
  order: Pick<SoldOrder, 'lines'>,
  currency: string,
  language: string,
): z.infer<typeof ExchangePlanView> {
  const { items, worth, price } = exchange;
  return {
    items: items.map((item) => ({ ...item, title: articleTitle(order, item.lineId, item.sku) })),
    ...{ worth, price, difference: differenceOf(exchange), currency },
    lines: exchangeLines(exchange, order, language),
  };
}

export function exchangeView(
  exchange: Exchange,
  order: Pick<SoldOrder, 'lines'>,
  currency: string,
  language: string,
): z.infer<typeof ExchangeView> {
  const { exchangeId, status, requestedAt, answerBy, answeredAt, reason } = exchange;
  return {
    ...exchangePlanView(exchange, order, currency, language),
    ...{ exchangeId, status, requestedAt, answerBy },
    ...(answeredAt ? { answeredAt } : {}),
    ...(reason ? { reason } : {}),
  };
}
