import * as z from 'zod';
import { ExchangeId, Instant, LineId, PersonId } from '../identifiers.ts';
import { Minor } from '../money.ts';

/** Which article: its number in the shop. */
export const Sku = z.string().min(1).max(128);

/** What the customer wants instead of a line's pieces. Without a price of its own it costs what those pieces were worth. */
export const Wanted = z.strictObject({ sku: Sku, unitPrice: Minor.optional() });
export type Wanted = z.infer<typeof Wanted>;

/** Pieces that go to the customer instead of as many of a line; `price` is for all of them. */
export const ExchangeItem = z.strictObject({ lineId: LineId, sku: Sku, quantity: z.int().min(1), price: Minor });
export type ExchangeItem = z.infer<typeof ExchangeItem>;

/** Why the shop does not exchange: a code of its own, no sentence. */
export const DeclineReason = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a code such as out-of-stock');

/** One exchange: what the shop was asked to send. `worth`: what came back is worth, after fees and deductions. Minor units of the case's currency. */
export const Exchange = z.strictObject({
  exchangeId: ExchangeId,
  status: z.enum(['requested', 'fulfilled', 'declined']),
  items: z.array(ExchangeItem).min(1),
  worth: Minor,
  price: Minor,
  requestedAt: Instant,
  answerBy: Instant,
  answeredAt: Instant.optional(),
  /** Who answered: the shop's own system, or a colleague. */
  by: z.union([z.literal('shop'), PersonId]).optional(),
  reason: DeclineReason.optional(),
  /** Since when the shop also says the opposite. */
  contradictedAt: Instant.optional(),
  /** Declined, and its money has been set aside anew since. */
  replacedAt: Instant.optional(),
});
export type Exchange = z.infer<typeof Exchange>;

/** What would be exchanged, before anybody is asked. */
export type PlannedExchange = Pick<Exchange, 'items' | 'worth' | 'price'>;

/** Above zero: what the shop collects from the customer. Below: what goes back to them beside the exchange. */
export function differenceOf({ price, worth }: Pick<Exchange, 'price' | 'worth'>): number {
  return price - worth;
}

/** The exchange of these pieces; undefined where there are none. */
export function plannedExchange(items: readonly ExchangeItem[], worth: number): PlannedExchange | undefined {
  if (items.length === 0) return undefined;
  return { items: [...items], worth, price: items.reduce((sum, { price }) => sum + price, 0) };
}

/** The exchange that the shop has not answered yet: a case has one at a time. */
export function openExchange({ exchanges }: { readonly exchanges: readonly Exchange[] }): Exchange | undefined {
  return exchanges.find(({ status }) => status === 'requested');
}

/** The exchanges that the shop declined and whose money is owed since. */
export function declinedExchanges({ exchanges }: { readonly exchanges: readonly Exchange[] }): Exchange[] {
  return exchanges.filter(({ status, replacedAt }) => status === 'declined' && replacedAt === undefined);
}
