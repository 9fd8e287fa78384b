import type { SoldOrder } from '../orders/order.ts';
import type { LineWorth } from '../returns/line-amount.ts';
import type { Fee } from '../returns/return-case.ts';
import { type Charged, feesOf } from '../returns/return-fees.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import type { AmountPart, ContainedTax, PartCode } from './amount-part.ts';
import { containedTax } from './contained-tax.ts';

/** Pieces of one line that come back (or stay, where the customer keeps them), and what inspection takes off. */
export interface PiecesBack {
  readonly lineId: string;
  readonly reason: string;
  readonly quantity: number;
  readonly worth: LineWorth;
  readonly deductions: readonly { readonly amount: number; readonly noteId?: string | undefined }[];
}

/** What an amount is composed of. */
export interface GoodsBack {
  readonly route: Charged['route'];
  readonly lines: readonly PiecesBack[];
  /** Does every piece of the order come back, or does the law give the delivery costs back anyway? */
  readonly wholeOrder: boolean;
  /** Without fees: the customer keeps the goods. */
  readonly free: boolean;
  /** The fees that were shown before submitting: none is charged above that. Left away where they are being shown. */
  readonly feesAtMost?: readonly Fee[] | undefined;
  readonly adjustment?: number | undefined;
}

/** An amount with everything that it is made of: the parts sum to it exactly, in minor units of the order's currency. */
export interface ComposedAmount {
  readonly parts: readonly AmountPart[];
  readonly taxes: readonly ContainedTax[];
  readonly amount: number;
}

export type PaidOrder = Pick<SoldOrder, 'lines' | 'currency' | 'shipping' | 'payments'>;

/**
 * What goes back for these pieces: their price after discounts and deductions, delivery with a whole order (Directive 2011/83/EU,
 * article 13) as far as it was paid, less fees on the goods, and an adjustment. Never below nothing. The one place where quote, preview,
 * refund and mail get an amount from.
 */
export function composeAmount(goods: GoodsBack, order: PaidOrder, policy: ReturnPolicy): ComposedAmount {
  const parts: AmountPart[] = goods.lines.flatMap((line) => goodsParts(line));
  const worth = sum(parts);
  parts.push(...goods.lines.flatMap((line) => deductionParts(line)));
  const charged = goods.free ? [] : feesOf({ route: goods.route, lines: goods.lines.map(asCharged) }, order, policy);
  for (const { code, amount } of charged) add(parts, code, -Math.min(amount, shown(goods, code), sum(parts)));
  if (goods.wholeOrder) add(parts, 'shipping', Math.min(order.shipping ?? 0, Math.max(0, paidFor(order) - worth)));
  add(parts, 'adjustment', Math.max(goods.adjustment ?? 0, -sum(parts)));
  return { parts, taxes: containedTax(parts, order), amount: sum(parts) };
}

/** Does every piece of goods of the order stand among these? */
export function isWholeOrder(lines: readonly Pick<PiecesBack, 'lineId' | 'quantity'>[], order: Pick<SoldOrder, 'lines'>): boolean {
  const back = (lineId: string) => lines.filter((line) => line.lineId === lineId).reduce((all, { quantity }) => all + quantity, 0);
  const goods = order.lines.filter((line) => line.goods !== false);
  return goods.length > 0 && goods.every(({ lineId, quantity }) => back(lineId) >= quantity);
}

function goodsParts({ lineId, quantity, worth }: PiecesBack): AmountPart[] {
  const parts: AmountPart[] = quantity > 0 ? [{ code: 'goods', lineId, quantity, amount: worth.price }] : [];
  add(parts, 'line-discount', -worth.lineDiscount, lineId);
  add(parts, 'order-discount', -worth.orderDiscount, lineId);
  add(parts, 'not-paid', -worth.notPaid, lineId);
  return parts;
}

/** Wear takes no more than the pieces are worth. */
function deductionParts({ lineId, worth, deductions }: PiecesBack): AmountPart[] {
  let left = worth.amount;
  return deductions.flatMap(({ amount, noteId }): AmountPart[] => {
    const taken = Math.min(amount, left);
    left -= taken;
    return taken === 0 ? [] : [{ code: 'deduction', lineId, amount: -taken, ...(noteId === undefined ? {} : { noteId }) }];
  });
}

function asCharged({ lineId, reason, worth }: PiecesBack): Charged['lines'][number] {
  return { lineId, reason, amount: worth.amount };
}

function shown({ feesAtMost }: GoodsBack, code: Fee['code']): number {
  return feesAtMost ? sum(feesAtMost.filter((fee) => fee.code === code)) : Number.POSITIVE_INFINITY;
}

/** What was paid for the order in all, in minor units. */
export function paidFor({ payments }: Pick<SoldOrder, 'payments'>): number {
  return sum(payments.map(({ captured }) => ({ amount: captured })));
}

/** The fees among the parts, as amounts that are charged. */
export function feesIn(parts: readonly AmountPart[]): Fee[] {
  return parts.flatMap(({ code, amount }) => (code === 'restocking' || code === 'return-shipping' ? [{ code, amount: -amount }] : []));
}

/** Adds a part, unless it is nothing. */
export function add(parts: AmountPart[], code: PartCode, amount: number, lineId?: string): void {
  if (amount !== 0) parts.push({ code, ...(lineId === undefined ? {} : { lineId }), amount });
}

function sum(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((all, { amount }) => all + amount, 0);
}
