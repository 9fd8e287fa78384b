import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalCloud } from '../../../infra/local/start-local-cloud.ts';
import { ask, list, startSmall } from './fixtures/start-small.ts';

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startSmall();
});
afterEach(() => cloud.stop());

const put = (detailType: string, caseId: string) =>
  ask(cloud, 'POST', '/local/events', { source: 'things', detailType, detail: { metadata: { caseId } } });

it('carries a request over stream, relay, bus and rule into a workflow, and an answer back into it', async () => {
  const made = await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  expect(made).toEqual({ status: 202, body: { id: 'T1', at: '2026-03-01T00:00:00.000Z', host: null } });
  await cloud.idle();
  const [mail] = await list(cloud, 'mailbox.json?to=ana@customer.example');
  expect(mail).toMatchObject({
    at: '2026-03-01T00:00:00.000Z',
    notice: 'asked',
    caseId: 'T1',
    subject: 'Asked about T1',
    html: '<p>html</p>',
  });

  await put('thing.answered.v1', 'T1');
  await cloud.idle();

  expect((await ask(cloud, 'GET', '/v1/things/T1')).body).toMatchObject({ status: 'finished' });
  const [execution] = await list(cloud, 'executions.json?caseId=T1&data=true');
  expect(execution).toMatchObject({ workflow: 'Waiting', status: 'SUCCEEDED', output: { status: 'finished' } });
  const statuses = (await list(cloud, 'events.json')).filter(({ source }) => source === 'aws.states');
  expect(statuses.map(({ detail }) => (detail as { status: string }).status)).toEqual(['RUNNING', 'SUCCEEDED']);
});

it('answers a second thing of the same name with the reasons of the cancelled transaction', async () => {
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  expect(await ask(cloud, 'POST', '/v1/things', { id: 'T1' })).toEqual({ status: 409, body: 'ConditionalCheckFailed,None' });
});

it('answers 500 for a function that throws and keeps its error in the logs', async () => {
  expect((await ask(cloud, 'POST', '/v1/things', { break: true })).status).toBe(500);
  const logs = await list(cloud, 'logs.json');
  expect(logs.at(-1)).toMatchObject({ by: 'Serve', level: 'ERROR', errorType: 'TypeError', errorMessage: 'as asked' });
});

it('times a waiting step out when time is moved past its limit', async () => {
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  const { now } = await cloud.advance('PT25H');
  expect(now).toBe('2026-03-02T01:00:00.000Z');
  const [execution] = await list(cloud, 'executions.json');
  expect(execution).toMatchObject({ status: 'FAILED', error: 'NobodyAnswered' });
});

it('retries an asynchronous invocation a minute later, then keeps it as a dead letter', async () => {
  await put('thing.failing.v1', 'T1');
  await cloud.advance('PT59S');
  expect(await list(cloud, 'dead-letters.json')).toEqual([]);
  await cloud.advance('PT2S');
  const [letter] = await list(cloud, 'dead-letters.json');
  expect(letter).toMatchObject({
    queue: 'service-Letters',
    message: { requestContext: { approximateInvokeCount: 2 }, responsePayload: { errorType: 'NeverWorks' } },
  });
});

it('ends an execution by hand as ABORTED, once', async () => {
  await ask(cloud, 'POST', '/v1/things', { id: 'T1' });
  await cloud.idle();
  const name = String((await list(cloud, 'executions.json'))[0]?.name);
  expect((await ask(cloud, 'DELETE', `/local/executions/${name}`)).status).toBe(200);
  await cloud.idle();
  expect((await list(cloud, 'executions.json'))[0]?.status).toBe('ABORTED');
  expect((await ask(cloud, 'DELETE', `/local/executions/${name}`)).status).toBe(409);
});

it('skips idle ticks of the schedule but rings at the minute a clock is due', async () => {
  await cloud.cloud.lambda.invoke(cloud.cloud.lambda.find('Wind'), { id: 'T1', wakeAt: '2026-03-20T10:00:30.000Z' });
  const began = performance.now();
  await cloud.advance('P30D');
  expect(performance.now() - began).toBeLessThan(5000);
  const ticks = (await list(cloud, 'logs.json')).filter(({ message }) => message === 'ticked');
  expect(ticks.map(({ time, found }) => [time, found])).toEqual([['2026-03-20T10:01:00Z', 1]]);
});
