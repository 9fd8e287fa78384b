import * as z from 'zod';
import { RefundId } from '../domain/identifiers.ts';
import { Currency, Minor } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** Money is set aside on the ledger for one tender; the provider has not been asked yet. */
export const RefundReserved = defineEvent(
  'refund.reserved',
  1,
  z.strictObject({ refundId: RefundId, paymentId: z.string(), amount: Minor, currency: Currency }),
);
