import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anOrder } from '../builders/an-order.ts';
import { freshCloud } from './visitor.ts';

/** A hundred in CI; a share of them in every run. */
const races = process.env.REDRESS_LARGE === '1' ? 100 : 20;
const people = ['agent', 'supervisor', 'manager'].map((name) => `${name}@shop.example`);
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud({ now: '2026-11-10T10:00:00Z' });
});
afterAll(async () => await world.cloud.stop());

/** One order of a pot for each race, sent back by the warehouse on its customer's behalf; any of three people decides. */
async function asked(): Promise<{ caseId: string; approvalId: string }[]> {
  const boss = await world.agent('manager@shop.example');
  const { version } = (await world.raw('GET', '/v1/agent/policies/approvals', undefined, { authorization: `Bearer ${boss}` })).body;
  const body = { chains: [{ when: {}, levels: [{ people }] }], fallback: { people: ['manager@shop.example'] } };
  const put = await world.raw('PUT', '/v1/agent/policies/approvals', { basedOn: version, body }, { authorization: `Bearer ${boss}` });
  expect(put.status).toBe(200);
  const line = { lineId: '1', sku: 'POT', title: 'Pot', category: 'kitchen', quantity: 1, unitPrice: 9000 };
  const dates = { placedAt: '2026-11-05T10:00:00Z', deliveredAt: '2026-11-07T10:00:00Z' };
  const orders = Array.from({ length: races }, (_, race) => ({
    ...anOrder({ lines: [line] }),
    ...{ orderId: `RACE-${race}`, email: 'bea@customer.example', name: 'Bea', locale: 'en-GB', ...dates },
  }));
  for (let start = 0; start < races; start += 25) {
    const batch = { orders: orders.slice(start, start + 25) };
    await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', batch);
  }
  const token = await world.agent('warehouse@shop.example');
  const cases: string[] = [];
  for (const { orderId } of orders) {
    const wanted = { orderId, lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
    const opened = await world.call('POST /v1/agent/cases', wanted, { token, key: orderId });
    expect(opened.status, JSON.stringify(opened.body)).toBe(202);
    cases.push(opened.body.caseId);
  }
  await world.cloud.idle();
  const views = await Promise.all(
    cases.map(async (caseId) => (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token })).body),
  );
  return views.map(({ caseId, approvalId }) => ({ caseId, approvalId: approvalId! }));
}

async function inSlack(approvalId: string, now: number) {
  const payload = {
    ...{ type: 'block_actions', team: { id: 'T0LOCAL' }, api_app_id: 'A0LOCAL', user: { id: 'U0SUPER' }, trigger_id: 'trigger' },
    response_url: `https://hooks.slack.com/actions/T0LOCAL/1/${approvalId}`,
    container: { channel_id: 'D0SUPER' },
    actions: [{ action_id: 'approve', value: `${approvalId}:1` }],
  };
  const form = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const timestamp = String(Math.floor(now / 1000));
  const signature = `v0=${createHmac('sha256', 'local-slack-secret').update(`v0:${timestamp}:${form}`).digest('hex')}`;
  const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  return await world.raw('POST', '/slack/interactions', form, { 'content-type': 'application/x-www-form-urlencoded', ...headers });
}

it(`mail, Slack and console answer the same approval in a race, ${races} times: one decides, the others are told who`, {
  timeout: 400_000,
}, async () => {
  const approvals = await asked();
  const [agent, boss] = [await world.agent('agent@shop.example'), await world.agent('manager@shop.example')];
  const now = Date.parse(String((await world.raw('GET', '/local/clock')).body.now));
  const post = (token: string, answer: object) => async (approvalId: string) =>
    await world.raw('POST', `/v1/approvals/${approvalId}/decision`, { terms: 1, ...answer }, { authorization: `Bearer ${token}` });
  const ways = [
    ['mail', post(agent, { decision: 'approve', channel: 'mail' })],
    ['slack', async (approvalId: string) => await inSlack(approvalId, now)],
    ['console', post(boss, { decision: 'refuse', reason: 'It was used.', channel: 'console' })],
  ] as const;
  const names = { mail: 'Agnes Agent', slack: 'Sita Supervisor', console: 'Mara Manager' };

  const answers = new Map<string, Map<string, Awaited<ReturnType<typeof world.raw>>>>();
  for (const [race, { approvalId }] of approvals.entries()) {
    // Each is first in turn, by a head start of nothing up to some milliseconds: they overlap, and none is always the fastest.
    const turn = ways.map((_, index) => ways[(index + race) % ways.length]!);
    const said = turn.map(async ([way, answer], place) => {
      await pause(place * (race % 20));
      return [way, await answer(approvalId)] as const;
    });
    answers.set(approvalId, new Map(await Promise.all(said)));
  }
  await world.cloud.idle();

  const events = (await world.raw('GET', '/local/events.json')).body as unknown as Told[];
  const decided = events.filter(({ detailType }) => detailType === 'approval.decided.v1').map(({ detail }) => detail.data);
  const whispers = JSON.stringify((await world.raw('GET', '/local/slack.json')).body);
  const wins = { mail: 0, slack: 0, console: 0 };
  for (const { approvalId } of approvals) {
    const records = decided.filter((one) => one.approvalId === approvalId);
    expect(records).toHaveLength(1);
    const { channel } = records[0]!;
    wins[channel] += 1;
    const said = answers.get(approvalId)!;
    for (const way of ['mail', 'console'] as const) {
      const answer = said.get(way);
      if (way === channel) expect(answer?.status).toBe(200);
      else expect(answer).toMatchObject({ status: 409, body: { decidedBy: names[channel], decision: records[0]!.decision } });
    }
    expect(said.get('slack')?.status).toBe(200);
    // Slack says to the one who pressed what became of it.
    expect(whispers.includes(`/1/${approvalId}`)).toBe(channel !== 'slack');
  }
  expect(whispers).toMatch(/Already (approved|refused) by (Agnes Agent|Mara Manager)/);
  expect(wins.mail + wins.slack + wins.console).toBe(races);
  for (const won of Object.values(wins)) expect(won).toBeGreaterThanOrEqual(races / 10);
  // biome-ignore lint/suspicious/noConsole: the figure belongs to the test's report.
  console.log(`of ${races} races: ${JSON.stringify(wins)}`);
});

interface Told {
  readonly detailType: string;
  readonly detail: {
    readonly data: { readonly approvalId: string; readonly decision: string; readonly channel: 'mail' | 'slack' | 'console' };
  };
}
