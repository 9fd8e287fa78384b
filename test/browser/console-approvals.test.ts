import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { expectFit, openTab, openWorld, signIn, type World } from './browser.ts';

const ana = 'ana@customer.example';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

async function asked(orderId: string): Promise<string> {
  const { token } = await world.customer(orderId, ana);
  const body = { orderId, lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', body, { token, key: orderId })).body;
  await eventually(async () => (await world.look(caseId, token)).status === 'awaiting-approval');
  return caseId;
}

it('the console changes the amount, shows who is asked, asks first, and approves', async () => {
  const caseId = await asked('SEED-ASK');
  const supervisor = await openTab(world.browser, world.url, { width: 360 });
  await supervisor.page.goto(`/console#${caseId}`);
  await signIn(world, supervisor.page, 'supervisor@shop.example');
  await supervisor.page.locator('[data-approval=open]').getByText('Agnes Agent').waitFor();
  await supervisor.page.getByText('Change items, amount or remedy').click();
  await supervisor.page.getByLabel('Add to the refund, or take off').fill('-9.00');
  await supervisor.page.getByRole('button', { name: 'Change and ask again' }).click();
  await supervisor.page.locator('.problem').getByText('Say why the amount changes.').waitFor();
  await supervisor.page.getByLabel('Why the amount changes').fill('A button is missing.');
  await supervisor.page.getByRole('button', { name: 'Change and ask again' }).click();
  await supervisor.page.locator('[data-approval=open]').getByText('£120.00 (revision 2)').waitFor();
  await expectFit(supervisor.page);

  const agent = await openTab(world.browser, world.url);
  await agent.page.goto(`/console#${caseId}`);
  await signIn(world, agent.page, 'agent@shop.example');
  await agent.page.getByText('Ask first, or hand it on').click();
  await agent.page.getByLabel('Your question').fill('Shall we send a new button?');
  await agent.page.getByLabel('To which colleague?').fill('supervisor@shop.example');
  await agent.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await agent.page.locator('[data-approval=open]').getByText('Sita Supervisor').waitFor();
  await agent.page.getByRole('button', { name: 'Approve £120.00' }).click();
  await agent.page.locator('[data-status=awaiting-parcel]').waitFor();
  expect([...agent.complaints, ...supervisor.complaints]).toEqual([]);
});
