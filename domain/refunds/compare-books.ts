import type { Refund } from '../returns/return-case.ts';

/** A refund of a payment as the provider's books have it, in minor units. */
export interface BookEntry {
  readonly providerId: string;
  readonly refundId?: string | undefined;
  readonly amount: number;
  readonly status: 'succeeded' | 'pending' | 'failed';
}

/** One difference between the provider's books and ours; `id` names it for ever, so that it is told once. */
export interface Difference {
  readonly what: 'missing' | 'amount' | 'doubled' | 'unknown' | 'above';
  readonly id: string;
  /** Our refund that it is about, if it is about one. */
  readonly refundId?: string;
}

/**
 * What differs about one payment, after everything was taken over that can be. Refunds without an outcome are no difference yet, nor
 * are payouts and store credit, which no provider knows. A refund made elsewhere differs only when more went back in all than was captured.
 */
export function differencesOf(
  ours: readonly Pick<Refund, 'refundId' | 'amount' | 'status' | 'via'>[],
  books: readonly BookEntry[],
  captured: number,
): Difference[] {
  const live = books.filter(({ status }) => status !== 'failed');
  const byProvider = ours.filter(({ via }) => via === 'provider');
  const about = byProvider.flatMap((refund) => differencesOfOne(refund, live));
  const strangers = live.filter(({ refundId }) => refundId !== undefined && !ours.some((refund) => refund.refundId === refundId));
  const byHand = ours.filter(({ via, status }) => via !== 'provider' && status === 'succeeded');
  const total = [...live, ...byHand].reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...about,
    ...strangers.map(({ providerId }): Difference => ({ what: 'unknown', id: providerId })),
    ...(total > captured ? [{ what: 'above', id: `${total}` } as const] : []),
  ];
}

function differencesOfOne(
  { refundId, amount, status }: Pick<Refund, 'refundId' | 'amount' | 'status'>,
  live: readonly BookEntry[],
): Difference[] {
  const entries = live.filter((entry) => entry.refundId === refundId);
  const one = (what: Difference['what']): Difference[] => [{ what, id: refundId, refundId }];
  if (entries.length > 1) return one('doubled');
  const [entry] = entries;
  if (status === 'succeeded') return entry ? (entry.amount === amount ? [] : one('amount')) : one('missing');
  return status === 'failed' && entry ? one('unknown') : [];
}
