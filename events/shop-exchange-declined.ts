import * as z from 'zod';
import { ExchangeId } from '../domain/identifiers.ts';
import { DeclineReason } from '../domain/returns/exchange.ts';
import { defineEvent } from './define-event.ts';

/** The shop cannot send an exchange; the customer is refunded instead. Told twice, it counts once. */
export const ShopExchangeDeclined = defineEvent(
  'shop.exchange.declined',
  1,
  z.strictObject({ exchangeId: ExchangeId, reason: DeclineReason.optional() }),
  'shop',
);
