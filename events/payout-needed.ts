import * as z from 'zod';
import { RefundId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** No provider can refund this tender; a person pays it out. */
export const PayoutNeeded = defineEvent('payout.needed', 1, z.strictObject({ refundId: RefundId }));
