import { MoneyError } from '../errors.ts';
import { allocate, type Money, smallestUnit } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import { type Ledger, remainingOf } from '../refunds/ledger.ts';
import { type RefundPart, splitRefund } from '../refunds/tenders.ts';
import { decideReturn, type ReturnDecision } from './decide-return.ts';
import { lineAmount } from './line-amount.ts';
import type { Fee } from './return-case.ts';
import { feesOf } from './return-fees.ts';
import type { ReturnPolicy } from './return-policy.ts';
import type { ReturnRequest } from './return-request.ts';
import { type Counters, stillReturnable } from './returnable.ts';

/** What a return would bring, before anybody submits it. */
export interface Quote {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amount: number }[];
  readonly fees: readonly Fee[];
  /** Nothing where policy would refuse. */
  readonly refunds: readonly RefundPart[];
  readonly total: Money;
  /** The case's value: what goes back if it is approved, after fees, also where policy would refuse. */
  readonly value: Money;
  /** What policy says today. */
  readonly decision: ReturnDecision;
}

/** Amounts, fees and tenders of a checked request (`checkRequest` found nothing). Writes nothing, reads no clock. */
export function quoteReturn(
  request: ReturnRequest,
  order: SoldOrder,
  ledgers: readonly Ledger[],
  policy: ReturnPolicy,
  counters: Counters,
  on: Date,
): Quote {
  const { currency } = order;
  const lines = pricedLines(request, order, counters, remainingOf(ledgers));
  const worth = lines.reduce((sum, line) => sum + line.amount, 0);
  const shown = feesOf({ route: request.route, lines }, order, policy);
  const afterFees = worth - shown.reduce((sum, fee) => sum + fee.amount, 0);
  const judged = { openedAt: on.toISOString(), remedy: request.remedy, value: { amount: afterFees, currency }, lines };
  const decision = decideReturn(judged, order, policy);
  const fees = decision.outcome === 'keep-item' ? [] : shown;
  const value = decision.outcome === 'keep-item' ? worth : afterFees;
  const total = decision.outcome === 'refused' ? 0 : value;
  return {
    lines: lines.map(({ lineId, quantity, amount }) => ({ lineId, quantity, amount })),
    fees,
    refunds: splitRefund(total, ledgers, policy.tenderOrder, on),
    total: { amount: total, currency },
    value: { amount: value, currency },
    decision,
  };
}

/** The asked pieces with their worth; together never more than the payments still hold (an order paid with less than its lines cost). */
function pricedLines(request: ReturnRequest, order: SoldOrder, counters: Counters, remaining: number) {
  const lines = request.lines.map((asked) => {
    const line = order.lines.find(({ lineId }) => lineId === asked.lineId);
    if (!line) throw new MoneyError(`order ${order.orderId} has no line ${asked.lineId}: check the request first`);
    const before = line.quantity - stillReturnable(line, counters);
    return { ...asked, amount: lineAmount(line, asked.quantity, order.currency, before) };
  });
  const worth = lines.reduce((sum, line) => sum + line.amount, 0);
  if (worth <= remaining) return lines;
  const shares = allocate(
    remaining,
    lines.map((line) => line.amount),
    smallestUnit(order.currency),
  );
  return lines.map((line, index) => ({ ...line, amount: shares[index]! }));
}
