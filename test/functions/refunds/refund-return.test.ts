import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import type { Payment } from '../../../domain/orders/order.ts';
import { ledgerFaults } from '../../../domain/refunds/ledger-invariant.ts';
import { restart } from '../../../domain/returns/case-care.ts';
import { markPaid, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { agent, walked } from '../../builders/a-return.ts';
import { claimAgain } from '../../fakes/claim-again.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const twoCards: Payment[] = [
  { paymentId: 'pay-1', method: 'card', captured: 4000 },
  { paymentId: 'pay-2', method: 'card', captured: 1000 },
];

async function anInspectedReturn(provider: ReturnType<typeof scriptedGateway>, payments?: readonly Payment[]) {
  const stored = await storedReturn(walked(twoMugs(), approve, arrive, accept()), payments);
  const { caseId, cases, orders, policies, links, elsewhere } = stored;
  const refund = async (now = noon, execution = me) =>
    await run({ caseId, execution }, { cases, orders, policies, links, elsewhere, gateway: provider.gateway }, { now });
  /** What remains, after a look that the ledger counts exactly the refunds of the case. */
  const remaining = async () => {
    const { ledgers } = (await orders.read('A-1'))!;
    expect(ledgerFaults(ledgers, (await stored.read()).refunds)).toEqual([]);
    return ledgers.map((ledger) => ledger.remaining);
  };
  return { ...stored, refund, remaining };
}

describe('refund-return', () => {
  it('reserves, asks once under the refund id, settles', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund, read, remaining, types, caseId } = await anInspectedReturn(provider);

    expect(await refund()).toEqual({ status: 'settled', open: 0 });

    const [made] = (await read()).refunds;
    expect(made).toMatchObject({ amount: 2500, status: 'succeeded' });
    expect(provider.calls).toEqual([{ refundId: made!.refundId, caseId, paymentId: 'pay-1', amount: 2500, currency: 'GBP' }]);
    expect(await remaining()).toEqual([2500]);
    expect((await types()).filter((type) => type.startsWith('refund.'))).toEqual(['refund.reserved.v1', 'refund.succeeded.v1']);
  });

  it('invoked again after everything is done, moves no money', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund, remaining } = await anInspectedReturn(provider);
    await refund();

    expect(await refund()).toEqual({ status: 'settled', open: 0 });

    expect(provider.calls).toHaveLength(1);
    expect(await remaining()).toEqual([2500]);
  });

  it('throws while the provider is silent, and asks again under the same id', async () => {
    const provider = scriptedGateway(new GatewayUnavailable('silent'), { status: 'succeeded' });
    const { refund, remaining } = await anInspectedReturn(provider);

    await expect(refund()).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    expect(await remaining()).toEqual([2500]);
    expect(await refund(later(1))).toMatchObject({ status: 'settled' });

    expect(new Set(provider.keys()).size).toBe(1);
    expect(await remaining()).toEqual([2500]);
  });

  it('looks a refund up before asking again once the provider may have forgotten the key', async () => {
    const provider = scriptedGateway(new GatewayUnavailable('silent'));
    const { refund, read } = await anInspectedReturn(provider);
    await expect(refund()).rejects.toThrow();
    provider.knows({ status: 'succeeded' });

    expect(await refund(later(23.5))).toMatchObject({ status: 'settled' });

    expect(provider.calls).toHaveLength(1);
    expect(provider.looked).toEqual([(await read()).refunds[0]!.refundId]);
  });

  it('waits for a pending refund, asks again under the same id when invoked again, and takes the webhook as settled', async () => {
    const provider = scriptedGateway({ status: 'pending' });
    const { refund, read, change } = await anInspectedReturn(provider);

    expect(await refund()).toEqual({ status: 'pending', open: 0 });
    expect(await refund()).toEqual({ status: 'pending', open: 0 });
    const [{ refundId, status } = { refundId: '', status: '' }] = (await read()).refunds;
    expect(status).toBe('sent');
    await change((before) => settleRefund(before, { refundId, status: 'succeeded' }, noon));

    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(new Set(provider.keys()).size).toBe(1);
  });

  it.each([
    ['says failed', { status: 'failed', reason: 'lost_or_stolen_card' } as const],
    ['refuses', new GatewayRefused('charge_disputed')],
  ])('gives the reservation back when the provider %s, and does not try again by itself', async (_case, answer) => {
    const provider = scriptedGateway(answer);
    const { refund, remaining } = await anInspectedReturn(provider);

    expect(await refund()).toEqual({ status: 'failed', open: 0, error: 'RefundFailed' });
    expect(await refund()).toEqual({ status: 'failed', open: 0, error: 'RefundFailed' });

    expect(await remaining()).toEqual([5000]);
    expect(provider.calls).toHaveLength(1);
  });

  it('makes a new refund after a person restarted a failed one', async () => {
    const provider = scriptedGateway({ status: 'failed' }, { status: 'succeeded' });
    const { refund, change, remaining, read } = await anInspectedReturn(provider);
    await refund();
    await change((before) => restart(before, { by: agent }, later(1)));
    await change(claimAgain('execution-2', later(1)));

    expect(await refund(later(2), 'execution-2')).toEqual({ status: 'settled', open: 0 });

    expect(new Set(provider.keys()).size).toBe(2);
    expect(await remaining()).toEqual([2500]);
    expect((await read()).refunds.map(({ status }) => status)).toEqual(['failed', 'succeeded']);
  });

  it('refuses to cut silently when the payments hold less than is due', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund, documents, types } = await anInspectedReturn(provider);
    const Key = { pk: 'ORDER#A-1', sk: 'PAYMENT#pay-1' };
    const cut = { UpdateExpression: 'SET remaining = :n', ExpressionAttributeValues: { ':n': 2499 } };
    await documents.send(new UpdateCommand({ TableName: 'cases', Key, ...cut }));

    expect(await refund()).toEqual({ status: 'failed', open: 0, error: 'RefundShort' });

    expect(provider.calls).toHaveLength(0);
    expect(await types()).not.toContain('refund.reserved.v1');
  });

  it('sends every part although one gets no answer', async () => {
    const provider = scriptedGateway(new GatewayUnavailable('silent'), { status: 'succeeded' });
    const { refund, read } = await anInspectedReturn(provider, twoCards);

    await expect(refund()).rejects.toMatchObject({ name: 'GatewayUnavailable' });

    expect(provider.calls).toHaveLength(2);
    expect((await read()).refunds.map(({ status }) => status).sort()).toEqual(['reserved', 'succeeded']);
    expect(await refund()).toMatchObject({ status: 'settled' });
    expect(provider.calls).toHaveLength(3);
  });

  it('hands what no provider can give back to a person, and is settled when they paid', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund, read, change } = await anInspectedReturn(provider, [{ paymentId: 'cash', method: 'cod', captured: 5000 }]);

    expect(await refund()).toEqual({ status: 'pending', open: 0 });
    const { status, refunds } = await read();
    expect(status).toBe('awaiting-payout');
    await change((before) => markPaid(before, { refundId: refunds[0]!.refundId, by: agent }, noon));

    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(provider.calls).toHaveLength(0);
  });

  it('is overtaken when another execution holds the case', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund } = await anInspectedReturn(provider);

    expect(await refund(noon, 'another')).toEqual({ status: 'overtaken', open: 0 });

    expect(provider.calls).toHaveLength(0);
  });

  it('invoked twice at once reserves once and uses one id', async () => {
    const provider = scriptedGateway({ status: 'succeeded' });
    const { refund, remaining, read } = await anInspectedReturn(provider);

    const both = await Promise.all([refund(), refund()]);

    expect(both.map(({ status }) => status)).toEqual(['settled', 'settled']);
    expect(new Set(provider.keys()).size).toBe(1);
    expect((await read()).refunds).toHaveLength(1);
    expect(await remaining()).toEqual([2500]);
  });
});
