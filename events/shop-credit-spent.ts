import * as z from 'zod';
import { RefundId } from '../domain/identifiers.ts';
import { Currency } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** The shop's till took something from a store credit, in minor units. `spendId` is the shop's own: told twice, it counts once. */
export const ShopCreditSpent = defineEvent(
  'shop.credit.spent',
  1,
  z.strictObject({ spendId: z.string().min(1).max(128), creditId: RefundId, amount: z.int().min(1), currency: Currency }),
  'shop',
);
