import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud();
});
afterAll(async () => await world.cloud.stop());

interface Line {
  readonly by: string;
  readonly message?: string;
  readonly caseId?: string;
  readonly traceId?: string;
}

it('the logs of one return join API, relay, workflow and mail by its case id and by the trace of the request', async () => {
  const { token } = await world.customer('SEED-AUTO', 'ana@customer.example');
  const body = { orderId: 'SEED-AUTO', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key: 'once' })).body;
  await world.cloud.idle();

  const logs = (await world.raw('GET', '/local/logs.json')).body as unknown as Line[];
  const traces = new Set(logs.filter((line) => line.caseId === caseId).map(({ traceId }) => traceId));
  const joined = logs.filter((line) => line.caseId === caseId || (line.traceId !== '-' && traces.has(line.traceId)));
  const functions = [...new Set(joined.map(({ by }) => by))];
  expect(functions).toEqual(expect.arrayContaining(['ServeReturns', 'RelayLog', 'DecideReturn', 'AwaitAnswer', 'SendNotice']));
  expect(JSON.stringify(joined)).not.toContain('ana@customer.example');
});
