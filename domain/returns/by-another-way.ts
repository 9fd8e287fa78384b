import { cameBack } from './refund-standing.ts';
import type { Refund, ReturnCase } from './return-case.ts';

/** Refunds about to be set aside: one of a payment whose money came back is paid out by hand instead, and names the refund that it replaces. */
export function byAnotherWay(refunds: readonly Refund[], subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  const back = cameBack(subject);
  return refunds.map((refund) => {
    const before = back.findLast(({ paymentId }) => paymentId === refund.paymentId);
    return before ? { ...refund, via: 'payout', replaces: before.refundId } : refund;
  });
}
