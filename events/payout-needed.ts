import * as z from 'zod';
import { Instant, RefundId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** No provider can refund this tender; a person pays it out. `promisedBy`: the customer is asked where to, and hears again by then. */
export const PayoutNeeded = defineEvent('payout.needed', 1, z.strictObject({ refundId: RefundId, promisedBy: Instant.optional() }));
