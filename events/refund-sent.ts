import * as z from 'zod';
import { RefundId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The provider has the refund and has not settled it yet. */
export const RefundSent = defineEvent('refund.sent', 1, z.strictObject({ refundId: RefundId }));
