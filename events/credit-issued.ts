import * as z from 'zod';
import { Instant, OrderId, RefundId } from '../domain/identifiers.ts';
import { Currency, Minor } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** The customer has store credit: the shop's till honours `amount + bonus` until it is spent or has run out. */
export const CreditIssued = defineEvent(
  'credit.issued',
  1,
  z.strictObject({
    creditId: RefundId,
    orderId: OrderId,
    amount: Minor,
    bonus: Minor,
    currency: Currency,
    expiresAt: Instant.optional(),
  }),
);
