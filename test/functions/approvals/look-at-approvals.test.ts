import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { routes } from '../../../functions/approvals/serve-approvals.ts';
import { approvalId } from '../../builders/a-return.ts';
import { idOf } from '../../builders/a-staff.ts';
import { aDesk, asked, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

/** Five approvals of rising amounts, one of them of a case that the agent opened, one of a case that ended. */
async function inbox() {
  const tables = await aDesk();
  for (const [n, amount] of [5_000, 30_000, 200_000, 6_000, 7_000].entries()) {
    const id = String(n).repeat(32);
    const differs = n === 3 ? { openedBy: idOf('agent') } : n === 4 ? { status: 'cancelled' as const } : {};
    const { subject, approval } = asked(
      { caseId: `R-0000000${n}`, approvalId: id, value: { amount, currency: 'GBP' }, ...differs },
      { approvalId: id, caseId: `R-0000000${n}`, openedAt: new Date(noon.getTime() - Math.floor(n / 2) * 1000).toISOString() },
    );
    await tables.store(subject);
    await tables.storeApproval(approval);
  }
  return { ...tables, call: agentsApi(routes, tables.desk) };
}

it.each([
  ['agent', [5_000]],
  ['supervisor', [6_000, 30_000, 5_000].sort()],
  ['manager', [5_000, 6_000, 30_000, 200_000].sort()],
  ['warehouse', []],
] as const)('shows the %s what waits for them, and nothing that has ended or is their own', async (who, amounts) => {
  const { body } = await (await inbox()).call(who, 'GET /v1/agent/approvals');
  expect(body.items.map(({ amount }: { amount: number }) => amount).sort()).toEqual(amounts);
  expect(body.nextCursor).toBeNull();
});

it('walks through the list page by page, oldest first, each once', async () => {
  const { call } = await inbox();
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await call('manager', 'GET /v1/agent/approvals', { query: `limit=1${cursor && `&cursor=${cursor}`}` });
    seen.push(...body.items.map(({ approvalId }: { approvalId: string }) => approvalId[0]));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(['2', '3', '0', '1']);
});

it.each([
  ['limit=0', 422],
  ['limit=many', 422],
  ['cursor=nonsense', 422],
])('answers %s with %i and no items', async (query, status) => {
  const answer = await (await inbox()).call('manager', 'GET /v1/agent/approvals', { query });
  expect(answer.status).toBe(status);
  expect(answer.body.items ?? []).toEqual([]);
});

it('shows one approval without changing anything, in the words and terms that are decided about', async () => {
  const tables = await aDesk();
  const { subject, approval } = asked();
  await tables.store(subject);
  await tables.storeApproval(approval);
  tables.calls.length = 0;
  const { status, body } = await agentsApi(routes, tables.desk)('agent', `GET /v1/approvals/${approvalId}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    approvalId,
    caseId: subject.caseId,
    kind: 'return',
    amount: 3750,
    currency: 'GBP',
    terms: 1,
    because: 'The amount of £37.50 is above what is approved automatically, so a colleague decides.',
    history: 'the first return in 12 months',
    level: 1,
    levels: 1,
    asked: ['agent', 'supervisor', 'manager'].map((name) => ({ name: `The ${name}`, how: 'named' })),
    needed: 1,
    votes: [],
    openedAt: noon.toISOString(),
    expiresAt: '2026-12-10T12:00:00.000Z',
    status: 'open',
  });
  expect(new Set(tables.calls)).toEqual(new Set(['GetItem', 'Query']));
});

it('is for colleagues only', async () => {
  const { call } = await inbox();
  expect((await call('customer', `GET /v1/approvals/${approvalId}`)).status).toBe(403);
  expect((await call('customer', 'GET /v1/agent/approvals')).status).toBe(403);
});
