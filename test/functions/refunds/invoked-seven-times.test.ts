import { afterEach, describe, expect, it, vi } from 'vitest';
import { localProvider } from '../../../functions/adapters/payments/local-provider.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { seededChance } from '../../../infra/local/chance.ts';
import type { SystemClock } from '../../../infra/local/clock.ts';
import { PaymentsFake } from '../../../infra/local/fakes/payments.ts';
import { ProviderBooks } from '../../../infra/local/fakes/provider-books.ts';
import { providerFetch } from '../../../infra/local/fakes/provider-fetch.ts';
import { createSchema } from '../../../infra/local/schema.ts';
import { openStore } from '../../../infra/local/store.ts';
import { walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const hour = 3_600_000;
type Lost = (call: { method: string; hours: number }) => 'answer' | 'before' | 'after' | 'conflict';

/** A case about to be refunded, and the provider of the local cloud, which forgets keys after a day; `lost` says what becomes of each call. */
async function aRefundTask(lost: Lost) {
  const store = openStore();
  createSchema(store);
  let now = noon.getTime();
  const clock = { now: () => now } as unknown as SystemClock;
  const books = new ProviderBooks(store);
  books.setCharge('pay-1', 5000, 'GBP');
  const payments = new PaymentsFake({ store, clock, chance: seededChance(7), books, tell: () => undefined });
  const guard = { call: (_effect: unknown, act: (twist: undefined) => unknown) => act(undefined) };
  const reach = providerFetch('RefundReturn', { payments, guard } as never);
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const fate = lost({ method: init?.method ?? 'GET', hours: (now - noon.getTime()) / hour });
    if (fate === 'before') throw new TypeError('fetch failed');
    if (fate === 'conflict') return Response.json({ error: { code: 'idempotency_key_in_use' } }, { status: 409 });
    const answer = await reach(url, init);
    if (fate === 'after') throw new TypeError('fetch failed');
    return answer;
  });
  const stored = await storedReturn(walked(twoMugs(), approve, arrive, accept()));
  const deps = { ...stored, gateway: localProvider('http://payments.local') };
  const invoke = async (hours: number) => {
    now = noon.getTime() + hours * hour;
    return await run({ caseId: stored.caseId, execution: me }, deps, { now: new Date(now) }).catch((error: Error) => ({
      threw: error.name,
    }));
  };
  /** Three at once, then four more over 30 hours. */
  const seven = async () => [
    ...(await Promise.all([invoke(0), invoke(0), invoke(0)])),
    await invoke(1),
    await invoke(12),
    await invoke(23.5),
    await invoke(30),
  ];
  const keys = () => books.refunds().flatMap(({ refundId }) => (books.calls(refundId) as { key: string }[]).map(({ key }) => key));
  return { ...stored, books, seven, keys };
}

describe('the refund task, invoked three times at once and four times more over 30 hours', () => {
  it.each<[string, Lost]>([
    ['every answer arrives', () => 'answer'],
    [
      'the provider acts each time and the answer is lost for 29 hours',
      ({ method, hours }) => (hours < 29 && method === 'POST' ? 'after' : 'answer'),
    ],
    ['the provider acts each time and nothing is heard of it for 29 hours', ({ hours }) => (hours < 29 ? 'after' : 'answer')],
    ['the provider never gets the first five calls', ({ hours }) => (hours < 20 ? 'before' : 'answer')],
    ['the provider gets nothing for 29 hours', ({ hours }) => (hours < 29 ? 'before' : 'answer')],
    ['the same key is in flight at first', ({ hours }) => (hours < 1 ? 'conflict' : 'answer')],
  ])('makes one refund under one key when %s', async (_case, lost) => {
    const { seven, books, keys, read, orders, types } = await aRefundTask(lost);
    const answers = await seven();
    expect(answers.at(-1)).toMatchObject({ status: 'settled', open: 0 });
    const { refunds } = await read();
    expect(refunds).toMatchObject([{ amount: 2500, status: 'succeeded' }]);
    expect(books.refunds()).toMatchObject([{ refundId: refunds[0]!.refundId, amount: 2500, status: 'succeeded' }]);
    expect(new Set(keys())).toEqual(new Set([refunds[0]!.refundId]));
    expect((await orders.read('A-1'))!.ledgers[0]).toMatchObject({ captured: 5000, remaining: 2500, reserved: 0, refunded: 2500 });
    expect((await types()).filter((type) => type === 'refund.succeeded.v1' || type === 'refund.reserved.v1')).toHaveLength(2);
  });
});
