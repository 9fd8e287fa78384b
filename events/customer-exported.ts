import * as z from 'zod';
import { OrderId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Somebody was handed everything that is held about a customer. `by`: a person id, or `command-line`. */
export const CustomerExported = defineEvent('customer.exported', 1, z.strictObject({ orderIds: z.array(OrderId), by: z.string() }));
