import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { expectFit, openOrder, openTab, openWorld, signIn, type World } from './browser.ts';

const ana = 'ana@customer.example';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => await world.close());

interface BusEvent {
  readonly detail: { readonly metadata?: { readonly caseId?: string } };
}

/** What happened to a case so far, as everything else hears of it. */
const happened = async (caseId: string): Promise<number> => {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as BusEvent[];
  return events.filter(({ detail }) => detail.metadata?.caseId === caseId).length;
};

describe('a return in the browser', () => {
  it('goes from lookup to submitted return to approved to refunded, with each mail in the local mailbox', async () => {
    const customer = await openTab(world.browser, world.url);
    const { page } = customer;
    await page.goto('/');
    await openOrder(world, page, 'SEED-ASK', ana);
    await page.getByLabel('How many of Wool coat, M?').selectOption('1');
    await page.getByLabel('Why are you returning Wool coat, M?').selectOption('changed-mind');
    await page.getByRole('button', { name: 'Show what I get back' }).click();
    expect(await page.locator('[data-total]').textContent()).toBe('£129.00');
    await page.getByRole('button', { name: 'Ask for the return' }).click();
    const caseId = (await page.locator('[data-case]').getAttribute('data-case')) ?? '';
    await page.getByRole('link', { name: 'Follow your return' }).click();
    await page.locator('[data-status=awaiting-approval]').waitFor();

    const agent = await openTab(world.browser, world.url);
    await agent.page.goto('/console');
    await signIn(world, agent.page, 'agent@shop.example');
    const before = await happened(caseId);
    await agent.page.getByRole('link', { name: `${caseId}: £129.00` }).click();
    await agent.page.locator('[data-amount]').waitFor();
    await agent.page.reload();
    await agent.page.locator('[data-status=open]').waitFor();
    await expectFit(agent.page);
    expect(await happened(caseId), 'looking decides nothing').toBe(before);
    expect(await page.locator('[data-status]').getAttribute('data-status')).toBe('awaiting-approval');
    await agent.page.getByRole('button', { name: 'Approve £129.00' }).click();
    await agent.page.locator('[data-status=approved]').waitFor();
    await page.locator('[data-status=awaiting-parcel]').waitFor();

    const warehouse = await openTab(world.browser, world.url);
    await warehouse.page.goto(`/console#${caseId}`);
    await signIn(world, warehouse.page, 'warehouse@shop.example');
    await warehouse.page.getByRole('button', { name: 'The parcel is here' }).click();
    await warehouse.page.getByLabel('Grade').selectOption('A');
    await expectFit(warehouse.page);
    await warehouse.page.getByRole('button', { name: 'Save the inspection' }).click();

    await page.locator('[data-status=closed]').waitFor();
    expect(await page.locator('[data-refund=succeeded]').textContent()).toMatch(/£129\.00 to your card.*Visible by \d+ \w+ \d{4}\./s);
    await expectFit(page);
    const wanted = ['approved', 'closed', 'code', 'parcel-received', 'received', 'refunded'];
    const notices = await eventually(async () => {
      const came = (await world.mails(ana)).map(({ notice }) => notice).sort();
      return came.length >= wanted.length && came;
    }, 'the last mail');
    expect(notices).toEqual(wanted);
    expect([customer, agent, warehouse].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
