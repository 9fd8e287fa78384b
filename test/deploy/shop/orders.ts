import { datedOrders } from '../../../infra/local/seed/plant-seed.ts';

/** An order as far as these tests look into it. */
export interface TestOrder {
  readonly orderId: string;
  readonly email: string;
  readonly lines: readonly { readonly lineId: string }[];
  readonly payments: readonly { readonly paymentId: string; readonly captured: number }[];
}

/** The seed's orders, and `coats` more whose return an agent must approve, each of a customer of its own. */
export function ordersFor(coats: number): TestOrder[] {
  const seed = datedOrders(Date.now()) as TestOrder[];
  const coat = seed.find(({ orderId }) => orderId === 'SEED-ASK');
  if (!coat) throw new Error('The seed has no order SEED-ASK.');
  const more = Array.from({ length: coats }, (_, index) => ({
    ...coat,
    orderId: `COAT-${index + 1}`,
    email: `customer-${index + 1}@customer.example`,
    payments: coat.payments.map((payment) => ({ ...payment, paymentId: `pay-coat-${index + 1}` })),
  }));
  return [...seed, ...more];
}
