import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaks, leftOf, taskTokensOf } from './leak-scan.ts';
import { freshCloud } from './visitor.ts';

type World = Awaited<ReturnType<typeof freshCloud>>;
let world: World;
let token: string;
beforeAll(async () => {
  world = await freshCloud();
  ({ token } = await world.customer('SEED-ASK', 'ana@customer.example'));
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  await world.call('POST /v1/returns', { orderId: 'SEED-ASK', lines, remedy: 'refund' }, { token, key: 'one' });
  await world.cloud.idle();
});
// Stopping scans what this journey left, as after every other one.
afterAll(async () => await world.cloud.stop());

const history = async (data: boolean) => ({
  where: 'a history',
  text: JSON.stringify((await world.raw('GET', `/local/executions.json?data=${data}`)).body),
});
const secrets = () => ({ taskTokens: taskTokensOf(world.cloud.cloud), bearerTokens: [token] });

it('finds a token in an execution history with data, and none in the same history without', async () => {
  expect(secrets().taskTokens.length).toBeGreaterThan(0);
  expect(leaks([await history(true)], secrets())).toHaveLength(1);
  expect(leaks([await history(false)], secrets())).toEqual([]);
});

it('finds nothing in what the journey left: mails, Slack messages, logs, events', () => {
  expect(leftOf(world.cloud.cloud).length).toBeGreaterThan(10);
  expect(leaks(leftOf(world.cloud.cloud), secrets())).toEqual([]);
});

it.each([
  ['a bearer token of a customer', 'a mail', () => token],
  ['a token of a colleague', 'an event', () => `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjMifQ.${'x'.repeat(40)}`],
  ['a secret of a provider', 'a Slack message', () => 'local-slack-secret'],
  ['an address', 'a log line', () => 'ana@customer.example'],
])('would find %s in %s', (_, where, planted) => {
  expect(leaks([{ where, text: `so ${planted()} it is` }], secrets())).toHaveLength(1);
});

it('lets nobody stop a cloud that leaked', async () => {
  const other = await freshCloud();
  other.cloud.cloud.logs.add('Planted', 'mailed to ana@customer.example', 'info');
  await expect(other.cloud.stop()).rejects.toThrow('an address in a log line');
});
