import * as z from 'zod';
import { OrderId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Somebody may not be known here any more: everything personal about these orders is to go. `by`: a person id, or `command-line`. */
export const CustomerErasureRequested = defineEvent(
  'customer.erasure-requested',
  1,
  z.strictObject({ orderIds: z.array(OrderId), by: z.string() }),
);
