import * as z from 'zod';
import { CaseId, Instant, OrderId } from '../domain/identifiers.ts';
import { Money } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** A customer asked to send items back. Starts the return workflow. `promisedBy`: the date that the customer is told. */
export const ReturnRequested = defineEvent(
  'return.requested',
  1,
  z.strictObject({ caseId: CaseId, orderId: OrderId, value: Money, promisedBy: Instant.optional() }),
);
