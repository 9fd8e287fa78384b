import { expect, it } from 'vitest';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import type { Payment } from '../../../domain/orders/order.ts';
import { ledgerFaults } from '../../../domain/refunds/ledger-invariant.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { walked } from '../../builders/a-return.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

/** Two mugs (25.00) were accepted; the provider answers each call in turn. */
async function anInspectedReturn(payments: readonly Payment[], ...answers: Parameters<typeof scriptedGateway>) {
  const provider = scriptedGateway(...answers);
  const stored = await storedReturn(walked(twoMugs(), approve, arrive, accept()), payments);
  const { caseId, cases, orders, policies, links, elsewhere } = stored;
  const refund = async (execution = me) =>
    await run({ caseId, execution }, { cases, orders, policies, links, elsewhere, gateway: provider.gateway }, { now: noon });
  const dashboard = async (amount: number) => await elsewhere.count('A-1', { providerId: 're_dash', paymentId: 'pay-1', amount });
  const ledger = async () => (await orders.read('A-1'))!.ledgers[0];
  return { ...stored, refund, dashboard, ledger };
}
const card = (captured: number): Payment[] => [{ paymentId: 'pay-1', method: 'card', captured }];

it('says how much is due and how much is left where the payments hold too little', async () => {
  const { refund, read, ledger } = await anInspectedReturn(card(2000));
  expect(await refund()).toEqual({ status: 'failed', open: 0, error: 'RefundShort' });
  const reason = { code: 'refund-above-rest', values: { amount: 2500, rest: 2000, currency: 'GBP' } };
  expect((await read()).task).toMatchObject({ reason, owner: 'supervisor' });
  expect(await ledger()).toMatchObject({ remaining: 2000, reserved: 0 });
});

it('counts what the dashboard gave back as soon as the provider refuses ours, and says so', async () => {
  const refused = new GatewayRefused('charge_already_refunded');
  const { refund, read, ledger, dashboard, orders } = await anInspectedReturn(card(5000), new GatewayUnavailable('silent'), refused);
  await expect(refund()).rejects.toThrow();
  expect(await dashboard(4000)).toBe(1500);
  expect(await refund()).toMatchObject({ status: 'failed', error: 'RefundFailed' });
  expect((await read()).task).toMatchObject({
    reason: { code: 'refunded-elsewhere', values: { amount: 4000, currency: 'GBP' } },
  });
  expect(await ledger()).toMatchObject({ remaining: 1000, reserved: 0, refunded: 4000, elsewhere: 4000 });
  expect(ledgerFaults((await orders.read('A-1'))!.ledgers, (await read()).refunds)).toEqual([]);
});

it('leaves a refusal that nothing in the books explains to whoever hears that the workflow stopped', async () => {
  const { refund, read } = await anInspectedReturn(card(5000), new GatewayRefused('lost_or_stolen_card'));
  expect(await refund()).toMatchObject({ status: 'failed', error: 'RefundFailed' });
  expect(await read()).not.toHaveProperty('task');
});

it('says nothing about a case that another execution holds', async () => {
  const { refund, read } = await anInspectedReturn(card(2000));
  expect(await refund('another')).toEqual({ status: 'overtaken', open: 0 });
  expect(await read()).not.toHaveProperty('task');
});
