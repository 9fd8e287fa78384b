import * as z from 'zod';
import { Instant, LineId, OrderId } from '../identifiers.ts';
import { Currency, Minor } from '../money.ts';

export const PaymentMethod = z.enum([
  'card',
  'paypal',
  'wallet',
  'qris',
  'virtual-account',
  'bank-transfer',
  'cod',
  'store-credit',
  'other',
]);

/** What the shop sells as well. */
export const Article = z.strictObject({ sku: z.string().min(1).max(128), title: z.string().max(512), unitPrice: Minor });

/** One line as sold. `discount` is for the whole line, in minor units; `goods: false` marks postage and the like. */
export const OrderLine = z.strictObject({
  lineId: LineId,
  sku: z.string().min(1).max(128),
  title: z.string().max(512),
  category: z.string().max(128),
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: Minor,
  discount: Minor.optional(),
  taxRate: z.number().min(0).max(1).optional(),
  finalSale: z.boolean().optional(),
  goods: z.boolean().optional(),
  /** What a piece of this line may be exchanged for besides itself, at which price. */
  exchangeable: z.array(Article).max(100).optional(),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** One tender. `refund` says who can give the money back; `partial: false` = only the whole; `until` = the provider's last day. */
export const Payment = z.strictObject({
  paymentId: z.string().min(1).max(128),
  method: PaymentMethod,
  captured: Minor,
  refund: z.enum(['provider', 'payout', 'none']).optional(),
  partial: z.boolean().optional(),
  until: Instant.optional(),
});
export type Payment = z.infer<typeof Payment>;

export const Delivery = z.strictObject({
  parcelId: z.string().min(1).max(128),
  deliveredAt: Instant.optional(),
  lines: z.array(z.strictObject({ lineId: LineId, quantity: z.int().min(1) })),
});

/** A snapshot of what was sold, as it arrives (interface: Orders). */
export const Order = z.strictObject({
  orderId: OrderId,
  shop: z.string().max(128).optional(),
  email: z.email().max(320),
  name: z.string().max(256),
  phone: z.string().max(64).optional(),
  locale: z.string().min(2).max(16),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: Currency,
  placedAt: Instant,
  updatedAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  deliveries: z.array(Delivery).optional(),
  tier: z.string().max(64).optional(),
  lines: z.array(OrderLine).min(1),
  shipping: Minor.optional(),
  /** Off the whole order, e.g. a voucher: shared out over its lines by what they cost. */
  discount: Minor.optional(),
  payments: z.array(Payment).min(1),
});
export type Order = z.infer<typeof Order>;

/** What the order's person is, kept apart from the order (table `people`). */
export type Customer = Pick<Order, 'email' | 'name' | 'phone' | 'locale'>;
/** The order without its person (table `cases`). */
export type SoldOrder = Omit<Order, 'email' | 'name' | 'phone' | 'locale'> & { locale: string };

/** Parts an order from its person: two tables, two sets of rights. */
export function partOrder(order: Order): { sold: SoldOrder; customer: Customer } {
  const { email, name, phone, ...sold } = order;
  return { sold, customer: { email, name, locale: order.locale, ...(phone === undefined ? {} : { phone }) } };
}
