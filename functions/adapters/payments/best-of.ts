import type { ProviderRefund, RefundOutcome } from './gateway.ts';

const rank = { succeeded: 2, pending: 1, failed: 0 } as const;

/** What became of one of our refunds when the provider's books name it more than once: the one that moved money counts. */
export function bestOf(refunds: readonly ProviderRefund[]): RefundOutcome | undefined {
  const best = refunds.toSorted((a, b) => rank[b.status] - rank[a.status])[0];
  return best && { status: best.status, ...(best.reason === undefined ? {} : { reason: best.reason }) };
}
