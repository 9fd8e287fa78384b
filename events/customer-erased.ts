import * as z from 'zod';
import { CaseId, OrderId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Everything personal about these orders is gone; log and ledger stay. `kept`: orders on which a case was opened meanwhile. */
export const CustomerErased = defineEvent(
  'customer.erased',
  1,
  z.strictObject({ orderIds: z.array(OrderId), kept: z.array(z.strictObject({ orderId: OrderId, caseId: CaseId })), by: z.string() }),
);
