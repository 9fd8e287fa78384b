import { GatewayRefused } from '../../domain/errors.ts';
import { type Difference, differencesOf } from '../../domain/refunds/compare-books.ts';
import { raiseTask } from '../../domain/returns/case-care.ts';
import type { Refund, ReturnCase } from '../../domain/returns/return-case.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type Differences, differences } from '../adapters/differences.ts';
import { type Elsewhere, elsewhere } from '../adapters/elsewhere.ts';
import { type OpenedCases, openedCases } from '../adapters/opened-cases.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { paymentBooks } from '../adapters/payments/choose-gateway.ts';
import type { PaymentBooks } from '../adapters/payments/gateway.ts';
import { log } from '../runtime/logger.ts';
import { scheduled } from '../runtime/scheduled.ts';
import { takeProviderRefund } from './take-provider-refund.ts';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'change' | 'ofOrder'>;
  readonly opened: OpenedCases;
  readonly orders: Orders;
  readonly elsewhere: Elsewhere;
  readonly differences: Differences;
  readonly books: PaymentBooks | undefined;
}

const day = 86_400_000;
/** Each night looks at three days: one that was missed is made good, and a webhook that was lost comes out. */
const looksBack = 3 * day;
/** How old a case may be that is refunded now. */
const oldestCase = 200 * day;

/**
 * Compares our ledgers with the provider's books, payment by payment, for every payment on which something happened lately on either
 * side. What the books know and we do not is taken over; what then still differs becomes a person's task, once. Moves no money.
 */
export const { handler, run } = scheduled({
  connect: (): Deps => ({
    cases: cases(),
    opened: openedCases(),
    orders: orders(),
    elsewhere: elsewhere(),
    differences: differences(),
    books: paymentBooks(),
  }),
  run: async ({ now }, { books, ...deps }) => {
    if (!books) return;
    const touched = await touchedLately(books, deps, now);
    for (const [paymentId, orderId] of touched) await compare({ paymentId, orderId }, { ...deps, books }, now);
    log('payments compared', { count: touched.size });
  },
});

/** The payments on which something happened, by either side's word, with their orders. */
async function touchedLately(books: PaymentBooks, { elsewhere, opened }: Omit<Deps, 'books'>, now: Date): Promise<Map<string, string>> {
  const from = new Date(now.getTime() - looksBack);
  const touched = new Map<string, string>();
  for (const { paymentIds } of await books.since(from)) {
    const place = await elsewhere.orderOf(paymentIds);
    if (place) touched.set(place.paymentId, place.orderId);
  }
  const lately = ({ via, reservedAt, settledAt }: Refund) => via === 'provider' && (settledAt ?? reservedAt) >= from.toISOString();
  for (const { orderId, refunds } of await opened.between(new Date(now.getTime() - oldestCase).toISOString(), now.toISOString()))
    for (const { paymentId } of refunds.filter(lately)) touched.set(paymentId, orderId);
  return touched;
}

interface Place {
  readonly paymentId: string;
  readonly orderId: string;
}

async function compare(place: Place, deps: Deps & { readonly books: PaymentBooks }, now: Date): Promise<void> {
  const { paymentId, orderId } = place;
  try {
    const entries = await deps.books.ofPayment(paymentId);
    for (const entry of entries) await takeProviderRefund(entry, deps, now);
    const sold = await deps.orders.read(orderId);
    for (const made of sold?.uncounted ?? []) await deps.elsewhere.count(orderId, made);
    const ids = await deps.cases.ofOrder(orderId);
    const all = (await Promise.all(ids.map((caseId) => deps.cases.read(caseId)))).filter((one) => one !== undefined);
    const ours = all.flatMap(({ refunds }) => refunds).filter((refund) => refund.paymentId === paymentId);
    const captured = sold?.ledgers.find((ledger) => ledger.paymentId === paymentId)?.captured ?? 0;
    for (const difference of differencesOf(ours, entries, captured)) await tell(difference, place, all, deps, now);
  } catch (error) {
    // A provider that is silent throws on, and the schedule tries again; a payment that it does not know stops no other one.
    if (!(error instanceof GatewayRefused)) throw error;
    log('payment not compared', { error: error.message });
  }
}

async function tell(difference: Difference, { paymentId }: Place, all: readonly ReturnCase[], deps: Deps, now: Date): Promise<void> {
  const newest = all.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))[0];
  const subject = all.find(({ refunds }) => refunds.some(({ refundId }) => refundId === difference.refundId)) ?? newest;
  log('payment differs', { ...(subject ? { caseId: subject.caseId } : {}), ...idOf(difference), error: difference.what });
  if (!subject) return;
  const reason = { code: 'payment-differs', values: { payment: paymentId, what: difference.what } };
  const note = deps.differences.item(paymentId, `${difference.what}#${difference.id}`, subject.caseId, now);
  await deps.cases.change(subject.caseId, (before) => raiseTask(before, { reason, owner: before.owner ?? 'supervisor' }, now), [note]);
}

const idOf = ({ refundId }: Difference) => (refundId ? { refundId } : {});
