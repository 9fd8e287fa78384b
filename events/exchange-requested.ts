import * as z from 'zod';
import { ExchangeId, Instant, OrderId } from '../domain/identifiers.ts';
import { Currency, Minor } from '../domain/money.ts';
import { ExchangeItem } from '../domain/returns/exchange.ts';
import { defineEvent } from './define-event.ts';

/**
 * The shop is asked to send these items for what came back, and to answer with `shop.exchange.fulfilled` or `shop.exchange.declined`.
 * Above zero it collects `difference` (price − worth, minor units) from the customer; below zero Redress gives it back.
 */
export const ExchangeRequested = defineEvent(
  'exchange.requested',
  1,
  z.strictObject({
    exchangeId: ExchangeId,
    orderId: OrderId,
    items: z.array(ExchangeItem),
    worth: Minor,
    price: Minor,
    difference: z.int(),
    currency: Currency,
    answerBy: Instant,
  }),
);
