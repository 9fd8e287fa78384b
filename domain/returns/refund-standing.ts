import { type Refund, type ReturnCase, standing } from './return-case.ts';

/** Is the outcome still open: on our ledger, with the provider, or with a person who pays out? */
export function isUnsettled(refund: Pick<Refund, 'status'>): boolean {
  return refund.status === 'reserved' || refund.status === 'sent' || refund.status === 'awaiting-payout';
}

/** The status of a case while money of it is on its way: undefined once every refund has an outcome. */
export function payingStatus(refunds: readonly Pick<Refund, 'status'>[]): 'refunding' | 'awaiting-payout' | undefined {
  if (refunds.some(({ status }) => status === 'awaiting-payout')) return 'awaiting-payout';
  return refunds.some(isUnsettled) ? 'refunding' : undefined;
}

/** The refunds that count: all but the failed ones that a later reservation replaced. */
export function standingRefunds(subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  return subject.refunds.filter((refund) => refund.replacedAt === undefined);
}

/** The refunds that had gone out, came back, and have not been made by another way yet. */
export function cameBack(subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  return standingRefunds(subject).filter((refund) => refund.cameBackAt !== undefined);
}

/** Does the case owe money that no refund covers yet, or has its refund begun? Fees may still leave nothing to pay. */
export function isRefundable(subject: ReturnCase): boolean {
  const status = standing(subject);
  if (status === 'refunding' || status === 'awaiting-payout' || cameBack(subject).length > 0) return true;
  const news = subject.findings.slice(subject.settledFindings);
  // What an early refund failed to bring, or brought too much of, shows only when all of it is counted again.
  return subject.refunds.some(({ early }) => early) ? news.length > 0 : news.some((finding) => finding.outcome === 'accepted');
}

/** How many announced pieces are still expected. */
export function openPieces(subject: Pick<ReturnCase, 'lines'>): number {
  return subject.lines.reduce((sum, line) => sum + line.open, 0);
}
