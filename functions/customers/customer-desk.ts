import { stillNeeding } from '../../domain/customers/may-erase.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type CustomerRecords, customerRecords } from '../adapters/customer-records.ts';
import { type DataKeys, dataKeys } from '../adapters/data-keys.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { type People, people } from '../adapters/people.ts';
import { keptPersonalData, type PersonalData } from '../adapters/personal-data.ts';
import { notFound, Problem } from '../runtime/problem.ts';

/** Where a customer's own data is handed out and erased. */
export interface CustomerDesk {
  readonly cases: Pick<Cases, 'read' | 'log' | 'ofOrder'>;
  readonly orders: Orders;
  readonly people: Pick<People, 'customer' | 'ordersOf' | 'linkOf'>;
  readonly data: PersonalData;
  readonly keys: Pick<DataKeys, 'destroy'>;
  readonly records: CustomerRecords;
}

export function customerDesk(): CustomerDesk {
  return {
    cases: cases(),
    orders: orders(),
    people: people(),
    data: keptPersonalData(),
    // Only whoever erases may, and is told where they are.
    keys: { destroy: async (orderId) => await dataKeys().destroy(orderId) },
    records: customerRecords(),
  };
}

/** Who is meant: everything under an address, or one order alone (a guest's, or one whose address changed). */
export type Whom = { readonly email: string } | { readonly orderId: string };

/** The orders meant. Throws 404 when nothing is held under the address or number. */
export async function ordersMeant(whom: Whom, desk: CustomerDesk): Promise<readonly string[]> {
  if ('email' in whom) {
    const found = await desk.people.ordersOf(whom.email);
    if (found.length === 0) throw notFound('Nothing is held under this address. Check how it is written, or name an order.');
    return found;
  }
  if (!(await desk.orders.read(whom.orderId))) throw notFound('There is no order of this number.');
  return [whom.orderId];
}

export async function casesOf(orderId: string, desk: Pick<CustomerDesk, 'cases'>): Promise<readonly ReturnCase[]> {
  const ids = await desk.cases.ofOrder(orderId);
  return (await Promise.all(ids.map((caseId) => desk.cases.read(caseId)))).filter((one) => one !== undefined);
}

/** Notes that everything about these orders is to be erased; a subscriber does it. Throws 404, and 409 while a case still needs its customer. */
export async function requestErasure(whom: Whom, by: string, desk: CustomerDesk, now: Date): Promise<Erasure> {
  const orderIds = await ordersMeant(whom, desk);
  const needing = (await Promise.all(orderIds.map((orderId) => casesOf(orderId, desk)))).flatMap(stillNeeding);
  if (needing.length > 0) {
    const detail = `Close these cases first, then erase: ${needing.map(({ caseId, status }) => `${caseId} (${status})`).join(', ')}.`;
    throw new Problem(409, 'still-needed', detail, { current: { cases: needing } });
  }
  return { erasureId: await desk.records.requestErasure({ orderIds: [...orderIds], by }, now), orderIds, status: 'requested' };
}

/** How far an erasure is. `kept`: orders on which a case was opened meanwhile, which still needs its customer. */
export interface Erasure {
  readonly erasureId: string;
  readonly orderIds: readonly string[];
  readonly status: 'requested' | 'erased';
  readonly kept?: readonly { readonly orderId: string; readonly caseId: string }[];
}
