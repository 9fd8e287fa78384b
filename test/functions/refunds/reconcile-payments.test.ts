import { expect, it } from 'vitest';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import { issueCredit, reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { differencesTable } from '../../../functions/adapters/differences.ts';
import { openedCasesTable } from '../../../functions/adapters/opened-cases.ts';
import type { ProviderRefund } from '../../../functions/adapters/payments/gateway.ts';
import { run } from '../../../functions/refunds/reconcile-payments.ts';
import { aRefund, walked } from '../../builders/a-return.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const refund = aRefund(1, 2500, noon);
const night = (n: number) => new Date(noon.getTime() + n * 86_400_000);
const reserved = () =>
  walked(twoMugs(), approve, arrive, accept(), (before) => reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon));
const paid = () => walked(reserved(), (before) => settleRefund(before, { refundId: refund.refundId, status: 'succeeded' }, noon));
const entry: ProviderRefund = {
  ...{ providerId: 're_1', paymentIds: ['pay-1'], amount: 2500, currency: 'GBP', madeAt: noon.toISOString(), status: 'succeeded' },
  ...{ refundId: refund.refundId, caseId: 'R-00000001' },
};
const { refundId: _refund, caseId: _case, ...foreign } = { ...entry, providerId: 're_dash', amount: 700 };

async function books(subject: ReturnCase, ...entries: ProviderRefund[]) {
  const stored = await storedReturn(subject);
  const provider = scriptedGateway({ status: 'succeeded' });
  for (const one of entries) provider.books(one);
  const deps = {
    ...stored,
    opened: openedCasesTable(stored.documents, 'cases'),
    differences: differencesTable('cases'),
    books: provider.gateway,
  };
  const tonight = async (n: number) => await run({ now: night(n) }, deps);
  const ledger = async () => (await stored.orders.read('A-1'))!.ledgers[0]!;
  return { ...stored, provider, deps, tonight, ledger };
}

it('finds nothing where both agree', async () => {
  const { tonight, read, ledger } = await books(paid(), entry);
  const before = [await read(), await ledger()];
  await tonight(1);
  expect([await read(), await ledger()]).toEqual(before);
});

it('takes over what a lost webhook would have said', async () => {
  const { tonight, read } = await books(reserved(), entry);
  await tonight(1);
  expect((await read()).refunds).toMatchObject([{ status: 'succeeded' }]);
});

it('counts a refund of the dashboard whose webhook was lost, once', async () => {
  const { tonight, ledger } = await books(paid(), entry, foreign);
  for (const n of [1, 2]) await tonight(n);
  expect(await ledger()).toMatchObject({ captured: 5000, remaining: 1800, refunded: 3200, elsewhere: 700 });
});

it.each([
  ['a refund that the provider does not have', [], 'missing'],
  ['another amount', [{ ...entry, amount: 2400 }], 'amount'],
  ['a refund that was made twice', [entry, { ...entry, providerId: 're_2' }], 'doubled'],
  ['a refund in our name that we do not know', [entry, { ...entry, providerId: 're_2', refundId: `rf_${'9'.repeat(24)}` }], 'unknown'],
] as const)('makes %s the task of a person, once and not every night', async (_case, entries, what) => {
  const { tonight, read, types } = await books(
    walked(paid(), (before) => close(before, {}, noon)),
    ...entries,
  );
  for (const n of [1, 2, 3]) await tonight(n);
  expect(await read()).toMatchObject({
    status: 'closed',
    task: { reason: { code: 'payment-differs', values: { payment: 'pay-1', what } } },
  });
  expect((await types()).filter((type) => type === 'case.stopped.v1')).toHaveLength(1);
});

it('looks three days back, no more', async () => {
  const { tonight, read } = await books(paid());
  await tonight(4);
  expect((await read()).task).toBeUndefined();
});

it('goes on after a payment that the provider does not know, and tries again when it is silent', async () => {
  const { deps, provider, tonight, read } = await books(paid());
  const strange = { ...provider.gateway, ofPayment: () => Promise.reject(new GatewayRefused('resource_missing')) };
  await run({ now: night(1) }, { ...deps, books: strange });
  expect((await read()).task).toBeUndefined();
  provider.falls(new GatewayUnavailable('silent'));
  await expect(tonight(1)).rejects.toMatchObject({ name: 'GatewayUnavailable' });
});

it('does nothing in a shop without a provider', async () => {
  const { deps, read } = await books(paid());
  await run({ now: night(1) }, { ...deps, books: undefined });
  expect((await read()).task).toBeUndefined();
});

it('leaves store credit alone, reserved by a crash or issued: no provider knows it, and no word of one settles it', async () => {
  const credit = aRefund(1, 2500, noon, { via: 'credit', method: 'store-credit', credit: { bonus: 0 } });
  const left = walked(twoMugs({ remedy: 'store-credit' }), approve, arrive, accept(), (before) =>
    reserveRefunds(before, { refunds: [credit], settlesFindings: 1 }, noon),
  );
  const issued = walked(left, (before) => issueCredit(before, { refundId: credit.refundId }, noon));
  for (const subject of [left, issued]) {
    const { tonight, read } = await books(subject);
    await tonight(1);
    expect(await read()).toEqual(subject);
  }
  const claimed = await books(left, entry);
  await claimed.tonight(1);
  expect((await claimed.read()).refunds).toMatchObject([{ status: 'reserved', via: 'credit' }]);
});
