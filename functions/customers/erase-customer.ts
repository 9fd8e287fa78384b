import { stillNeeding } from '../../domain/customers/may-erase.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { CustomerErasureRequested } from '../../events/customer-erasure-requested.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { type CustomerDesk, casesOf, customerDesk } from './customer-desk.ts';

type Kept = { readonly orderId: string; readonly caseId: string };

/**
 * Erases order by order: closes the order to anything new, looks once more whether a case needs its customer, then deletes. Told
 * again, or after a crash, it goes on where it was, since everything it does may be repeated.
 */
export const { handler, run, hears } = subscriber({
  hears: [CustomerErasureRequested],
  connect: customerDesk,
  run: async ({ data, metadata }, desk, { now }) => {
    const kept: Kept[] = [];
    for (const orderId of data.orderIds) kept.push(...(await eraseOrder(orderId, desk, now)));
    const erased = data.orderIds.filter((orderId) => !kept.some((one) => one.orderId === orderId));
    await desk.records.erased(metadata.caseId, { orderIds: erased, kept, by: data.by }, now);
    log('customer erased', { eventId: metadata.eventId, count: erased.length });
  },
});

async function eraseOrder(orderId: string, desk: CustomerDesk, now: Date): Promise<Kept[]> {
  if (!(await desk.data.close(orderId, now))) return [];
  const cases = await casesOf(orderId, desk);
  const needing = stillNeeding(cases);
  if (needing.length > 0) {
    await desk.data.reopen(orderId);
    return needing.map(({ caseId }) => ({ orderId, caseId }));
  }
  // What the customer confided to us locked is unreadable from here on, in every copy and backup.
  await desk.keys.destroy(orderId);
  const customer = await desk.people.customer(orderId);
  if (customer) await desk.data.forgetAddress(customer.email);
  const items = await desk.data.held(
    orderId,
    cases.map(({ caseId }) => caseId),
  );
  const uploads = new Set([
    ...cases.flatMap(filesOf),
    ...items.flatMap(({ uploadId }) => (typeof uploadId === 'string' ? [uploadId] : [])),
  ]);
  const links = customer ? [desk.people.linkOf(orderId, customer.email)] : [];
  // Who it is goes last: until then a crash can be made good.
  await desk.data.erase([...links, ...items.toSorted((a, b) => Number(a.sk === 'PERSON') - Number(b.sk === 'PERSON'))], [...uploads]);
  return [];
}

/** Photos of the lines, and the label with the customer's address on it. */
function filesOf({ lines, parcel }: ReturnCase): string[] {
  return [...lines.flatMap(({ photos }) => photos), ...(parcel.label ? [parcel.label] : [])];
}
