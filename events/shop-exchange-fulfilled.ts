import * as z from 'zod';
import { ExchangeId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The shop has sent an exchange; `reference` is its own, such as the number of the new order. Told twice, it counts once. */
export const ShopExchangeFulfilled = defineEvent(
  'shop.exchange.fulfilled',
  1,
  z.strictObject({ exchangeId: ExchangeId, reference: z.string().trim().min(1).max(200).optional() }),
  'shop',
);
