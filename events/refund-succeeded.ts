import * as z from 'zod';
import { ExchangeId, Instant, RefundId } from '../domain/identifiers.ts';
import { Currency, Minor } from '../domain/money.ts';
import { PaymentMethod } from '../domain/orders/order.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** The money is on its way to the customer. */
export const RefundSucceeded = defineEvent(
  'refund.succeeded',
  1,
  z.strictObject({
    refundId: RefundId,
    amount: Minor,
    currency: Currency,
    method: PaymentMethod,
    expectedBy: Instant,
    /** The exchange that this money paid for. */
    exchangeId: ExchangeId.optional(),
    status: ReturnStatus.optional(),
  }),
);
