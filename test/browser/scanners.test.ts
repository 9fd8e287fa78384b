import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../journeys/visitor.ts';
import { openTab, openWorld, signIn, type World } from './browser.ts';

const ana = 'ana@customer.example';
const agent = 'agent@shop.example';
let world: World;
let link = '';
let approvalId = '';
let token = '';

interface BusEvent {
  readonly detailType: string;
}
/** Everything that was ever said about approvals on the bus, and how this one stands. */
const standing = async () => {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as BusEvent[];
  const view = await world.call('GET /v1/approvals/{approvalId}', undefined, { params: { approvalId }, token });
  return { status: view.body.status, told: events.filter(({ detailType }) => /^(approval|return)\./.test(detailType)).length };
};
let before: Awaited<ReturnType<typeof standing>>;

beforeAll(async () => {
  world = await openWorld();
  const customer = await world.customer('SEED-ASK', ana);
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  await world.call('POST /v1/returns', { orderId: 'SEED-ASK', lines, remedy: 'refund' }, { token: customer.token, key: 'one' });
  const mail = await eventually(async () => (await world.mails(agent)).find(({ notice }) => notice === 'approval-asked'), 'the mail');
  link = /https?:\/\/\S+\/approvals\/[0-9a-f]+/.exec(mail.text)?.[0] ?? '';
  approvalId = link.split('/').at(-1) ?? '';
  token = await world.agent(agent);
  await eventually(async () => (await standing()).status === 'open', 'the approval');
  before = await standing();
});
afterEach(async () => expect(await standing(), 'nothing was decided').toEqual(before));
afterAll(async () => await world.close());

const decision = () => `${world.url}/v1/approvals/${approvalId}/decision`;
const approve = { decision: 'approve', terms: 1 };
const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

/** Presses and submits everything on a page, one after the other, as a scanner does that looks for what a link leads to. */
async function pressEverything(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate(() => {
      for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea')) field.value ||= '123456';
      for (const form of document.forms) form.requestSubmit();
      for (const button of document.querySelectorAll('button')) button.click();
    });
    await page.waitForLoadState('networkidle');
  }
}

describe('a scanner without a session decides nothing when it', () => {
  it('gets the link of the mail', async () => expect(await statusOf(link)).toBe(200));
  it('asks for its head', async () => expect(await statusOf(link, { method: 'HEAD' })).toBe(200));
  it('asks for its options, and for those of the decision', async () => {
    expect(await statusOf(link, { method: 'OPTIONS' })).toBeGreaterThanOrEqual(400);
    const origin = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await fetch(decision(), { method: 'OPTIONS', headers: origin });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
  it('changes the case of the link', async () => {
    expect(await statusOf(link.toUpperCase().replace(/^HTTP:\/\/LOCALHOST/, 'http://localhost'))).toBeLessThan(500);
    expect(await statusOf(`${world.url}/approvals/${approvalId.toUpperCase()}`)).toBe(200);
  });
  it('follows it wherever it leads, with a query of its own', async () => {
    expect(await statusOf(`${link}?utm_source=scan&decision=approve&terms=1`, { redirect: 'follow' })).toBe(200);
  });
  it('runs every script in a browser, submits every form and presses every button', async () => {
    const { page } = await openTab(world.browser, world.url);
    await page.goto(link);
    await pressEverything(page);
    await page.context().close();
  });
  it('posts the decision without a token', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await statusOf(decision(), { method: 'POST', headers, body: JSON.stringify(approve) })).toBe(401);
  });
  it('posts it as a form, to the page and to the API', async () => {
    const body = () => new URLSearchParams({ decision: 'approve', terms: '1' });
    expect(await statusOf(decision(), { method: 'POST', body: body() })).toBe(401);
    expect(await statusOf(link, { method: 'POST', body: body() })).toBeGreaterThanOrEqual(400);
  });
  it('previews the link as a chat does, and reads the API behind it', async () => {
    expect(await statusOf(link, { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0', range: 'bytes=0-32768' } })).toBe(200);
    expect(await statusOf(`${world.url}/v1/approvals/${approvalId}`)).toBe(401);
  });
  it('makes up a token, or puts one where none is looked for', async () => {
    const post = (headers: Record<string, string>, query = '') =>
      statusOf(`${decision()}${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(approve),
      });
    expect(await post({ authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })).toBe(401);
    expect(await post({ cookie: `token=${token}` }, `?access_token=${token}`)).toBe(401);
  });
});

describe('on the browser of a signed-in approver nothing is decided by', () => {
  let page: Page;
  const evil = 'https://evil.example/';
  beforeAll(async () => {
    ({ page } = await openTab(world.browser, world.url));
    await page.goto(link);
    await signIn(world, page, agent);
    await page.locator('[data-status=open]').waitFor();
  });
  /** Another site in the same browser, with this body. */
  const onEvil = async (html: string) => {
    const other = await page.context().newPage();
    await other.route(`${evil}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>evil</title>${html}` }),
    );
    await other.goto(evil);
    return other;
  };
  const settled = async (other: Page) => {
    await other.waitForLoadState('networkidle');
    await other.close();
  };

  it('a prefetch', async () =>
    await settled(await onEvil(`<link rel="prefetch" href="${link}"><link rel="preload" as="fetch" href="${link}">`)));
  it('a prerender by speculation rules', async () =>
    await settled(await onEvil(`<script type="speculationrules">{"prerender":[{"urls":["${link}"],"eagerness":"immediate"}]}</script>`)));
  it('a link that unfurls', async () => {
    const other = await onEvil(`<a href="${link}" ping="${decision()}">look</a>`);
    await other.locator('a').hover();
    await settled(other);
  });
  it('images that load the link and the decision', async () =>
    await settled(await onEvil(`<img src="${link}"><img src="${decision()}?decision=approve&terms=1">`)));
  it('a frame around the page, which is refused', async () => {
    const other = await onEvil(`<iframe src="${link}"></iframe>`);
    await other.waitForLoadState('networkidle');
    expect(
      (await other
        .frames()[1]
        ?.locator('[data-status]')
        .count()
        .catch(() => 0)) ?? 0,
    ).toBe(0);
    await other.close();
  });
  it('a form that another origin posts', async () => {
    const form = `<form method="post" action="${decision()}" enctype="text/plain"><input name='{"decision":"approve","terms":1,"x":"' value='"}'></form>`;
    const other = await onEvil(form);
    await Promise.all([other.waitForLoadState('networkidle'), other.evaluate(() => document.forms[0]?.submit())]);
    await settled(other);
  });
  it('a fetch from another origin, with credentials and without', async () => {
    const other = await onEvil('');
    const outcome = await other.evaluate(
      async ([url, body]) => {
        const send = async (init: RequestInit) =>
          await fetch(url!, { method: 'POST', body: body!, ...init }).then(
            ({ status }) => status,
            () => 'blocked',
          );
        const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
        return [await send({ credentials: 'include' }), await send({ headers, credentials: 'include' })];
      },
      [decision(), JSON.stringify(approve)],
    );
    expect(outcome).toEqual(['blocked', 'blocked']);
    await settled(other);
  });
  it('a request that is replayed without its session, or after the session was ended', async () => {
    const own = await world.agent(agent);
    await world.call('POST /v1/sessions/end', {}, { token: own });
    for (const authorization of ['', `Bearer ${own}`])
      expect(
        (await world.raw('POST', `/v1/approvals/${approvalId}/decision`, approve, authorization ? { authorization } : {})).status,
      ).toBe(401);
  });
  it('a second tab, which has no session of its own', async () => {
    const second = await page.context().newPage();
    await second.goto(link);
    await second.getByLabel('Email address').waitFor();
    await pressEverything(second);
    await second.close();
  });
  it('going away and back, and reloading', async () => {
    await page.goto('/console');
    await page.goBack();
    await page.locator('[data-status=open]').waitFor();
    await page.reload();
    await page.locator('[data-status=open]').waitFor();
  });
});
