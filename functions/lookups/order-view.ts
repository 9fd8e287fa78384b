import * as z from 'zod';
import { LineId, OrderId } from '../../domain/identifiers.ts';
import { Currency, Minor } from '../../domain/money.ts';
import { Article } from '../../domain/orders/order.ts';
import { labelOf, type Reason } from '../../domain/returns/reasons.ts';
import type { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { returnableLines } from '../../domain/returns/returnable.ts';
import { say } from '../../domain/texts/say.ts';
import type { OrderRecord } from '../adapters/orders.ts';

/** A reason to choose; one with children is a heading. */
export const ReasonView = z
  .object({
    code: z.string(),
    label: z.string(),
    /** In each language that we speak, for a reader who switches. */
    labels: z.object({ en: z.string(), id: z.string() }),
    needs: z.array(z.enum(['photo', 'comment'])),
    get children() {
      return z.array(ReasonView).optional();
    },
  })
  .meta({ id: 'Reason' });
type ReasonView = z.infer<typeof ReasonView>;

const LineView = z.object({
  lineId: LineId,
  sku: z.string(),
  title: z.string(),
  category: z.string(),
  quantity: z.int(),
  unitPrice: Minor,
  discount: Minor.optional(),
  /** What it may be exchanged for besides itself, where the policy offers exchanges. */
  exchangeable: z.array(Article).optional(),
  /** How many pieces may come back, until when; of none, why. */
  returnable: z.object({ quantity: z.int(), until: z.iso.datetime().optional(), because: z.string().optional() }),
  reasons: z.array(ReasonView),
});

/** An order as its customer sees it: what may come back and why. No address, no telephone number. */
export const OrderView = z
  .object({
    orderId: OrderId,
    shop: z.string().optional(),
    locale: z.string(),
    country: z.string(),
    currency: Currency,
    placedAt: z.iso.datetime(),
    remedies: z.array(z.string()),
    lines: z.array(LineView),
  })
  .meta({ id: 'OrderView' });
export type OrderView = z.infer<typeof OrderView>;

/** The order as its customer sees it on that day, in their language. */
export function orderView({ order, counters }: OrderRecord, policy: ReturnPolicy, on: Date, language: string): OrderView {
  const returnable = new Map(returnableLines(order, counters, policy, on).map((line) => [line.lineId, line]));
  const reasons = policy.reasons.map((reason) => reasonView(reason, language, []));
  return {
    orderId: order.orderId,
    ...(order.shop === undefined ? {} : { shop: order.shop }),
    locale: order.locale,
    country: order.country,
    currency: order.currency,
    placedAt: order.placedAt,
    remedies: [...policy.remedies],
    lines: order.lines.map(({ lineId, sku, title, category, quantity, unitPrice, discount, exchangeable }) => {
      const { quantity: left = 0, until, because } = returnable.get(lineId) ?? {};
      const why = because === undefined ? {} : { because: say(because, language) };
      return {
        ...{ lineId, sku, title, category, quantity, unitPrice },
        ...(discount === undefined ? {} : { discount }),
        ...(exchangeable && policy.remedies.includes('exchange') ? { exchangeable } : {}),
        returnable: { quantity: left, ...(until === undefined ? {} : { until }), ...why },
        reasons,
      };
    }),
  };
}

/** `needs` is inherited, so that a form need not walk up the tree. */
function reasonView(reason: Reason, language: string, inherited: readonly ('photo' | 'comment')[]): ReasonView {
  const needs = reason.needs === undefined ? [...inherited] : [reason.needs].flat();
  const children = reason.children?.map((child) => reasonView(child, language, needs));
  const labels = { en: labelOf(reason, 'en'), id: labelOf(reason, 'id') };
  return { code: reason.code, label: labelOf(reason, language), labels, needs, ...(children?.length ? { children } : {}) };
}
