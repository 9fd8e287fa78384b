import { type CustomerHistory, customerHistory } from '../../domain/returns/customer-history.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Orders } from '../adapters/orders.ts';
import type { People } from '../adapters/people.ts';

export interface HistoryDeps {
  readonly cases: Pick<Cases, 'read'>;
  readonly orders: Orders;
  readonly people: Pick<People, 'customer' | 'ordersOf'>;
}

/** Somebody with more orders than this has a long history whatever the exact figure is. */
const mostOrders = 50;

/** What the customer of a return sent back in twelve months, under the same address. Figures only: nothing of the person. */
export async function historyOf(subject: ReturnCase, { cases, orders, people }: HistoryDeps, now: Date): Promise<CustomerHistory> {
  const customer = await people.customer(subject.orderId);
  const bought = customer ? await people.ordersOf(customer.email) : [subject.orderId];
  const records = await Promise.all(bought.slice(0, mostOrders).map(async (orderId) => await orders.read(orderId)));
  const caseIds = [...new Set(records.flatMap((record) => record?.caseIds ?? []))];
  const found = await Promise.all(caseIds.map(async (caseId) => await cases.read(caseId)));
  return customerHistory(
    subject,
    found.flatMap((one) => one ?? []),
    now,
  );
}
