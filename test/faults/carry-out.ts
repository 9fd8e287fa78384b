import { moveMoney, refundInDashboard } from './money-deeds.ts';
import { ago, type People, pause, publishQuickPolicy, signIn } from './patient-people.ts';
import type { Deed, Seen, Wish } from './wishes.ts';

/** A return that was answered with 202, and everything it may be judged by. */
export interface Accepted {
  readonly wish: Wish;
  readonly orderId: string;
  readonly caseId: string;
}

const ends = new Set(['closed', 'refused', 'cancelled', 'expired']);

/** Carries one wish out: order, code, request, and then whatever the case asks for, until it has ended for good. */
export async function carryOut(wish: Wish, number: number, people: People, accept: (accepted: Accepted) => void): Promise<void> {
  const orderId = `KILL-${number}`;
  const email = `customer-${number}@customer.example`;
  if (wish.name === 'approved by a person') await signIn(people);
  if (wish.order.quick) await publishQuickPolicy(people);
  await bringOrder(wish, orderId, email, people);
  const { token } = await people.converse(async () => await people.customer(orderId, email));
  const body = {
    orderId,
    lines: [{ lineId: '1', quantity: wish.quantity, reason: 'changed-mind' }],
    remedy: wish.remedy ?? ('refund' as const),
  };
  const submitted = await people.insist(() => people.call('POST /v1/returns', body, { token, key: `key-${number}` }), [202]);
  const { caseId } = submitted.body;
  accept({ wish, orderId, caseId });

  for (;;) {
    people.stillHere();
    const seen = (await people.insist(() => people.call('GET /v1/agent/cases/{caseId}', undefined, as(people, caseId)))).body;
    const deed = seen.refunds.some(isPending) ? { do: 'settle' as const } : wish.deed(seen);
    if (!deed && ends.has(seen.status)) return;
    if (deed) await take(deed, seen, people, token);
    await pause(deed ? 10 : 60);
  }
}

const isPending = ({ status, via }: Seen['refunds'][number]) => status === 'sent' && via === 'provider';
const as = (people: People, caseId: string) => ({ params: { caseId }, token: people.tokens.agent });

async function bringOrder({ order }: Wish, orderId: string, email: string, people: People): Promise<void> {
  const { quantity, unitPrice, payments = [{ method: 'card', captured: quantity * unitPrice }] } = order;
  const body = {
    ...{ orderId, email, name: 'Kim Killjoy', locale: 'en-GB', country: 'GB', currency: 'GBP' },
    ...(order.quick ? { placedAt: ago(1), deliveredAt: ago(0.5) } : { placedAt: ago(7), deliveredAt: ago(5) }),
    lines: [
      {
        ...{ lineId: '1', sku: 'SKU', title: 'A thing', category: order.category ?? 'things', quantity, unitPrice },
        ...(order.finalSale ? { finalSale: true } : {}),
      },
    ],
    payments: payments.map((payment, index) => ({ paymentId: `pay-${orderId}-${index}`, ...payment })),
  };
  await people.insist(async () =>
    order.byEvent
      ? await people.raw('POST', '/local/events', { detailType: 'shop.order.placed.v1', detail: body })
      : await people.raw('POST', '/2015-03-31/functions/ImportOrders/invocations', { orders: [body] }),
  );
  const [first] = body.payments;
  if (first && order.elsewhere) await refundInDashboard(first.paymentId, order.elsewhere, people);
}

/** Tries a deed; whatever was answered, the case shows whether it happened. */
async function take(deed: Deed, seen: Seen, people: People, customerToken: string): Promise<void> {
  const { caseId } = seen;
  const own = { params: { caseId }, token: customerToken };
  const anything = [200, 202, 204, 404, 409, 410, 422];
  const attempt = async (ask: Parameters<People['insist']>[0]) => await people.insist(ask, anything);
  const { agent: token, warehouse } = people.tokens;
  switch (deed.do) {
    case 'cancel':
      return void (await attempt(() => people.call('POST /v1/returns/{caseId}/cancel', {}, own)));
    case 'ship': {
      const parcel = { carrier: 'Evri', trackingNumber: `track-${caseId}` };
      return void (await attempt(() => people.call('POST /v1/returns/{caseId}/shipped', parcel, own)));
    }
    case 'scan':
      return void (await people.report(`track-${caseId}`, `scan-${caseId}`));
    case 'receive':
      return void (await attempt(() =>
        people.call('POST /v1/agent/cases/{caseId}/received', {}, { params: { caseId }, token: warehouse }),
      ));
    case 'inspect': {
      const lines = deed.found.map((found) => ({ lineId: '1', grade: 'A', ...found }));
      return void (await attempt(() =>
        people.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params: { caseId }, token: warehouse }),
      ));
    }
    case 'decide': {
      const approvalId = seen.approvalId ?? '';
      const body = { decision: deed.decision, terms: seen.terms, reason: 'Because the kill test says so.' };
      return void (await attempt(() => people.call('POST /v1/approvals/{approvalId}/decision', body, { params: { approvalId }, token })));
    }
    case 'restart':
      return void (await attempt(() => people.call('POST /v1/agent/cases/{caseId}/restart', {}, as(people, caseId))));
    case 'abort':
      return await abort(caseId, people);
    case 'ask-provider-to-wait':
      await attempt(() => people.raw('POST', '/local/faults', { service: 'payments', mode: 'pending', count: 1 }));
      return void (await attempt(() => people.call('POST /v1/agent/cases/{caseId}/notes', { text: 'waits' }, as(people, caseId))));
    case 'settle':
      for (const { refundId } of seen.refunds.filter(isPending))
        await attempt(() => people.raw('POST', `/local/payments/${refundId}`, { status: 'succeeded' }));
      return;
    case 'give-account':
    case 'look-at-account':
    case 'pay':
    case 'return-transfer':
    case 'fail-at-provider':
    case 'spend':
    case 'answer-exchange':
      return await moveMoney(deed, seen, people, customerToken);
    case 'ring': {
      const tick = { id: `by-hand-${Date.now()}`, time: new Date().toISOString() };
      await attempt(() =>
        people.raw('POST', '/2015-03-31/functions/RingDueClocks/invocations', tick, { 'x-amz-invocation-type': 'Event' }),
      );
    }
  }
}

async function abort(caseId: string, people: People): Promise<void> {
  const { body } = await people.insist(() => people.raw('GET', `/local/executions.json?caseId=${caseId}`));
  for (const { name, status } of body as unknown as { name: string; status: string }[])
    if (status === 'RUNNING') await people.insist(() => people.raw('DELETE', `/local/executions/${name}`), [200, 404, 409]);
}
