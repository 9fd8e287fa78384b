import { plus } from '../../domain/clocks/duration.ts';
import type { SoldOrder } from '../../domain/orders/order.ts';
import type { Quote } from '../../domain/returns/quote-return.ts';
import { asksForEarlier, type RefundTrigger, refundTrigger } from '../../domain/returns/refund-trigger.ts';
import type { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import type { ReturnRequest } from '../../domain/returns/return-request.ts';
import type { Cases } from '../adapters/cases.ts';
import type { People } from '../adapters/people.ts';

interface Asked {
  readonly request: Pick<ReturnRequest, 'orderId' | 'lines'>;
  readonly order: Pick<SoldOrder, 'tier' | 'lines'>;
  readonly quote: Pick<Quote, 'value'>;
  readonly policy: Pick<ReturnPolicy, 'refundOn'>;
  readonly now: Date;
}

interface Deps {
  readonly cases: Pick<Cases, 'ofOrder' | 'read'>;
  readonly people: Pick<People, 'customer' | 'ordersOf'>;
}

/** When the money of a return that is being opened goes back. Earlier returns are read only where a rule asks for them. */
export async function chooseTrigger({ request, order, quote, policy, now }: Asked, deps: Deps): Promise<RefundTrigger> {
  const { refundOn } = policy;
  const earlierReturns = asksForEarlier(refundOn) ? await earlierReturnsOf(request.orderId, deps, now) : undefined;
  const categories = request.lines.map(({ lineId }) => order.lines.find((line) => line.lineId === lineId)?.category ?? '');
  return refundTrigger(refundOn, { tier: order.tier, value: quote.value, categories, earlierReturns });
}

/** The customer's returns, of any order under their address, opened in the twelve months before; those that were taken back do not count. */
async function earlierReturnsOf(orderId: string, { cases, people }: Deps, now: Date): Promise<number | undefined> {
  const customer = await people.customer(orderId);
  if (!customer) return undefined;
  const orders = new Set([orderId, ...(await people.ordersOf(customer.email))]);
  const caseIds = (await Promise.all([...orders].map((order) => cases.ofOrder(order)))).flat();
  const found = await Promise.all([...new Set(caseIds)].map((caseId) => cases.read(caseId)));
  const since = Date.parse(plus(now, '-P12M'));
  return found.filter((subject) => subject && subject.status !== 'cancelled' && Date.parse(subject.openedAt) >= since).length;
}
