import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually, freshCloud } from '../journeys/visitor.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

/** A local cloud in real time and a browser in front of it. `CHROMIUM` names another browser than Debian's. */
export async function openWorld() {
  const [world, browser] = await Promise.all([
    freshCloud({ virtualTime: false }),
    chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...quiet, '--disable-sync'] }),
  ]);
  return { ...world, browser, close: async () => void (await Promise.all([browser.close(), world.cloud.stop()])) };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

interface Reader {
  readonly locale?: 'en-GB' | 'id-ID';
  readonly width?: number;
}

/** A person's own tab. Everything that the browser complains about is kept, what it refused by policy included. */
export async function openTab(browser: Browser, url: string, { locale = 'en-GB', width = 1000 }: Reader = {}) {
  const context = await browser.newContext({ baseURL: url, locale, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // An answer that is no success is the API's business; the page shows it.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4')) complaints.push(message.text());
  });
  return { page, complaints };
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 AA as far as axe sees it; and nothing wider than the window. */
export async function expectFit(page: Page): Promise<void> {
  // A sandboxed frame (a mail) runs no script, axe's own included.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** How many codes an address was sent, before another is asked for. */
export async function codesOf(world: World, to: string): Promise<number> {
  return (await world.mails(to)).filter(({ notice }) => notice.endsWith('code')).length;
}

/** The code that came after `before` others. */
export async function codeAfter(world: World, to: string, before: number): Promise<string> {
  return await eventually(async () => {
    const mail = (await world.mails(to)).filter(({ notice }) => notice.endsWith('code'))[before];
    return mail && /\b\d{6}\b/.exec(mail.text)?.[0];
  }, `a code for ${to}`);
}

/** Opens an order in the portal, or on a status page, with the code from the mail. */
export async function openOrder(world: World, page: Page, orderId: string, email: string): Promise<void> {
  await page.locator('[name=orderId]').fill(orderId);
  await page.locator('[name=email]').fill(email);
  const before = await codesOf(world, email);
  await page.locator('button[type=submit]').click();
  await page.locator('[name=code]').fill(await codeAfter(world, email, before));
  await page.locator('button[type=submit]').click();
}

/** Signs a colleague in on whatever page asks for it. */
export async function signIn(world: World, page: Page, email: string): Promise<void> {
  const before = await codesOf(world, email);
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Six-digit code').fill(await codeAfter(world, email, before));
  await page.getByRole('button', { name: 'Sign in' }).click();
}
