import * as z from 'zod';

/** What an event of the provider's is about: one refund by the provider's id, or every refund of a payment. Nothing else of it is believed. */
export type EventSubject = ({ readonly providerId: string } | { readonly paymentId: string }) & {
  /** News of something made just now: whoever asked for a refund of ours has the answer, or asks again under the same key. */
  readonly onlyElsewhere?: true;
};

const aboutRefund = new Set(['refund.updated', 'refund.failed', 'charge.refund.updated']);
const madeNow = new Set(['refund.created', 'charge.refunded']);

const RefundObject = z.object({ object: z.literal('refund'), id: z.string().min(1) });
const ChargeObject = z.object({ object: z.literal('charge'), id: z.string().min(1), payment_intent: z.string().min(1).nullish() });

/** What an event of Stripe's is about, or undefined for one that is about no refund. https://docs.stripe.com/api/events/types */
export function paymentEvent(event: { readonly type: string; readonly data: { readonly object: unknown } }): EventSubject | undefined {
  const { object } = event.data;
  const fresh = madeNow.has(event.type);
  if (!fresh && !aboutRefund.has(event.type)) return undefined;
  const only = fresh ? ({ onlyElsewhere: true } as const) : {};
  const refund = event.type === 'charge.refunded' ? undefined : RefundObject.safeParse(object).data;
  if (refund) return { providerId: refund.id, ...only };
  const charge = event.type === 'charge.refunded' ? ChargeObject.safeParse(object).data : undefined;
  return charge && { paymentId: charge.payment_intent ?? charge.id, ...only };
}
