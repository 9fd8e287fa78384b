import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalCloud } from '../../../infra/local/start-local-cloud.ts';
import { ask, list, startSmall } from './fixtures/start-small.ts';

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startSmall();
});
afterEach(() => cloud.stop());

const plant = (fault: object) => ask(cloud, 'POST', '/local/faults', fault);
const invoke = async (name: string, event: unknown) => (await ask(cloud, 'POST', `/2015-03-31/functions/${name}/invocations`, event)).body;
const order = { key: 'rf_1', refundId: 'rf_1', paymentId: 'pay-1', amount: 500, currency: 'GBP', caseId: 'T1' };

it('refuses a fault that makes no sense and says which do', async () => {
  const { status, body } = await plant({ service: 'mail', mode: 'pending' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ pointer: '/mode', message: expect.stringContaining('mail can refuse, throttle') }] });
  expect((await plant({ service: 'weather', mode: 'refuse' })).status).toBe(422);
  expect((await plant({ service: 'clock', mode: 'skew' })).body).toMatchObject({ errors: [{ pointer: '/seconds' }] });
  expect((await plant({ service: 'table', mode: 'throttle', colour: 'red' })).body).toMatchObject({ errors: [{ pointer: '/colour' }] });
});

it.each([
  [{ service: 'table', mode: 'conflict' }, 'TransactionCanceledException', 500],
  [{ service: 'table', mode: 'throttle', count: 3 }, 'ProvisionedThroughputExceededException', 500],
  [{ service: 'table', mode: 'timeout-before', count: 3 }, 'TimeoutError', 500],
])('strikes the next calls only: %j', async (fault, errorType, status) => {
  await plant({ count: 1, ...fault, operation: 'TransactWriteItems' });
  const first = await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  // A cancelled transaction is answered by the function itself.
  expect(first.status).toBe(errorType === 'TransactionCanceledException' ? 409 : status);
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T1' })).status).toBe(202);
});

it('lets a call act whose answer is lost; the SDK asks again with the same token', async () => {
  const effect = 'Serve/table/TransactWriteItems/thing.made.v1';
  await plant({ effect, mode: 'timeout-after', count: 2 });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T0' })).status).toBe(202);
  expect(await list(cloud, 'effects.json')).toContainEqual(expect.objectContaining({ effect, what: 'thing.made.v1' }));
  await plant({ effect, mode: 'timeout-after', count: 3 });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T1' })).status).toBe(500);
  expect((await ask(cloud, 'GET', '/v1/things/T1')).status).toBe(200);
});

it('delivers an event twice, or never', async () => {
  await plant({ service: 'bus', mode: 'duplicate', count: 1 });
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  await cloud.idle();
  expect(await list(cloud, 'executions.json?caseId=T1')).toHaveLength(2);
  await plant({ service: 'bus', mode: 'lose', count: 1 });
  await ask(cloud, 'POST', '/v1/things', { id: 'T2' });
  await cloud.idle();
  expect(await list(cloud, 'executions.json?caseId=T2')).toHaveLength(0);
});

it('loses a mail that was accepted', async () => {
  await plant({ service: 'mail', mode: 'lose', count: 1 });
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  await cloud.idle();
  expect(await list(cloud, 'mailbox.json')).toEqual([]);
  expect(await list(cloud, 'executions.json')).toMatchObject([{ status: 'RUNNING' }]);
});

it('crashes a function behind HTTP only when it is named', async () => {
  await plant({ service: 'functions', mode: 'refuse', count: 1 });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T1' })).status).toBe(202);
  await plant({ service: 'functions', operation: 'Serve', mode: 'refuse', count: 1 });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T2' })).status).toBe(500);
});

it('starts an execution later when the service throttles, as the rule retries', async () => {
  await plant({ service: 'states', operation: 'StartExecution', mode: 'throttle', count: 2 });
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  await cloud.idle();
  expect(await list(cloud, 'executions.json')).toHaveLength(0);
  await cloud.advance('PT5S');
  expect(await list(cloud, 'executions.json')).toHaveLength(1);
});

it('shows one function another time', async () => {
  await plant({ service: 'clock', operation: 'Serve', mode: 'skew', seconds: 600, count: 1 });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T1' })).body).toMatchObject({ at: '2026-03-01T00:10:00.000Z' });
  expect((await ask(cloud, 'POST', '/v1/things', { id: 'T2' })).body).toMatchObject({ at: '2026-03-01T00:00:00.000Z' });
});

it('keeps idempotency keys as Stripe does and never gives back too much', async () => {
  await invoke('Charge', { paymentId: 'pay-1', captured: 800 });
  expect(await invoke('Refund', order)).toMatchObject({ status: 200, body: { status: 'succeeded' } });
  expect(await invoke('Refund', order)).toMatchObject({ status: 200, body: { status: 'succeeded' } });
  expect(await invoke('Refund', { ...order, amount: 501 })).toMatchObject({
    status: 400,
    body: { error: { code: 'idempotency_error' } },
  });
  expect(await invoke('Refund', { ...order, key: 'rf_2', refundId: 'rf_2' })).toMatchObject({
    status: 400,
    body: { error: { code: 'over-refund' } },
  });
  expect(await list(cloud, 'payments.json')).toHaveLength(1);
  await cloud.advance('PT24H');
  expect(await invoke('Refund', { ...order, amount: 300 }), 'a key is kept for a day').toMatchObject({ status: 200 });
  expect(await list(cloud, 'payments.json')).toHaveLength(2);
});

it('acts or not before a provider call times out, and can leave a refund pending', async () => {
  await invoke('Charge', { paymentId: 'pay-1', captured: 800 });
  await plant({ service: 'payments', mode: 'timeout-before', count: 1 });
  expect(await invoke('Refund', order)).toMatchObject({ errorType: 'TimeoutError' });
  expect(await list(cloud, 'payments.json')).toEqual([]);
  await plant({ service: 'payments', mode: 'pending', count: 1 });
  expect(await invoke('Refund', order)).toMatchObject({ status: 200, body: { status: 'pending' } });
  expect((await ask(cloud, 'POST', '/local/payments/rf_1', { status: 'failed' })).body).toMatchObject({ status: 'failed' });
  expect((await ask(cloud, 'POST', '/local/payments/nothing', { status: 'failed' })).status).toBe(404);
  expect((await ask(cloud, 'POST', '/local/payments', { paymentId: 'pay-1', amount: 900 })).status).toBe(422);
  expect((await ask(cloud, 'POST', '/local/payments', { paymentId: 'pay-1', amount: 800 })).body).toMatchObject({ amount: 800 });
});

it('strikes by chance when given a seed, the same every time', async () => {
  const struck = async () => {
    await plant({ service: 'table', operation: 'PutItem', mode: 'conflict', count: 100, seed: 7 });
    const answers: boolean[] = [];
    for (let call = 0; call < 12; call += 1) answers.push((await invoke('Charge', { paymentId: `p${call}`, captured: 1 })) !== 'null');
    await ask(cloud, 'DELETE', '/local/faults');
    return answers;
  };
  const first = await struck();
  expect(new Set(first).size).toBe(2);
  expect(await struck()).toEqual(first);
});
