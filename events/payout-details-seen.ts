import * as z from 'zod';
import { PersonId, RefundId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A colleague looked at the customer's account in order to pay. */
export const PayoutDetailsSeen = defineEvent('payout.details-seen', 1, z.strictObject({ refundId: RefundId, by: PersonId }));
