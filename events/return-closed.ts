import * as z from 'zod';
import { Money } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** Everything is settled. */
export const ReturnClosed = defineEvent('return.closed', 1, z.strictObject({ refunded: Money }));
