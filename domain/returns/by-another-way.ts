import { cameBack } from './refund-standing.ts';
import type { Refund, ReturnCase } from './return-case.ts';

/** Refunds about to be set aside: one of a payment whose money came back is paid out by hand instead (store credit and exchanges stay what they are), and names the refund that it replaces. */
export function byAnotherWay(refunds: readonly Refund[], subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  const back = cameBack(subject);
  return refunds.map((refund) => {
    const before = back.findLast(({ paymentId }) => paymentId === refund.paymentId);
    if (!before || refund.via === 'exchange') return refund;
    return { ...refund, via: refund.via === 'credit' ? 'credit' : 'payout', replaces: before.refundId };
  });
}
