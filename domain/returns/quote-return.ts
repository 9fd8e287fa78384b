import { MoneyError } from '../errors.ts';
import { allocate, type Money, smallestUnit } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { AmountPart, ContainedTax } from '../refunds/amount-part.ts';
import { add, composeAmount, feesIn, isWholeOrder, type PiecesBack, paidFor } from '../refunds/compose-amount.ts';
import { type Ledger, remainingOf } from '../refunds/ledger.ts';
import { type RefundPart, splitRefund } from '../refunds/tenders.ts';
import { itemFor, splitExchange, wantedFor } from '../refunds/to-exchange.ts';
import { decideReturn, type ReturnDecision } from './decide-return.ts';
import { type PlannedExchange, plannedExchange, type Wanted } from './exchange.ts';
import { discountShares, type LineWorth, lineWorth } from './line-amount.ts';
import type { Fee } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';
import type { ReturnRequest } from './return-request.ts';
import { type Counters, stillReturnable } from './returnable.ts';

/** A line as it is priced for the return: `amount` is what its pieces are worth. */
export interface QuotedLine extends Partial<Omit<LineWorth, 'price' | 'amount'>> {
  readonly lineId: string;
  readonly quantity: number;
  readonly amount: number;
  /** What is wanted instead of its pieces. */
  readonly exchangeFor?: Wanted | undefined;
}

/** What a return would bring, before anybody submits it. */
export interface Quote {
  readonly lines: readonly QuotedLine[];
  readonly fees: readonly Fee[];
  /** Nothing where policy would refuse. */
  readonly refunds: readonly RefundPart[];
  /** What the shop would be asked to send instead; the refunds with via `exchange` are what pays for it. */
  readonly exchange?: PlannedExchange | undefined;
  /** What `total` is made of: sums to it exactly. */
  readonly parts: readonly AmountPart[];
  readonly taxes: readonly ContainedTax[];
  readonly total: Money;
  /** The case's value: what goes back if it is approved, after fees, also where policy would refuse or the payments hold less by now. */
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
  const isExchange = request.remedy === 'exchange';
  const lines = pricedLines(request, order, counters);
  const back = lines.map((line): PiecesBack => ({ ...line, deductions: [] }));
  const composed = (free: boolean) =>
    composeAmount({ route: request.route, lines: back, wholeOrder: !isExchange && isWholeOrder(back, order), free }, order, policy);
  const judged = {
    openedAt: on.toISOString(),
    remedy: request.remedy,
    value: { amount: composed(false).amount, currency },
    lines: lines.map(({ lineId, quantity, worth }) => ({ lineId, quantity, amount: worth.amount })),
  };
  const decision = decideReturn(judged, order, policy);
  const whole = composed(decision.outcome === 'keep-item');
  const total = decision.outcome === 'refused' ? 0 : Math.min(whole.amount, remainingOf(ledgers));
  const parts = decision.outcome === 'refused' ? [] : [...whole.parts];
  if (parts.length > 0) add(parts, 'nothing-left', total - whole.amount);
  const items = lines.flatMap(({ lineId, quantity, worth, exchangeFor: wanted }) =>
    wanted ? [itemFor(lineId, wanted, quantity, worth.amount)] : [],
  );
  const exchange = decision.outcome === 'refused' ? undefined : plannedExchange(items, total);
  const split = (part: number, over: readonly Ledger[]) => splitRefund(part, over, policy.tenderOrder, on);
  return {
    lines: lines.map(({ lineId, quantity, worth, exchangeFor }) => ({
      ...{ lineId, quantity, ...told(worth) },
      ...(exchangeFor ? { exchangeFor } : {}),
    })),
    fees: feesIn(whole.parts),
    refunds: splitExchange(total, exchange?.price ?? 0, ledgers, split),
    exchange,
    parts,
    taxes: parts.length > 0 ? whole.taxes : [],
    total: { amount: total, currency },
    value: { amount: whole.amount, currency },
    decision,
  };
}

/** The asked pieces with their worth; together never more than was paid for the order, whatever went back of that already. */
function pricedLines({ lines: asked, remedy }: ReturnRequest, order: SoldOrder, counters: Counters) {
  const shares = discountShares(order);
  const lines = asked.map(({ lineId, quantity, reason, exchangeFor: sku }) => {
    const line = order.lines.find((candidate) => candidate.lineId === lineId);
    if (!line) throw new MoneyError(`order ${order.orderId} has no line ${lineId}: check the request first`);
    const before = line.quantity - stillReturnable(line, counters);
    const exchangeFor = remedy === 'exchange' ? wantedFor(line, sku) : undefined;
    return { lineId, quantity, reason, exchangeFor, worth: lineWorth(line, quantity, order.currency, before, shares.get(lineId)) };
  });
  const worth = lines.reduce((sum, line) => sum + line.worth.amount, 0);
  const paid = paidFor(order);
  if (worth <= paid) return lines;
  const weights = lines.map((line) => line.worth.amount);
  const amounts = allocate(paid, weights, smallestUnit(order.currency));
  return lines.map((line, index) => {
    const amount = amounts[index]!;
    return { ...line, worth: { ...line.worth, amount, notPaid: line.worth.amount - amount } };
  });
}

/** What a line tells: what is nothing is left away. */
function told({ amount, lineDiscount, orderDiscount, notPaid }: LineWorth): Omit<QuotedLine, 'lineId' | 'quantity'> {
  return {
    amount,
    ...(lineDiscount ? { lineDiscount } : {}),
    ...(orderDiscount ? { orderDiscount } : {}),
    ...(notPaid ? { notPaid } : {}),
  };
}
