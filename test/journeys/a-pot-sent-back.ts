import { anOrder } from '../builders/an-order.ts';
import type { Visitor } from './visitor.ts';

export const bea = 'bea@customer.example';

interface PotWorld extends Visitor {
  readonly cloud: { idle(): Promise<void> };
}

/** Bea bought a pot for 90.00 and asks to send it back: too much for policy alone, so the return waits for a colleague. */
export async function aPotSentBack(world: PotWorld, days = { placedAt: '2026-02-25T10:00:00Z', deliveredAt: '2026-02-27T10:00:00Z' }) {
  const order = {
    ...anOrder({ lines: [{ lineId: '1', sku: 'POT', title: 'Pot', category: 'kitchen', quantity: 1, unitPrice: 9000 }] }),
    ...{ orderId: 'O-1', email: bea, name: 'Bea', locale: 'en-GB', ...days },
  };
  await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders: [order] });
  const { token } = await world.customer('O-1', bea);
  const wanted = { orderId: 'O-1', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId, promisedBy } = (await world.call('POST /v1/returns', wanted, { token, key: 'one' })).body;
  await world.cloud.idle();
  return { caseId, promisedBy, token };
}
