import * as z from 'zod';
import { PersonId, RefundId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The bank sent a transfer back; the customer is asked for another account. Why stands in `people` under `textId`. */
export const PayoutReturned = defineEvent('payout.returned', 1, z.strictObject({ refundId: RefundId, by: PersonId, textId: z.string() }));
