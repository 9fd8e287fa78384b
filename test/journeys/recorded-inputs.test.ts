import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordedOf } from '../../infra/rules/recorded-inputs.ts';
import { type Heard, hearFirst } from '../record-evaluations.ts';
import { freshCloud } from './visitor.ts';

// What is recorded is what happens: the same journey, walked again, shows its expressions the same kinds of things.

let world: Awaited<ReturnType<typeof freshCloud>>;
const heard: Heard[] = [];
let stop: () => void;
beforeAll(async () => {
  stop = hearFirst((one) => heard.push(one));
  world = await freshCloud();
});
afterAll(async () => {
  stop();
  await world.cloud.stop();
});

/** The kind of a value: fields by name, and of which type. */
function kindOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [kindOf(value[0])] : [];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kindOf(inner)]));
}

it('an approved return shows its expressions what was recorded', async () => {
  const { token } = await world.customer('SEED-ASK', 'ana@customer.example');
  const body = { orderId: 'SEED-ASK', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key: 'once' })).body;
  await world.cloud.idle();
  const agent = await world.agent('agent@shop.example');
  const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token: agent })).body;
  const { approvalId = '', terms = 0 } = items.find((item) => item.caseId === caseId) ?? {};
  await world.call('POST /v1/approvals/{approvalId}/decision', { decision: 'approve', terms }, { params: { approvalId }, token: agent });
  const warehouse = await world.agent('warehouse@shop.example');
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params: { caseId }, token: warehouse });
  const lines = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params: { caseId }, token: warehouse });
  await world.cloud.idle();

  const recorded = recordedOf('return');
  const returns = heard.filter(({ machine }) => /Return/.test(machine));
  expect(new Set(returns.map(({ state }) => state)).size).toBeGreaterThan(7);
  for (const { state, field, expression, gives } of returns) {
    const [then] = recorded.filter((one) => one.state === state && one.field === field && one.expression === expression);
    expect(then, `"${state}", ${field} is not recorded: run npm run record`).toBeDefined();
    if (typeof gives !== 'object') expect(kindOf(then!.gives), `"${state}", ${field}`).toEqual(kindOf(gives));
  }
  const seen = (one: { sees: Record<string, unknown> }) => kindOf((one.sees.states as { input: unknown }).input);
  const first = (list: readonly Heard[] | typeof recorded) =>
    list.find(({ state, field }) => state === 'Decide the return' && field === 'Assign/caseId')!;
  expect(seen(first(returns))).toEqual(seen(first(recorded)));
});
