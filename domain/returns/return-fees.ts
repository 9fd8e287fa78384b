import { smallestUnit } from '../money.ts';
import type { SoldOrder } from '../orders/order.ts';
import { reasonOf } from './reasons.ts';
import type { Fee, ReturnLine } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** What of a return fees look at. */
export interface Charged {
  readonly route: 'own-postage' | 'label' | 'store';
  readonly lines: readonly Pick<ReturnLine, 'lineId' | 'reason' | 'amount'>[];
}

/**
 * The fees of a return, never more than its lines are worth together. Restocking counts for the lines whose reason does not make the
 * shop pay; return shipping once, for the shop's label, unless any line is the shop's fault (its parcel goes back anyway).
 */
export function feesOf(charged: Charged, order: Pick<SoldOrder, 'lines' | 'currency'>, policy: ReturnPolicy): Fee[] {
  const shopPays = (line: { reason: string }) => reasonOf(line.reason, policy.reasons)?.shopPays ?? false;
  const { restocking, returnShipping } = policy.fees;
  const categoryOf = (lineId: string) => order.lines.find((line) => line.lineId === lineId)?.category ?? '';
  const restocked = charged.lines.filter((line) => !shopPays(line) && (restocking?.categories?.includes(categoryOf(line.lineId)) ?? true));
  const shipping = charged.route === 'label' && !charged.lines.some(shopPays) ? (returnShipping?.[order.currency] ?? 0) : 0;
  const restock = percentOf(total(restocked), restocking?.percent ?? 0, order.currency);
  const shippingAtMost = Math.min(shipping, total(charged.lines) - restock);
  const fees: Fee[] = [
    { code: 'restocking', amount: restock },
    { code: 'return-shipping', amount: shippingAtMost },
  ];
  return fees.filter(({ amount }) => amount > 0);
}

/** A share of an amount, rounded down (for the customer) to what people pay in; percents count to six decimals. */
export function percentOf(amount: number, percent: number, currency: string): number {
  const exact = Number((BigInt(amount) * BigInt(Math.round(percent * 1_000_000))) / 100_000_000n);
  return exact - (exact % smallestUnit(currency));
}

function total(lines: readonly { amount: number }[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
