import { declinedExchanges, openExchange } from './exchange.ts';
import { type Refund, type ReturnCase, standing } from './return-case.ts';

/** Is the outcome still open: on our ledger, with the provider, or with a person who pays out? */
export function isUnsettled(refund: Pick<Refund, 'status'>): boolean {
  return refund.status === 'reserved' || refund.status === 'sent' || refund.status === 'awaiting-payout';
}

/** The status of a case while money of it is on its way, or the shop is asked: undefined once everything has an outcome. */
export function payingStatus(subject: Pick<ReturnCase, 'refunds' | 'exchanges'>): 'refunding' | 'awaiting-payout' | undefined {
  if (subject.refunds.some(({ status }) => status === 'awaiting-payout')) return 'awaiting-payout';
  return isUnderWay(subject) ? 'refunding' : undefined;
}

/** Is an outcome still open: of a refund, or of an exchange that the shop was asked for? */
export function isUnderWay(subject: Pick<ReturnCase, 'refunds' | 'exchanges'>): boolean {
  return subject.refunds.some(isUnsettled) || openExchange(subject) !== undefined;
}

/** The refunds that count: all but the failed ones that a later reservation replaced. */
export function standingRefunds(subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  return subject.refunds.filter((refund) => refund.replacedAt === undefined);
}

/** The refunds that had gone out, came back, and have not been made by another way yet. */
export function cameBack(subject: Pick<ReturnCase, 'refunds'>): Refund[] {
  return standingRefunds(subject).filter((refund) => refund.cameBackAt !== undefined);
}

/** Is money owed once more by itself: it came back, or the shop did not exchange? */
export function owesAgain(subject: Pick<ReturnCase, 'refunds' | 'exchanges'>): boolean {
  return cameBack(subject).length > 0 || declinedExchanges(subject).length > 0;
}

/** Does the case owe money that no refund covers yet, or has its refund begun? Fees may still leave nothing to pay. */
export function isRefundable(subject: ReturnCase): boolean {
  const status = standing(subject);
  if (status === 'refunding' || status === 'awaiting-payout' || owesAgain(subject)) return true;
  const news = subject.findings.slice(subject.settledFindings);
  // What an early refund failed to bring, or brought too much of, shows only when all of it is counted again.
  return subject.refunds.some(({ early }) => early) ? news.length > 0 : news.some((finding) => finding.outcome === 'accepted');
}

/** How many announced pieces are still expected. */
export function openPieces(subject: Pick<ReturnCase, 'lines'>): number {
  return subject.lines.reduce((sum, line) => sum + line.open, 0);
}
