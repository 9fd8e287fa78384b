import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectFit, openOrder, openTab, openWorld, signIn, type World } from './browser.ts';

const bea = 'bea@customer.example';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Exchanges are offered, and Bea bought a blue mug that may become a red one. */
async function offerExchanges(): Promise<void> {
  const token = await world.agent('manager@shop.example');
  const params = { name: 'returns' };
  const { version, body } = (await world.call('GET /v1/agent/policies/{name}', undefined, { params, token })).body;
  const put = { basedOn: version, validFrom: '2020-01-01T00:00:00.000Z', body: { ...(body as object), remedies: ['refund', 'exchange'] } };
  expect((await world.call('PUT /v1/agent/policies/{name}', put, { params, token })).status).toBe(200);
  const exchangeable = [{ sku: 'MUG-RED', title: 'Red mug', unitPrice: 1500 }];
  const line = { lineId: '1', sku: 'MUG', title: 'Blue mug', category: 'kitchen', quantity: 1, unitPrice: 1250, exchangeable };
  const order = {
    ...{ orderId: 'X-1', email: bea, name: 'Bea', locale: 'en-GB', country: 'GB', currency: 'GBP', placedAt: ago(6), deliveredAt: ago(4) },
    ...{ lines: [line], payments: [{ paymentId: 'pay-x', method: 'card', captured: 1250 }] },
  };
  await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders: [order] });
}

it('a customer chooses what they want instead, sees the difference, and follows it until a colleague says that it was sent', async () => {
  await offerExchanges();
  const customer = await openTab(world.browser, world.url);
  const { page } = customer;
  await page.goto('/');
  await openOrder(world, page, 'X-1', bea);
  await page.getByLabel('How many of Blue mug?').selectOption('1');
  await page.getByLabel('Why are you returning Blue mug?').selectOption('changed-mind');
  await page.getByLabel('What would you like?').selectOption('exchange');
  await page.getByLabel('What would you like instead of Blue mug?').selectOption({ label: 'Red mug, £15.00' });
  await page.getByRole('button', { name: 'Show what I get back' }).click();
  const table = page.getByRole('table', { name: 'What you get instead' });
  expect(await table.getByRole('row').allTextContents()).toEqual([
    '1 × Red mug instead£15.00',
    'What you send back is worth−£12.50',
    'You pay the shop the difference£2.50',
  ]);
  await expectFit(page);
  await page.getByRole('button', { name: 'Ask for the return' }).click();
  const caseId = (await page.locator('[data-case]').getAttribute('data-case')) ?? '';
  await page.getByRole('link', { name: 'Follow your return' }).click();
  await page.locator('[data-status=awaiting-parcel]').waitFor();
  await page.getByRole('cell', { name: '£2.50' }).waitFor();

  const agent = await openTab(world.browser, world.url);
  await agent.page.goto(`/console#${caseId}`);
  await signIn(world, agent.page, 'agent@shop.example');
  await agent.page.getByRole('button', { name: 'The parcel is here' }).click();
  await agent.page.getByLabel('Grade').selectOption('A');
  await agent.page.getByRole('button', { name: 'Save the inspection' }).click();
  await page.locator('[data-exchange=requested]').waitFor();
  expect(await page.locator('[data-status]').textContent()).toBe('Your exchange is being prepared');
  await expectFit(page);

  await agent.page.getByRole('button', { name: 'Look again' }).click();
  await agent.page.getByRole('heading', { name: 'Exchange to be sent' }).waitFor();
  await expectFit(agent.page);
  await agent.page.getByLabel('Reference of the new order or parcel').fill('Order 77');
  await agent.page.getByRole('button', { name: 'It was sent' }).click();
  await page.locator('[data-exchange=fulfilled]').waitFor();
  await page.locator('[data-status=closed]').waitFor();
  expect(await page.locator('[data-refund]').count()).toBe(0);
  await expectFit(page);
  expect([customer, agent].flatMap(({ complaints }) => complaints)).toEqual([]);
});
