import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SpawnedCloud, spawnSmall } from './fixtures/spawn-small.ts';
import { ask, list } from './fixtures/start-small.ts';

let data: string;
let cloud: SpawnedCloud;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'redress-'));
  cloud = await spawnSmall(data);
});
afterEach(async () => {
  cloud.child.kill('SIGKILL');
  await cloud.ended;
  rmSync(data, { recursive: true });
});

const advance = (duration: string) => ask(cloud, 'POST', '/local/clock', { advance: duration });

async function answered(): Promise<void> {
  await ask(cloud, 'POST', '/local/events', { source: 'things', detailType: 'thing.answered.v1', detail: { metadata: { caseId: 'T1' } } });
}

it.each([
  'Relay/bus/PutEvents',
  'Waiting/states/StartExecution',
  'Waiting/states/started',
  'Ask/table/PutItem',
  'Ask/mail/SendEmail',
  'Waiting/states/submitted',
])('finishes the work after a kill right after %s', async (effect) => {
  await ask(cloud, 'POST', '/local/faults', { effect, mode: 'kill-after', count: 1 });
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' }).catch(() => {});
  expect(await cloud.ended).toBe('SIGKILL');

  cloud = await spawnSmall(data);
  await advance('PT2M');
  await answered();
  await advance('PT2M');

  // Deliveries are at least once: a kill after the bus took the events starts a second execution, as on AWS.
  const executions = await list(cloud, 'executions.json');
  expect(executions.some(({ status }) => status === 'SUCCEEDED')).toBe(true);
  expect(await ask(cloud, 'GET', '/v1/things/T1')).toMatchObject({ body: { status: 'finished' } });
});

it('keeps virtual time over a restart', async () => {
  await advance('P3D');
  cloud.child.kill('SIGKILL');
  await cloud.ended;
  cloud = await spawnSmall(data);
  expect((await ask(cloud, 'GET', '/local/clock')).body).toEqual({ now: '2026-03-04T00:00:00.000Z', mode: 'virtual' });
});

it('has each refund in payments.jsonl once, however often the call is repeated over a kill', async () => {
  const order = { key: 'rf_1', refundId: 'rf_1', paymentId: 'pay-1', amount: 500, currency: 'GBP', caseId: 'T1' };
  const refund = () => ask(cloud, 'POST', '/2015-03-31/functions/Refund/invocations', order);
  await ask(cloud, 'POST', '/2015-03-31/functions/Charge/invocations', { paymentId: 'pay-1', captured: 500 });
  await ask(cloud, 'POST', '/local/faults', { service: 'payments', mode: 'kill-after', count: 1 });
  await refund().catch(() => {});
  expect(await cloud.ended).toBe('SIGKILL');

  cloud = await spawnSmall(data);
  expect(await refund()).toMatchObject({ body: { status: 200, body: { refundId: 'rf_1', status: 'succeeded' } } });
  const lines = readFileSync(join(data, 'payments.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ refundId: 'rf_1', paymentId: 'pay-1', amount: 500, currency: 'GBP' }]);
  expect(await list(cloud, 'payments.json')).toMatchObject([{ refundId: 'rf_1', calls: [{ outcome: 'made' }, { outcome: 'replayed' }] }]);
});
