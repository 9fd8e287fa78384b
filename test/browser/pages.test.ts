import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { codeAfter, codesOf, expectFit, openOrder, openTab, openWorld, signIn, type World } from './browser.ts';

const ana = 'ana@customer.example';
const hostile = '<img src=x onerror=alert(1)> "\'&amp; مرحبا 🧥';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

/** The text of what has the focus. */
/** Waits until the focus is on what has this text: pages move it just after they have drawn themselves. */
const focusOn = (page: Page, text: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), { timeout: 5_000, interval: 20 }).toBe(text);

/** How many fields the error summary names, once it has the focus. */
async function faults(page: Page): Promise<number> {
  await page.locator('.problem:focus').waitFor();
  return await page.locator('.problem a').count();
}

/** Waits until a person is asked about a return. */
const asked = (caseId: string, token: string): Promise<unknown> =>
  eventually(async () => (await world.look(caseId, token)).status === 'awaiting-approval', 'the question');

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => (document.activeElement as HTMLInputElement | null)?.name === wanted, name)) return;
  }
  throw new Error(`no ${name} within 40 presses of Tab`);
}

describe.each(['en-GB', 'id-ID'] as const)('the customer’s pages in %s, 320 pixels wide', (locale) => {
  it('are accessible at every step, say what is missing, and show strange text as it is', async () => {
    const { page, complaints } = await openTab(world.browser, world.url, { locale, width: 320 });
    await page.goto('/');
    await page.locator('form').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
    await page.locator('button[type=submit]').click();
    expect(await faults(page)).toBe(2);
    await page.locator('.problem a').first().click();
    expect(await page.locator('[name=orderId]:focus').getAttribute('aria-invalid')).toBe('true');
    await expectFit(page);

    await openOrder(world, page, 'SEED-SPLIT', ana);
    await page.locator('[name=quantity-1]').selectOption('1');
    await page.locator('[name=reason-1]').selectOption('damaged');
    await page.locator('[name=comment-1]').fill(hostile);
    await page.locator('button[type=submit]').click();
    expect(await faults(page)).toBe(1);
    const photo = { name: 'bag <b>.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgo=', 'base64') };
    await page.locator('[name=photo-1]').setInputFiles(photo);
    await page.locator('.stored').waitFor();
    await expectFit(page);
    await page.locator('button[type=submit]').click();
    await page.locator('[data-total]').waitFor();
    await expectFit(page);
    await page.locator('button[type=submit]').click();
    const caseId = (await page.locator('[data-case]').getAttribute('data-case')) ?? '';
    await expectFit(page);

    await page.goto(`/status/${caseId}`);
    await page.locator('[data-status=awaiting-parcel]').waitFor();
    await page.locator('[name=text]').fill(hostile);
    await page
      .locator('form', { has: page.locator('[name=text]') })
      .locator('button')
      .click();
    expect(await page.locator('.conversation .said').textContent()).toBe(hostile);
    await page.locator('summary').click();
    await expectFit(page);
    const before = await page.locator('h1').textContent();
    await page.locator('header button').click();
    expect(await page.locator('h1').textContent()).not.toBe(before);
    expect(await page.evaluate(() => document.documentElement.lang)).not.toBe(locale.slice(0, 2));
    await page.locator('[name=carrier]').fill('Evri');
    await page.locator('[name=trackingNumber]').fill(`EV ${locale}`);
    await page
      .locator('form', { has: page.locator('[name=carrier]') })
      .locator('button')
      .click();
    await page.getByText(`EV ${locale}`).waitFor();
    await page.locator('details [name=reason]').fill(hostile);
    await page.locator('details button').click();
    await page.locator('[data-status=cancelled]:focus').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the customer’s pages', () => {
  it('take a return with the keyboard alone, the focus where the next step is', async () => {
    const { page } = await openTab(world.browser, world.url);
    await page.goto('/');
    await page.locator('form').waitFor();
    await tabTo(page, 'orderId');
    await page.keyboard.type('SEED-AUTO');
    await tabTo(page, 'email');
    await page.keyboard.type(ana);
    const before = await codesOf(world, ana);
    await page.keyboard.press('Enter');
    await page.locator('[name=code]').waitFor();
    await focusOn(page, 'Enter the code');
    await tabTo(page, 'code');
    await page.keyboard.type(await codeAfter(world, ana, before));
    await page.keyboard.press('Enter');
    await page.locator('fieldset').first().waitFor();
    await focusOn(page, 'What do you want to return?');
    await tabTo(page, 'quantity-1');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'reason-1');
    await page.keyboard.type('I changed');
    await tabTo(page, 'route');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-total]').waitFor();
    await focusOn(page, 'What you get back');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-case]').waitFor();
    await focusOn(page, 'We have your request');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-status]').waitFor();
    expect(page.url()).toContain('/status/R-');
  });
});

describe('the colleagues’ pages', () => {
  it('keep the filter in the address, tell a decision that came too late, and are accessible', async () => {
    const customer = await world.customer('SEED-BIG', ana);
    const lines = [{ lineId: '1', quantity: 1, reason: 'other', comment: hostile }];
    const body = { orderId: 'SEED-BIG', lines, remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', body, { token: customer.token, key: 'big' })).body;
    await asked(caseId, customer.token);
    const { page, complaints } = await openTab(world.browser, world.url, { locale: 'id-ID', width: 320 });
    await page.goto('/console?status=awaiting-approval');
    await page.locator('form').waitFor();
    await expectFit(page);
    await signIn(world, page, 'supervisor@shop.example');
    expect(await page.getByLabel('Status').inputValue()).toBe('awaiting-approval');
    await page.getByRole('link', { name: caseId, exact: true }).waitFor();
    await expectFit(page);
    await page.getByLabel('Case or order number').fill('SEED-BIG');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(new URL(page.url()).search).toBe('?q=SEED-BIG&status=awaiting-approval');
    await page.getByRole('link', { name: caseId, exact: true }).click();
    expect(await page.locator('.said').textContent()).toBe(hostile);
    await page.getByLabel('Note for colleagues').fill(hostile);
    await page.getByRole('button', { name: 'Keep the note' }).click();
    expect(await page.locator('.conversation .said').textContent()).toBe(hostile);
    await expectFit(page);

    await page.getByRole('link', { name: 'Decide about this return' }).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    expect(await page.locator('.problem:focus').textContent()).toContain('Reason to refuse');
    await expectFit(page);
    // Meanwhile the same person refuses on another device.
    const approvalId = page.url().split('/').at(-1) ?? '';
    const elsewhere = await world.agent('supervisor@shop.example');
    await world.call(
      'POST /v1/approvals/{approvalId}/decision',
      { decision: 'refuse', terms: 1, reason: hostile },
      { params: { approvalId }, token: elsewhere },
    );
    await page.getByRole('button', { name: /^Approve/ }).click();
    expect(await page.locator('.problem:focus').textContent()).toContain('Already refused by Sita Supervisor');
    await page.locator('[data-status=refused]').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the approval page', () => {
  it('tells that the customer cancelled meanwhile, and offers no decision any more', async () => {
    const { token } = await world.customer('SEED-ASK', ana);
    const body = { orderId: 'SEED-ASK', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', body, { token, key: 'ask' })).body;
    await asked(caseId, token);
    const { page } = await openTab(world.browser, world.url);
    await page.goto('/console');
    await signIn(world, page, 'agent@shop.example');
    await page.getByRole('link', { name: caseId, exact: true }).click();
    await page.getByRole('link', { name: 'Decide about this return' }).click();
    await page.locator('[data-status=open]').waitFor();
    await world.call('POST /v1/returns/{caseId}/cancel', {}, { params: { caseId }, token });
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByText('nothing waits for your decision any more').waitFor();
    await page.locator('[data-status=ended]').waitFor();
    expect(await page.getByRole('button', { name: /Approve|Refuse/ }).count()).toBe(0);
  });
});

describe('the local cloud’s own pages', () => {
  beforeAll(async () => {
    const { token } = await world.customer('SEED-IDR', ana);
    const body = { orderId: 'SEED-IDR', lines: [{ lineId: '1', quantity: 1, reason: 'changed-mind' }], remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', body, { token, key: 'idr' })).body;
    await eventually(async () => (await world.look(caseId, token)).status === 'awaiting-parcel', 'the approval');
  });

  it('are accessible and run nothing that a mail brings', async () => {
    const { page, complaints } = await openTab(world.browser, world.url, { width: 320 });
    const [execution] = (await world.raw('GET', '/local/executions.json')).body as unknown as { name: string }[];
    const paths = ['', 'mailbox', 'mailbox/0', 'payments', 'executions', `executions/${execution?.name}`, 'events', 'logs'];
    for (const path of paths) {
      await page.goto(`/local/${path}`);
      await expectFit(page);
    }
    expect(complaints).toEqual([]);
  });

  it('and all others come with a policy against foreign scripts', async () => {
    for (const path of ['/', '/status/R-1', '/approvals/x', '/console', '/local/', '/local/mailbox/0']) {
      const policy = (await world.raw('GET', path)).headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(/script-src [^;]*/.exec(policy)?.[0], path).not.toContain('unsafe-inline');
    }
  });
});
