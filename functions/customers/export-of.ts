import * as z from 'zod';
import { type CustomerDesk, casesOf, ordersMeant, type Whom } from './customer-desk.ts';

/** Everything held about a customer: what they bought, what became of it, and every word that was written. Article 15 and 20 GDPR. */
export const CustomerExport = z
  .object({
    exportedAt: z.iso.datetime(),
    orders: z.array(
      z.object({
        orderId: z.string(),
        order: z.unknown(),
        customer: z.unknown(),
        payments: z.array(z.unknown()),
        cases: z.array(z.object({ case: z.unknown(), log: z.array(z.unknown()) })),
        /** Everything else of the order and its cases in the table of people, as it is kept; what is locked stays masked. */
        texts: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  .meta({ id: 'CustomerExport' });
export type CustomerExport = z.infer<typeof CustomerExport>;

/** Gathers the export and records that it was handed out. Throws 404. */
export async function exportOf(whom: Whom, by: string, desk: CustomerDesk, now: Date): Promise<CustomerExport> {
  const orderIds = await ordersMeant(whom, desk);
  const orders = await Promise.all(orderIds.map((orderId) => orderExport(orderId, desk)));
  await desk.records.exported({ orderIds: [...orderIds], by }, now);
  return { exportedAt: now.toISOString(), orders };
}

async function orderExport(orderId: string, desk: CustomerDesk): Promise<CustomerExport['orders'][number]> {
  const [record, customer, cases] = await Promise.all([desk.orders.read(orderId), desk.people.customer(orderId), casesOf(orderId, desk)]);
  const caseIds = cases.map(({ caseId }) => caseId);
  const kept = await desk.data.held(orderId, caseIds);
  const logs = await Promise.all(cases.map(async (subject) => ({ case: subject, log: [...(await desk.cases.log(subject.caseId))] })));
  return {
    orderId,
    order: record?.order ?? null,
    customer: customer ?? null,
    payments: [...(record?.ledgers ?? [])],
    cases: logs,
    texts: kept.flatMap(({ pk, sk, box: _locked, ...item }) => (sk === 'PERSON' ? [] : [{ under: pk, kind: sk.split('#')[0], ...item }])),
  };
}
