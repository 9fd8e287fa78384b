import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCloud, type Reply } from './visitor.ts';

const ana = 'ana@customer.example';
const orderId = 'SEED-AUTO';
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud({ now: '2026-03-02T09:00:00Z' });
});
afterAll(async () => await world.cloud.stop());

/** Publishes the returns policy with store credit in it, for orders that were placed already too: a tenth on top, to be spent in half a year. */
async function offerStoreCredit(): Promise<void> {
  const token = await world.agent('manager@shop.example');
  const params = { name: 'returns' };
  const { version, body } = (await world.call('GET /v1/agent/policies/{name}', undefined, { params, token })).body;
  const storeCredit = { bonus: { percent: 10 }, expiresAfter: 'P6M' };
  const offered = { ...(body as object), remedies: ['refund', 'store-credit'], storeCredit };
  const put = { basedOn: version, validFrom: '2020-01-01T00:00:00.000Z', body: offered };
  expect((await world.call('PUT /v1/agent/policies/{name}', put, { params, token })).status).toBe(200);
  await world.cloud.idle();
}

async function askForCredit(key: string): Promise<{ caseId: string; token: string }> {
  const { token } = await world.customer(orderId, ana);
  const body = { orderId, lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'store-credit' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key })).body;
  await world.cloud.idle();
  return { caseId, token };
}

/** The shop's till says that it took so much; with it goes everything that follows. */
async function spend(spendId: string, creditId: string, amount: number): Promise<Reply> {
  const detail = { spendId, creditId, amount, currency: 'GBP' };
  const told = await world.raw('POST', '/local/events', { detailType: 'shop.credit.spent.v1', detail });
  await world.cloud.idle();
  return told;
}

it('is refused, with what to ask for instead, where the policy does not offer it', async () => {
  const { caseId, token } = await askForCredit('before');
  const refused = await world.look(caseId, token);
  expect(refused).toMatchObject({ status: 'refused', refunds: [] });
  expect(refused.decision?.because).toContain('Please ask for a refund instead');
});

it('a return becomes store credit with its bonus, by mail, once, and the shop’s till spends it', async () => {
  await offerStoreCredit();
  const { caseId, token } = await askForCredit('offered');
  const params = { caseId };
  const warehouse = await world.agent('warehouse@shop.example');
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: warehouse });
  const preview = await world.call('GET /v1/agent/cases/{caseId}/refund-preview', undefined, {
    params,
    token: await world.agent('agent@shop.example'),
  });
  expect(preview.body.refunds).toMatchObject([{ amount: 1250, via: 'credit', credit: { bonus: 125 } }]);
  const lines = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token: warehouse });
  await world.cloud.idle();

  const ended = await world.look(caseId, token);
  expect(ended).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
  const { creditId } = ended.credits![0]!;
  expect(ended.refunds).toMatchObject([{ refundId: creditId, amount: 1250, via: 'credit' }]);
  expect(ended.credits).toMatchObject([{ issued: 1250, bonus: 125, spent: 0, remaining: 1375, expired: 0 }]);
  expect(ended.log.filter(({ type }) => type === 'credit.issued.v1')).toHaveLength(1);
  expect((await world.raw('GET', '/local/payments.json')).body).toEqual([]);

  const mails = (await world.mails(ana)).filter(({ notice }) => notice === 'credited' || notice === 'refunded');
  expect(mails.map(({ notice }) => notice)).toEqual(['credited']);
  expect(mails[0]?.text).toContain('- Bonus: £1.25\n- Total: £13.75');
  expect(mails[0]?.text).toContain('You can spend it from 2 March 2026 on, until 2 September 2026.');

  for (const _again of [1, 2]) expect((await spend('till-1', creditId, 1000)).status).toBeLessThan(300);
  expect((await world.look(caseId, token)).credits).toMatchObject([{ spent: 1000, remaining: 375 }]);
  await spend('till-2', creditId, 376);
  expect((await world.look(caseId, token)).credits).toMatchObject([{ spent: 1000, remaining: 375 }]);
});
