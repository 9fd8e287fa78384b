import * as z from 'zod';
import { OrderId } from '../../../domain/identifiers.ts';
import { notFound } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CustomerDesk, requestErasure } from '../customer-desk.ts';
import { CustomerExport, exportOf } from '../export-of.ts';

export const WhomBody = z.union([z.strictObject({ email: z.email().max(320) }), z.strictObject({ orderId: OrderId })], {
  error: 'Name the customer by `email`, or one order by `orderId`.',
});

export const ErasureView = z
  .object({
    erasureId: z.string(),
    orderIds: z.array(z.string()),
    status: z.enum(['requested', 'erased']),
    kept: z.array(z.object({ orderId: z.string(), caseId: z.string() })).optional(),
  })
  .meta({ id: 'Erasure' });
export type ErasureView = z.infer<typeof ErasureView>;

/** The address travels in the body, so that no log of addresses of pages holds it. */
export const exportCustomer = route({
  method: 'POST',
  path: '/v1/agent/customers/export',
  summary: 'Everything held about a customer',
  caller: 'manager',
  body: WhomBody,
  answers: { 200: CustomerExport, 404: 'Nothing is held under this address or order' },
  run: async ({ body, caller, now }, desk: CustomerDesk) => ({ status: 200, body: await exportOf(body, caller.personId, desk, now) }),
});

export const eraseCustomer = route({
  method: 'POST',
  path: '/v1/agent/customers/erasures',
  summary: 'Erase everything personal about a customer; log and ledger stay',
  caller: 'manager',
  body: WhomBody,
  answers: { 202: ErasureView, 404: 'Nothing is held under this address or order', 409: 'A case still needs its customer' },
  run: async ({ body, caller, now }, desk: CustomerDesk) => ({
    status: 202,
    body: await requestErasure(body, caller.personId, desk, now),
  }),
});

export const showErasure = route({
  method: 'GET',
  path: '/v1/agent/customers/erasures/{erasureId}',
  summary: 'How far an erasure is',
  caller: 'manager',
  answers: { 200: ErasureView, 404: 'There is no such erasure' },
  run: async ({ params }, desk: CustomerDesk) => ({ status: 200, body: await erasureOf(params.erasureId ?? '', desk) }),
});

/** Throws 404. */
export async function erasureOf(erasureId: string, { records }: Pick<CustomerDesk, 'records'>): Promise<ErasureView> {
  const erasure = z.uuid().safeParse(erasureId).success ? await records.read(erasureId) : undefined;
  if (!erasure) throw notFound('There is no such erasure.');
  const { asked, done } = erasure;
  return { erasureId, orderIds: asked.orderIds, status: done ? 'erased' : 'requested', ...(done ? { kept: done.kept } : {}) };
}
