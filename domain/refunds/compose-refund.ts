import type { SoldOrder } from '../orders/order.ts';
import { worthOfPieces } from '../returns/line-amount.ts';
import type { ReturnCase, ReturnLine } from '../returns/return-case.ts';
import { feesOf } from '../returns/return-fees.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import { type Ledger, remainingOf } from './ledger.ts';
import { type RefundPart, splitRefund } from './tenders.ts';

/** What is due now, beyond what the case's refunds (failed ones aside) already gave back. `parts` sum to `amount`, never above what remains. */
export interface ComposedRefund {
  readonly amount: number;
  /** What is due but no payment holds any more (another return was faster): a person must look, nothing is cut silently. */
  readonly short: number;
  readonly currency: string;
  readonly parts: readonly RefundPart[];
}

/**
 * Accepted pieces − deductions − fees (once) + adjustment, or the whole of a keep-item case, less what went back already. Judged
 * over all findings of the case each time, so a second parcel, or a refund that failed, comes out right without bookkeeping.
 */
export function composeRefund(
  subject: ReturnCase,
  order: Pick<SoldOrder, 'lines' | 'currency'>,
  ledgers: readonly Ledger[],
  policy: ReturnPolicy,
  on: Date,
): ComposedRefund {
  const wentBack = subject.refunds.filter(({ status }) => status !== 'failed').reduce((sum, refund) => sum + refund.amount, 0);
  const due = Math.max(0, entitledTo(subject, order, policy) - wentBack);
  const amount = Math.min(due, remainingOf(ledgers));
  return { amount, short: due - amount, currency: subject.currency, parts: splitRefund(amount, ledgers, policy.tenderOrder, on) };
}

function entitledTo(subject: ReturnCase, order: Pick<SoldOrder, 'lines' | 'currency'>, policy: ReturnPolicy): number {
  const adjustment = subject.adjustment?.amount ?? 0;
  if (subject.keepItem) return Math.max(0, subject.lines.reduce((sum, line) => sum + line.amount, 0) + adjustment);
  const accepted = subject.lines.map((line) => ({ ...line, ...acceptedOf(line, subject) }));
  const goods = accepted.reduce((sum, line) => sum + line.amount - line.deducted, 0);
  return Math.max(0, goods - feesFor(accepted, subject, order, policy) + adjustment);
}

/** What the accepted pieces of a line are worth, and what was deducted from them: the findings take the line's pieces in turn. */
function acceptedOf(line: ReturnLine, subject: ReturnCase): { amount: number; deducted: number } {
  let seen = 0;
  let amount = 0;
  let deducted = 0;
  for (const finding of subject.findings.filter(({ lineId }) => lineId === line.lineId)) {
    const worth = worthOfPieces(line.amount, line.quantity, subject.currency, seen, finding.quantity);
    seen += finding.quantity;
    if (finding.outcome !== 'accepted') continue;
    amount += worth;
    deducted += Math.min(worth, finding.deduction ?? 0);
  }
  return { amount, deducted };
}

/** The fees on what was accepted, each never above what was shown before submitting. */
function feesFor(
  accepted: readonly ReturnLine[],
  subject: ReturnCase,
  order: Pick<SoldOrder, 'lines' | 'currency'>,
  policy: ReturnPolicy,
): number {
  const now = feesOf({ route: subject.route, lines: accepted }, order, policy);
  const shown = (code: string) => subject.fees.filter((fee) => fee.code === code).reduce((sum, fee) => sum + fee.amount, 0);
  return now.reduce((sum, fee) => sum + Math.min(fee.amount, shown(fee.code)), 0);
}
