import * as z from 'zod';
import { CaseId, OrderId } from '../domain/identifiers.ts';
import { Money } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** A customer asked to send items back. Starts the return workflow. */
export const ReturnRequested = defineEvent('return.requested', 1, z.strictObject({ caseId: CaseId, orderId: OrderId, value: Money }));
