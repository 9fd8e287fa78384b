import * as z from 'zod';
import { ExchangeId, RefundId } from '../domain/identifiers.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** The provider could not refund; the reservation is released and a person looks. `cameBack`: it had gone out, and is owed by another way. */
export const RefundFailed = defineEvent(
  'refund.failed',
  1,
  z.strictObject({
    refundId: RefundId,
    reason: z.string(),
    cameBack: z.literal(true).optional(),
    /** The exchange that it was set aside for, which the shop declined. */
    exchangeId: ExchangeId.optional(),
    status: ReturnStatus.optional(),
  }),
);
