import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { expectFit, openTab, openWorld, signIn, type World } from './browser.ts';

const ana = 'ana@customer.example';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

/** A return that has come as far as `status`. */
async function asked(orderId: string, quantity: number, status: string): Promise<string> {
  const { token } = await world.customer(orderId, ana);
  const body = { orderId, lines: [{ lineId: '1', quantity, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key: `${orderId}${quantity}` })).body;
  await eventually(async () => (await world.look(caseId, token)).status === status);
  return caseId;
}

it('the console shows what goes back over which payments, before anybody decides', async () => {
  const caseId = await asked('SEED-SPLIT', 2, 'awaiting-parcel');
  const { page, complaints } = await openTab(world.browser, world.url, { width: 360 });
  await page.goto(`/console#${caseId}`);
  await signIn(world, page, 'agent@shop.example');
  const preview = page.locator('[data-preview]');
  await preview.getByText('2 × Canvas bag').waitFor();
  expect(await preview.locator('[data-total]').textContent()).toBe('£26.00');
  expect(await preview.locator('[data-payment]').allTextContents()).toEqual([
    expect.stringMatching(/^To paypal \(pay-seed-split-paypal\), by the payment provider, visible by .*£14\.00$/),
    expect.stringMatching(/^To card \(pay-seed-split-card\), by the payment provider, visible by .*£12\.00$/),
  ]);
  await expectFit(page);

  const big = await asked('SEED-ASK', 1, 'awaiting-approval');
  await page.goto(`/console#${big}`);
  await page.locator('[data-approval=open]').waitFor();
  await page.locator('[data-preview="12900"]').waitFor();
  expect(complaints).toEqual([]);
});

it('a refund for which too little is left is lowered, pays what is left, and leaves nothing to do', async () => {
  const caseId = await asked('SEED-AUTO', 1, 'awaiting-parcel');
  await world.raw('POST', '/local/payments', { paymentId: 'pay-seed-auto', amount: 3000 });
  const params = { caseId };
  const token = await world.agent('warehouse@shop.example');
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token });
  const lines = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token });
  await eventually(async () => (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token })).body.task !== undefined);

  const { page, complaints } = await openTab(world.browser, world.url);
  await page.goto(`/console#${caseId}`);
  await signIn(world, page, 'agent@shop.example');
  await page.locator('[data-preview]').getByText('£8.55 more is due').waitFor();
  await page.getByText('Lower the amount', { exact: true }).click();
  await page.getByLabel('Take off the refund').fill('-8.55');
  await page.getByLabel('Why the amount changes').fill('Refunded by phone.');
  await expectFit(page);
  await page.getByRole('button', { name: 'Lower it and go on' }).click();
  await eventually(async () => (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token })).body.status === 'closed');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.locator('[data-status=closed]').waitFor();
  expect(await page.locator('[data-preview]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('the list shows an ended return that is a task, until a colleague says that it is done', async () => {
  const caseId = await asked('SEED-FINAL', 1, 'refused');
  const { token } = await world.customer('SEED-FINAL', ana);
  await world.call('POST /v1/returns/{caseId}/dispute', { text: 'It came with a hole.' }, { params: { caseId }, token });
  const { page, complaints } = await openTab(world.browser, world.url);
  await page.goto('/console');
  await signIn(world, page, 'agent@shop.example');
  const row = page.locator('tr', { hasText: caseId });
  await row.getByText('Task: The customer disagrees').waitFor();
  await row.getByRole('link').click();
  await page.getByRole('button', { name: 'The task is done' }).click();
  await page.getByText('A colleague looked, and it is done.').waitFor();
  expect(await page.getByRole('button', { name: 'Restart the workflow' }).count()).toBe(0);
  await page.getByRole('link', { name: 'All cases' }).click();
  await page.locator('table').or(page.getByText('No case fits.')).first().waitFor();
  await eventually(async () => (await page.locator('tr', { hasText: caseId }).count()) === 0);
  expect(complaints).toEqual([]);
});
