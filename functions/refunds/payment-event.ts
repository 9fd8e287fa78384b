import * as z from 'zod';
import { CaseId, RefundId } from '../../domain/identifiers.ts';

/** What a webhook settles. */
export interface RefundNews {
  readonly caseId: string;
  readonly refundId: string;
  readonly status: 'succeeded' | 'failed';
  readonly reason?: string;
}

const about = new Set(['refund.updated', 'refund.failed', 'charge.refund.updated']);
const outcomes: Readonly<Record<string, RefundNews['status']>> = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed' };

const OurRefund = z.object({
  object: z.literal('refund'),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata: z.object({ refundId: RefundId, caseId: CaseId }),
});

/** The outcome of one of our refunds in an event of Stripe's, or undefined for anything else (pending, or made in the dashboard). */
export function paymentEvent(event: { readonly type: string; readonly data: { readonly object: unknown } }): RefundNews | undefined {
  const refund = about.has(event.type) ? OurRefund.safeParse(event.data.object).data : undefined;
  const status = refund && outcomes[refund.status ?? ''];
  if (!status) return undefined;
  const { metadata, failure_reason } = refund;
  return { ...metadata, status, ...(failure_reason ? { reason: failure_reason } : {}) };
}
