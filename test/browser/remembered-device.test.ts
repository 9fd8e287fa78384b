import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { codeAfter, codesOf, expectFit, openTab, openWorld, type World } from './browser.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

it('a remembered device shows an approval without a code; above the limit its page asks for one and goes on; 320 pixels wide', async () => {
  const customer = await world.customer('SEED-BIG', 'ana@customer.example');
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  await world.call('POST /v1/returns', { orderId: 'SEED-BIG', lines, remedy: 'refund' }, { token: customer.token, key: 'one' });
  const mail = await eventually(async () => (await world.mails()).find(({ notice }) => notice === 'approval-asked'), 'the mail');
  const link = /https?:\/\/\S+\/approvals\/[0-9a-f]+/.exec(mail.text)?.[0] ?? '';
  const { page, complaints } = await openTab(world.browser, world.url, { width: 320 });
  await page.goto(link);
  const enter = async (button: string) => {
    await page.getByLabel('Six-digit code').fill(await codeAfter(world, mail.to, sent));
    await page.getByRole('button', { name: button }).click();
  };
  let sent = await codesOf(world, mail.to);
  await page.getByLabel('Email address').fill(mail.to);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Remember this device').check();
  await expectFit(page);
  await enter('Sign in');
  await page.locator('[data-status=open]').waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe('');

  const later = await page.context().newPage();
  await later.goto(link);
  await later.locator('[data-status=open]').waitFor();
  expect(await later.locator('dl').textContent()).toContain('the first return in 12 months');
  await page.close();
  await later.getByText('Ask first, or hand it on').click();
  await expectFit(later);
  await later.getByRole('button', { name: /^Approve/ }).click();
  await later.getByText('This amount needs a new code').waitFor();
  await expectFit(later);
  sent = await codesOf(world, mail.to);
  await later.getByRole('button', { name: 'Send me a code' }).click();
  await later.getByLabel('Six-digit code').fill(await codeAfter(world, mail.to, sent));
  await later.getByRole('button', { name: 'Go on' }).click();
  // Amounts like this need two: the next level is asked now.
  await later.getByText('2 of 2').waitFor();

  await later.getByRole('button', { name: 'Leave all devices' }).click();
  await later.reload();
  await later.getByLabel('Email address').waitFor();
  expect(complaints).toEqual([]);
});
