import { expect, it } from 'vitest';
import type { Cases } from '../../../functions/adapters/cases.ts';
import type { PaymentGateway } from '../../../functions/adapters/payments/gateway.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { walked } from '../../builders/a-return.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

class Killed extends Error {}

/** Kills the process once, before or after its nth effect. */
function killer(at: number, when: 'before' | 'after') {
  let effects = 0;
  const effect = async <T>(work: () => Promise<T>): Promise<T> => {
    effects += 1;
    const mine = effects === at;
    if (mine && when === 'before') throw new Killed();
    const done = await work();
    if (mine) throw new Killed();
    return done;
  };
  return { effect, count: () => effects };
}

const moments = ([1, 2, 3, 4, 5] as const).flatMap((at) => [
  { at, when: 'before' as const },
  { at, when: 'after' as const },
]);

it.each(moments)('killed $when effect $at, the refund of two tenders is made once', async ({ at, when }) => {
  const provider = scriptedGateway({ status: 'succeeded' });
  const payments = [
    { paymentId: 'pay-1', method: 'card', captured: 3000 },
    { paymentId: 'pay-2', method: 'card', captured: 2000 },
  ] as const;
  const { cases, orders, policies, links, elsewhere, caseId, read, types } = await storedReturn(
    walked(twoMugs(), approve, arrive, accept()),
    payments,
  );
  const { effect, count } = killer(at, when);
  const mortal: Cases = {
    ...cases,
    move: async (...args) => await effect(async () => await cases.move(...args)),
    change: async (...args) => await effect(async () => await cases.change(...args)),
  };
  const gateway: PaymentGateway = {
    ...provider.gateway,
    refund: async (order) => await effect(async () => await provider.gateway.refund(order)),
  };
  const invoke = async () =>
    await run({ caseId, execution: me }, { cases: mortal, orders, policies, links, elsewhere, gateway }, { now: noon });

  await expect(invoke()).rejects.toBeInstanceOf(Killed);
  expect(await invoke()).toEqual({ status: 'settled', open: 0 });

  expect(count()).toBeGreaterThanOrEqual(5);
  const { refunds } = await read();
  expect(refunds.map(({ amount, status }) => ({ amount, status }))).toEqual([
    { amount: 2000, status: 'succeeded' },
    { amount: 500, status: 'succeeded' },
  ]);
  expect(new Set(provider.keys())).toEqual(new Set(refunds.map(({ refundId }) => refundId)));
  expect((await orders.read('A-1'))!.ledgers.map(({ remaining }) => remaining)).toEqual([2500, 0]);
  expect((await types()).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(2);
});

it.each(moments.filter(({ at }) => at <= 2))('killed $when effect $at, the store credit is issued once', async ({ at, when }) => {
  const provider = scriptedGateway({ status: 'succeeded' });
  const stored = await storedReturn(walked(twoMugs({ remedy: 'store-credit' }), approve, arrive, accept()));
  const { cases, caseId, read, types, dump } = stored;
  const { effect, count } = killer(at, when);
  const mortal: Cases = {
    ...cases,
    move: async (...args) => await effect(async () => await cases.move(...args)),
    change: async (...args) => await effect(async () => await cases.change(...args)),
  };
  const invoke = async () => await run({ caseId, execution: me }, { ...stored, cases: mortal, gateway: provider.gateway }, { now: noon });

  await expect(invoke()).rejects.toBeInstanceOf(Killed);
  expect(await invoke()).toEqual({ status: 'settled', open: 0 });

  expect(count()).toBeGreaterThanOrEqual(2);
  expect((await read()).refunds).toMatchObject([{ amount: 2500, status: 'succeeded', via: 'credit' }]);
  expect(JSON.stringify(dump('cases')).match(/"CREDIT#/g)).toHaveLength(1);
  expect((await types()).filter((type) => type === 'credit.issued.v1')).toHaveLength(1);
  expect(provider.keys()).toEqual([]);
});
