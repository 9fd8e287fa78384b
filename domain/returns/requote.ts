import type { Because } from '../cases/because.ts';
import type { Money } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import { type Ledger, remainingOf } from '../refunds/ledger.ts';
import type { ReturnDecision } from './decide-return.ts';
import { quoteReturn } from './quote-return.ts';
import type { Fee, ReturnCase, ReturnLine } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';
import { checkRequest, type RequestFault } from './return-request.ts';
import type { Counters } from './returnable.ts';

/** What a colleague changes. `lines` are all lines of the return as they shall be; `adjustment` is added to the refund, in minor units. */
export interface TermsWanted {
  readonly lines?:
    | readonly {
        readonly lineId: string;
        readonly quantity: number;
        readonly reason?: string | undefined;
        readonly exchangeFor?: string | undefined;
      }[]
    | undefined;
  readonly adjustment?: { readonly amount: number } | undefined;
  readonly remedy?: ReturnCase['remedy'] | undefined;
}

/** What the order and its payments say, and the policy that the case is judged by from now on. */
export interface Shop {
  readonly order: SoldOrder;
  readonly ledgers: readonly Ledger[];
  readonly counters: Counters;
  readonly policy: ReturnPolicy;
  readonly policyVersion: number;
}

/** The terms as they shall be, and what policy says about them. */
export interface Terms {
  readonly lines: ReturnLine[];
  readonly fees: readonly Fee[];
  readonly value: Money;
  readonly remedy: ReturnCase['remedy'];
  readonly adjustment: number;
  readonly policyVersion: number;
  readonly decision: ReturnDecision;
  /** Pieces of the order, by line. */
  readonly sold: ReadonlyMap<string, number>;
}

/** A colleague has looked at the goods or spoken to the customer: they need no photo and no comment. */
const onlyForCustomers = new Set(['photo-needed', 'comment-needed']);

/** Counts a return again with other lines, another adjustment, remedy or policy. Or everything that is wrong, by pointer. */
export function requote(subject: ReturnCase, wanted: TermsWanted, shop: Shop): Terms | { readonly faults: readonly RequestFault[] } {
  const { order, ledgers, policy } = shop;
  const remedy = wanted.remedy ?? subject.remedy;
  const same: TermsWanted['lines'] = subject.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const asked = (wanted.lines ?? same).map((line) => {
    const known = subject.lines.find(({ lineId }) => lineId === line.lineId);
    const sku = line.exchangeFor ?? (remedy === 'exchange' ? known?.exchangeFor?.sku : undefined);
    return { ...line, reason: line.reason ?? known?.reason ?? '', photos: known?.photos ?? [], ...(sku ? { exchangeFor: sku } : {}) };
  });
  const request = { orderId: subject.orderId, lines: asked, remedy, route: subject.route };
  const counters = withOwn(shop.counters, subject, order);
  const faults = [
    ...(wanted.lines ? checkRequest(request, order, counters, policy).filter(({ because }) => !onlyForCustomers.has(because.code)) : []),
    ...((policy.remedies as readonly string[]).includes(remedy) ? [] : [fault('/remedy', 'remedy-not-offered', { remedy })]),
  ];
  if (faults.length > 0) return { faults };
  const quote = quoteReturn(request, order, ledgers, policy, counters, new Date(subject.openedAt));
  const adjustment = wanted.adjustment?.amount ?? subject.adjustment?.amount ?? 0;
  const { currency } = order;
  const amount = quote.value.amount + adjustment;
  if (amount < 0) return { faults: [fault('/adjustment/amount', 'adjustment-below-zero', { amount: quote.value.amount, currency })] };
  const left = remainingOf(ledgers);
  if (adjustment > 0 && amount > left)
    return { faults: [fault('/adjustment/amount', 'adjustment-above-paid', { amount: left, currency })] };
  return {
    lines: asked.map(({ exchangeFor: sku, ...line }) => ({
      ...{ ...line, open: line.quantity, amount: 0 },
      ...quote.lines.find(({ lineId }) => lineId === line.lineId),
      ...asTold(subject, line.lineId, sku),
    })),
    fees: quote.fees,
    value: { amount, currency },
    remedy,
    adjustment,
    policyVersion: shop.policyVersion,
    decision: quote.decision,
    sold: new Map(order.lines.map(({ lineId, quantity }) => [lineId, quantity])),
  };
}

/** What the customer was told about the article that they still want: its price stays, whatever the shop changed since. */
function asTold(subject: ReturnCase, lineId: string, sku: string | undefined): Pick<ReturnLine, 'exchangeFor'> {
  const told = subject.lines.find((line) => line.lineId === lineId)?.exchangeFor;
  return told && told.sku === sku ? { exchangeFor: told } : {};
}

/** The order's counters as if this return had not taken its pieces. */
function withOwn(counters: Counters, subject: ReturnCase, order: SoldOrder): Counters {
  const own = new Map(counters);
  for (const { lineId, open } of subject.lines) {
    const sold = order.lines.find((line) => line.lineId === lineId)?.quantity ?? open;
    own.set(lineId, Math.min(sold, (counters.get(lineId) ?? sold - open) + open));
  }
  return own;
}

function fault(pointer: string, code: string, values: Because['values']): RequestFault {
  return { pointer, because: { code, values } };
}
