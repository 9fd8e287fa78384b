import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const ana = 'ana@customer.example';
type World = Awaited<ReturnType<typeof freshCloud>>;

describe('a return that policy approves by itself', () => {
  let world: World;
  beforeAll(async () => {
    world = await freshCloud();
  });
  afterAll(async () => await world.cloud.stop());

  it('travels from the form to the refund, with a mail at every step, in at most ten state transitions', async () => {
    const { token, order } = await world.customer('SEED-AUTO', ana);
    const line = order.lines.find(({ returnable }) => returnable.quantity > 0);
    const body = {
      orderId: 'SEED-AUTO',
      lines: [{ lineId: line?.lineId ?? '', quantity: 1, reason: 'changed-mind' }],
      remedy: 'refund' as const,
    };

    const quote = await world.call('POST /v1/returns/quote', body, { token });
    const submitted = await world.call('POST /v1/returns', body, { token, key: 'first' });
    await world.cloud.idle();
    const { caseId } = submitted.body;
    expect([quote.status, submitted.status]).toEqual([200, 202]);
    expect((await world.look(caseId, token)).status).toBe('awaiting-parcel');

    await world.call('POST /v1/returns/{caseId}/shipped', { carrier: 'Evri', trackingNumber: 'EV 1' }, { params: { caseId }, token });
    const warehouse = await world.agent('warehouse@shop.example');
    await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params: { caseId }, token: warehouse });
    const lines = [{ lineId: line?.lineId ?? '', quantity: 1, outcome: 'accepted' as const, grade: 'A' }];
    await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params: { caseId }, token: warehouse });
    await world.cloud.idle();

    const ended = await world.look(caseId, token);
    expect(ended.status).toBe('closed');
    expect(ended.refund).toEqual({ ...quote.body.total, status: 'succeeded' });
    // Delivery is unordered: what happened at one instant may be told in any order.
    const notices = (await world.mails(ana)).map(({ notice }) => notice).sort();
    expect(notices).toEqual(['approved', 'closed', 'code', 'parcel-received', 'received', 'refunded']);
    const [execution] = (await world.raw('GET', `/local/executions.json?caseId=${caseId}`)).body as unknown as Execution[];
    expect(execution?.status).toBe('SUCCEEDED');
    expect(execution?.history.filter(({ type }) => type.endsWith('StateEntered')).length).toBeLessThanOrEqual(10);
  });
});

interface Execution {
  readonly status: string;
  readonly history: readonly { readonly type: string }[];
}
