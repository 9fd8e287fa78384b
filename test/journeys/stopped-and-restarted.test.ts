import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const ana = 'ana@customer.example';
type World = Awaited<ReturnType<typeof freshCloud>>;
interface Execution {
  readonly workflow: string;
  readonly name: string;
  readonly status: string;
}

let world: World;
beforeEach(async () => {
  world = await freshCloud();
});
afterEach(async () => await world.cloud.stop());

const executions = async (caseId: string): Promise<Execution[]> =>
  ((await world.raw('GET', `/local/executions.json?caseId=${caseId}`)).body as unknown as Execution[]).filter(
    // What Slack is told is no part of the case's own course.
    ({ workflow }) => workflow === 'Return',
  );

async function submit(orderId: string): Promise<{ caseId: string; token: string }> {
  const { token } = await world.customer(orderId, ana);
  const body = { orderId, lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key: orderId })).body;
  await world.cloud.idle();
  return { caseId, token };
}

async function approve(caseId: string): Promise<void> {
  const agent = await world.agent('agent@shop.example');
  const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token: agent })).body;
  const { approvalId = '', terms = 0 } = items.find((item) => item.caseId === caseId) ?? {};
  const decided = await world.call(
    'POST /v1/approvals/{approvalId}/decision',
    { decision: 'approve', terms },
    { params: { approvalId }, token: agent },
  );
  expect(decided.status).toBe(200);
  await world.cloud.idle();
}

async function receive(caseId: string): Promise<void> {
  const token = await world.agent('warehouse@shop.example');
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params: { caseId }, token });
  await world.cloud.idle();
}

async function inspect(caseId: string): Promise<void> {
  const token = await world.agent('warehouse@shop.example');
  const lines = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params: { caseId }, token });
  await world.cloud.idle();
}

/** The provider takes the refund and leaves its outcome open. */
async function inspectWithSlowProvider(caseId: string): Promise<void> {
  await world.raw('POST', '/local/faults', { service: 'payments', mode: 'pending', count: 1 });
  await inspect(caseId);
}

describe('an execution that is aborted while it waits', () => {
  const steps = [
    { step: 'for a decision', status: 'awaiting-approval', before: [] },
    { step: 'for the parcel', status: 'awaiting-parcel', before: [approve] },
    { step: 'for the inspection', status: 'received', before: [approve, receive] },
    {
      step: 'for the money',
      status: 'refunding',
      before: [approve, receive, inspectWithSlowProvider],
    },
  ];
  it.each(steps)('$step becomes a task with an owner, and its restart finishes the case', async ({ status, before }) => {
    const { caseId, token } = await submit('SEED-ASK');
    for (const step of before) await step(caseId);
    expect((await world.look(caseId, token)).status).toBe(status);

    const [running] = await executions(caseId);
    expect((await world.raw('DELETE', `/local/executions/${running?.name}`)).status).toBe(200);
    await world.cloud.idle();
    const supervisor = await world.agent('supervisor@shop.example');
    const stopped = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token: supervisor });
    expect(stopped.body.task).toMatchObject({ owner: 'supervisor' });
    expect(stopped.body.owner).toBeDefined();

    const restarted = await world.call('POST /v1/agent/cases/{caseId}/restart', {}, { params: { caseId }, token: supervisor });
    expect(restarted.status).toBe(200);
    await world.cloud.idle();
    expect((await world.look(caseId, token)).status).toBe(status);
    const left =
      { 'awaiting-approval': [approve, receive, inspect], 'awaiting-parcel': [receive, inspect], received: [inspect], refunding: [] }[
        status
      ] ?? [];
    for (const step of left) await step(caseId);
    for (const refund of (await world.look(caseId, token)).refunds) {
      if (refund.status === 'sent') await world.raw('POST', `/local/payments/${refund.refundId}`, { status: 'succeeded' });
    }
    await world.cloud.idle();

    const ended = await world.look(caseId, token);
    expect(ended).toMatchObject({ status: 'closed', refund: { amount: 12900, status: 'succeeded' } });
    expect((await executions(caseId)).map((execution) => execution.status).sort()).toEqual(['ABORTED', 'SUCCEEDED']);
    expect((await world.raw('GET', '/local/payments.json')).body).toHaveLength(1);
  });
});

it.each([
  { of: 'a decision', status: 'awaiting-approval', before: [], left: [approve, receive, inspect] },
  { of: 'the parcel', status: 'awaiting-parcel', before: [approve], left: [receive, inspect] },
])('restarted again while it waits for $of, the execution of the first restart ends at once', async ({ before, left, status }) => {
  const { caseId, token } = await submit('SEED-ASK');
  for (const step of before) await step(caseId);
  const [first] = await executions(caseId);
  await world.raw('DELETE', `/local/executions/${first?.name}`);
  await world.cloud.idle();
  const supervisor = await world.agent('supervisor@shop.example');
  for (const _again of [1, 2]) {
    await world.call('POST /v1/agent/cases/{caseId}/restart', {}, { params: { caseId }, token: supervisor });
    await world.cloud.idle();
  }

  expect((await world.look(caseId, token)).status).toBe(status);
  expect((await executions(caseId)).map((execution) => execution.status).sort()).toEqual(['ABORTED', 'RUNNING', 'SUCCEEDED']);
  for (const step of left) await step(caseId);

  expect(await world.look(caseId, token)).toMatchObject({ status: 'closed', refund: { amount: 12900, status: 'succeeded' } });
  expect((await executions(caseId)).map((execution) => execution.status).sort()).toEqual(['ABORTED', 'SUCCEEDED', 'SUCCEEDED']);
  expect((await world.raw('GET', '/local/payments.json')).body).toHaveLength(1);
});

it('a return.requested that is heard twice starts nothing twice', async () => {
  const { caseId, token } = await submit('SEED-AUTO');
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as {
    detailType: string;
    detail: { metadata: { caseId: string } };
  }[];
  const requested = events.find(({ detailType, detail }) => detailType === 'return.requested.v1' && detail.metadata.caseId === caseId);
  await world.raw('POST', '/local/events', { detailType: 'return.requested.v1', detail: requested?.detail });
  await world.raw('POST', '/local/events', { detailType: 'return.requested.v1', detail: requested?.detail });
  await world.cloud.idle();
  await receive(caseId);
  await inspect(caseId);

  const ended = await world.look(caseId, token);
  expect(ended.status).toBe('closed');
  const types = ended.log.map(({ type }) => type);
  for (const once of ['return.approved.v1', 'parcel.received.v1', 'refund.succeeded.v1', 'return.closed.v1']) {
    expect(types.filter((type) => type === once)).toEqual([once]);
  }
  expect((await world.raw('GET', '/local/payments.json')).body).toHaveLength(1);
  expect((await world.mails(ana)).filter(({ notice }) => notice === 'received')).toHaveLength(1);
  const ended2 = await executions(caseId);
  expect(ended2).toHaveLength(3);
  expect(ended2.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
});
