import { afterAll, beforeAll, expect, it } from 'vitest';
import { aWholeOrder } from '../builders/a-whole-order.ts';
import { aLine } from '../builders/an-order.ts';
import { eventually } from '../journeys/visitor.ts';
import { openTab, openWorld, signIn, type World } from './browser.ts';

const hostile = 'Eve <img src=x onerror=alert(1)> <!channel> *bold* https://evil.example \u202Eevil';
const email = 'eve@customer.example';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

it('the approval page shows hostile names, titles and questions as they are written, and none of it acts', async () => {
  const order = aWholeOrder({ orderId: 'H-1', email, name: hostile, lines: [aLine({ title: hostile })] });
  await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders: [order] });
  const { token } = await world.customer('H-1', email);
  const wanted = { orderId: 'H-1', lines: [{ lineId: '1', quantity: 4, reason: 'changed-mind' }], remedy: 'refund' as const };
  const { caseId } = (await world.call('POST /v1/returns', wanted, { token, key: 'h' })).body;
  await eventually(async () => (await world.look(caseId, token)).status === 'awaiting-approval');
  const { page, complaints } = await openTab(world.browser, world.url);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const mail = await eventually(async () => (await world.mails('agent@shop.example')).find((one) => one.caseId === caseId), 'the mail');
  await page.goto(/https?:\/\/\S+\/approvals\/[0-9a-f]+/.exec(mail.text)?.[0] ?? '');
  await signIn(world, page, 'agent@shop.example');
  await page.locator('[data-status=open]').waitFor();
  expect(await page.locator('dl bdi').first().textContent()).toBe(hostile);
  expect(await page.locator('dl').first().textContent()).toContain('<!channel> *bold*');

  await page.getByText('Ask first, or hand it on').click();
  await page.getByLabel('Your question').fill(hostile);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByLabel('Reason to refuse').fill(hostile);
  await page.getByRole('button', { name: 'Refuse' }).click();
  await page.locator('[data-status=refused]').waitFor();

  expect(await page.locator('img[src=x], a[href*="evil.example"]').count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(complaints).toEqual([]);
});
