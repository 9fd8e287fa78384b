import { MoneyError } from '../errors.ts';
import { type ExchangeItem, type PlannedExchange, plannedExchange } from '../returns/exchange.ts';
import { worthWithin } from '../returns/line-amount.ts';
import type { Finding, ReturnCase, ReturnLine } from '../returns/return-case.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import type { AmountPart, ContainedTax } from './amount-part.ts';
import { add, composeAmount, isWholeOrder, type PaidOrder, type PiecesBack } from './compose-amount.ts';
import { type Ledger, remainingOf } from './ledger.ts';
import { asStoreCredit } from './store-credit.ts';
import { type RefundPart, splitRefund } from './tenders.ts';
import { piecesToExchange, splitExchange } from './to-exchange.ts';

/** What a case has coming, whatever its payments still hold. In minor units of `currency`. */
export interface ComposedDue {
  /** Beyond what the case's refunds (failed ones aside) already gave back: the sum of `parts`. */
  readonly due: number;
  /** What went back although nothing stands for it (an early refund of pieces that were rejected or never came): a person must look. */
  readonly overpaid: number;
  readonly currency: string;
  readonly parts: readonly AmountPart[];
  readonly taxes: readonly ContainedTax[];
  /** The pieces that the amount is for. */
  readonly lines: readonly PiecesBack[];
  /** What the customer gets instead of some of them. */
  readonly items: readonly ExchangeItem[];
}

/** What goes back now, and to which payments. `parts` sum to `amount`, and so do `refunds`. */
export interface ComposedRefund extends Omit<ComposedDue, 'due' | 'items'> {
  /** Never above what remains. */
  readonly amount: number;
  /** What is due but no payment holds any more (another return was faster): a person must look, nothing is cut silently. */
  readonly short: number;
  readonly refunds: readonly RefundPart[];
  /** What the shop is to send instead; the refunds with via `exchange` are set aside for it. */
  readonly exchange?: PlannedExchange | undefined;
}

/** `accepted`: what inspection found good. `announced`: also the pieces that are still expected, as if they came and were good. */
export type Basis = 'accepted' | 'announced';

/** What is due, split over the payments: from each as much becomes store credit, or pays for an exchange, where that is the remedy. */
export function composeRefund(
  subject: ReturnCase,
  order: PaidOrder,
  ledgers: readonly Ledger[],
  policy: ReturnPolicy,
  on: Date,
  basis: Basis = 'accepted',
): ComposedRefund {
  const { due, parts: owed, items, ...composed } = composeDue(subject, order, policy, basis);
  const other = ledgers.find(({ currency }) => currency !== subject.currency);
  if (other) throw new MoneyError(`cannot pay ${subject.currency} back to a payment in ${other.currency}`);
  const amount = Math.min(due, remainingOf(ledgers));
  const parts = [...owed];
  add(parts, 'nothing-left', amount - due);
  const split = (part: number, over: readonly Ledger[]) => splitRefund(part, over, policy.tenderOrder, on);
  const exchange = plannedExchange(items, amount);
  const money = splitExchange(amount, exchange?.price ?? 0, ledgers, split);
  const refunds = subject.remedy === 'store-credit' ? asStoreCredit(money, subject.refunds, policy.storeCredit, on) : money;
  return { ...composed, amount, short: due - amount, parts, refunds, exchange };
}

/**
 * Accepted pieces − deductions − fees (once) + adjustment, or the whole of a keep-item case, less what went back already. Judged
 * over all findings of the case each time, so a second parcel, or a refund that failed, comes out right without bookkeeping.
 */
export function composeDue(subject: ReturnCase, order: PaidOrder, policy: ReturnPolicy, basis: Basis = 'accepted'): ComposedDue {
  const lines = subject.lines.map((line) => piecesBack(line, subject, basis));
  const items = piecesToExchange(subject, lines);
  const entitled = entitledTo(subject, lines, order, policy, items.length > 0);
  const wentBack = subject.refunds.filter(({ status }) => status !== 'failed').reduce((sum, refund) => sum + refund.amount, 0);
  const due = Math.max(0, entitled.amount - wentBack);
  const parts = [...entitled.parts];
  add(parts, 'refunded-before', due - entitled.amount);
  return { due, overpaid: Math.max(0, wentBack - entitled.amount), currency: subject.currency, parts, taxes: entitled.taxes, lines, items };
}

function entitledTo(subject: ReturnCase, lines: readonly PiecesBack[], order: PaidOrder, policy: ReturnPolicy, exchanging: boolean) {
  const judged = subject.statutory ? subject.lines : lines;
  // What is exchanged is delivered anew: its delivery was no waste.
  const delivered = exchanging || subject.exchanges.some(({ status }) => status !== 'declined');
  const goods = {
    ...{ route: subject.route, lines, free: subject.keepItem, feesAtMost: subject.fees },
    wholeOrder: !delivered && lines.some(({ quantity }) => quantity > 0) && isWholeOrder(judged, order),
    adjustment: subject.adjustment?.amount,
  };
  return composeAmount(goods, order, policy);
}

/** The pieces of a line that money goes back for: the findings take the line's pieces in turn, then come the ones still expected. */
function piecesBack(line: ReturnLine, subject: ReturnCase, basis: Basis): PiecesBack {
  const findings = subject.keepItem ? [keptOf(line)] : subject.findings.filter(({ lineId }) => lineId === line.lineId);
  const expected = basis === 'announced' && !subject.keepItem && line.open > 0 ? [{ ...keptOf(line), quantity: line.open }] : [];
  let seen = 0;
  const accepted = [...findings, ...expected].flatMap((finding) => {
    const worth = worthWithin(line, subject.currency, seen, finding.quantity);
    seen += finding.quantity;
    return finding.outcome === 'accepted' ? [{ ...finding, worth }] : [];
  });
  const total = (field: keyof PiecesBack['worth']) => accepted.reduce((sum, { worth }) => sum + worth[field], 0);
  return {
    ...{ lineId: line.lineId, reason: line.reason },
    quantity: accepted.reduce((sum, { quantity }) => sum + quantity, 0),
    worth: {
      ...{ price: total('price'), amount: total('amount'), notPaid: total('notPaid') },
      ...{ lineDiscount: total('lineDiscount'), orderDiscount: total('orderDiscount') },
    },
    deductions: accepted.flatMap(({ deduction, worth, noteId }) =>
      deduction ? [{ amount: Math.min(deduction, worth.amount), noteId }] : [],
    ),
  };
}

/** The whole line, as if it had come and was good. */
function keptOf({ lineId, quantity }: ReturnLine): Finding {
  return { lineId, quantity, outcome: 'accepted' };
}
