import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Wanted } from '../../../domain/returns/exchange.ts';
import { settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { hears, run as takeAnswer } from '../../../functions/orders/take-exchange-answer.ts';
import { run as reconcile } from '../../../functions/refunds/reconcile-payments.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { takeProviderRefund } from '../../../functions/refunds/take-provider-refund.ts';
import { understand } from '../../../functions/runtime/subscriber.ts';
import { mustMove, walked } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { claimAgain } from '../../fakes/claim-again.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const policy = aReturnPolicy({ remedies: ['refund', 'exchange'] });
const red: Wanted = { sku: 'MUG-RED', unitPrice: 1500 };
const small: Wanted = { sku: 'MUG-SMALL', unitPrice: 1000 };

/** Two mugs of 12.50, accepted, for two of another article. */
async function owed(exchangeFor = red) {
  const lines = twoMugs().lines.map((line) => ({ ...line, exchangeFor }));
  const stored = await storedReturn(walked(twoMugs({ remedy: 'exchange', lines }), approve, arrive, accept()));
  const Item = { pk: 'POLICY#returns', sk: 'VERSION#000001', version: 1, validFrom: '2020-01-01T00:00:00.000Z', body: policy };
  await stored.documents.send(new PutCommand({ TableName: 'cases', Item }));
  const provider = scriptedGateway({ status: 'succeeded' });
  const refund = async (execution = me) =>
    await run({ caseId: stored.caseId, execution }, { ...stored, gateway: provider.gateway }, { now: noon });
  const ledger = async () => (await stored.orders.read('A-1'))!.ledgers[0];
  return { ...stored, provider, refund, ledger };
}

async function asked(exchangeFor = red) {
  const all = await owed(exchangeFor);
  await all.refund();
  const { exchangeId } = (await all.read()).exchanges[0]!;
  const say = async (outcome: 'fulfilled' | 'declined', more: Record<string, unknown> = {}) => {
    const detail = { exchangeId, ...more };
    const event = { id: 'e', source: 'shop', 'detail-type': `shop.exchange.${outcome}.v1`, time: noon.toISOString(), detail };
    await takeAnswer(understand(hears, event), all, { now: noon });
  };
  const told = async (pattern: RegExp) => (await all.types()).filter((type) => pattern.test(type));
  return { ...all, exchangeId, say, told };
}

describe('the shop is asked', () => {
  it('once with what pays for it set aside, however often and by however many the step is invoked', async () => {
    const { refund, read, types, ledger, provider } = await owed();
    await Promise.allSettled(Array.from({ length: 20 }, async () => await refund()));
    expect(await refund()).toEqual({ status: 'pending', open: 0 });
    expect((await read()).exchanges).toMatchObject([{ status: 'requested', worth: 2500, price: 3000 }]);
    expect((await types()).filter((type) => /^(exchange|refund)/.test(type))).toEqual(['refund.reserved.v1', 'exchange.requested.v1']);
    expect(await ledger()).toMatchObject({ remaining: 2500, reserved: 2500, refunded: 0 });
    expect(provider.keys()).toEqual([]);
  });

  it('once, also after a restart: another execution waits for the same answer', async () => {
    const { refund, read, documents, caseId } = await asked();
    const { execution: _, ...subject } = await read();
    const taken = mustMove(claimAgain('execution-2', noon)(subject)).case;
    await documents.send(new PutCommand({ TableName: 'cases', Item: { ...taken, pk: `CASE#${caseId}`, sk: 'CASE', statusShard: 'x' } }));
    expect(await refund()).toEqual({ status: 'overtaken', open: 0 });
    expect(await refund('execution-2')).toEqual({ status: 'pending', open: 0 });
    expect((await read()).exchanges).toHaveLength(1);
  });

  it('for something cheaper: the rest goes to the provider, under its own id, from the same payment', async () => {
    const { refund, read, provider, ledger } = await owed(small);
    expect(await refund()).toEqual({ status: 'pending', open: 0 });
    const [rest, part] = (await read()).refunds;
    expect([rest, part]).toMatchObject([
      { via: 'provider', amount: 500, status: 'succeeded' },
      { via: 'exchange', amount: 2000, status: 'sent' },
    ]);
    expect(provider.keys()).toEqual([rest!.refundId]);
    expect(await ledger()).toMatchObject({ remaining: 2500, reserved: 2000, refunded: 500 });
  });
});

describe('the shop answers', () => {
  it('that it was sent: the money counts as given back, once, and its reference is kept among people', async () => {
    const { say, read, told, ledger, people, caseId, refund } = await asked();
    for (const _again of [1, 2]) await say('fulfilled', { reference: 'Order 77' });
    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(await ledger()).toMatchObject({ remaining: 2500, reserved: 0, refunded: 2500 });
    expect(await told(/fulfilled|succeeded/)).toEqual(['exchange.fulfilled.v1', 'refund.succeeded.v1']);
    const texts = await people.texts(caseId);
    expect(texts).toMatchObject([{ kind: 'note', text: 'Order 77', by: 'shop' }]);
    expect(JSON.stringify(await read())).not.toContain('Order 77');
  });

  it('that it cannot: the money is free again and goes to the provider by itself, in the same execution', async () => {
    const { say, refund, provider, ledger, read } = await asked();
    for (const _again of [1, 2]) await say('declined', { reason: 'out-of-stock' });
    expect(await ledger()).toMatchObject({ remaining: 5000, reserved: 0, refunded: 0 });
    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(provider.keys()).toHaveLength(1);
    expect(await ledger()).toMatchObject({ remaining: 2500, reserved: 0, refunded: 2500 });
    expect((await read()).exchanges).toMatchObject([{ status: 'declined', reason: 'out-of-stock' }]);
  });

  it.each([
    ['fulfilled', 'declined', 2500],
    ['declined', 'fulfilled', 0],
  ] as const)('%s, then %s: nothing moves, and one person looks', async (first, then, refunded) => {
    const { say, read, told, ledger } = await asked();
    await say(first);
    for (const _again of [1, 2]) await say(then);
    expect(await ledger()).toMatchObject({ reserved: 0, refunded });
    expect((await read()).task).toMatchObject({ reason: { code: `exchange-also-${then}` }, owner: 'agents' });
    expect(await told(/^case\.stopped/)).toHaveLength(1);
  });

  it('both at once: one of them counts, the other one is a person’s business', async () => {
    const { say, read, told, ledger } = await asked();
    await Promise.all([say('fulfilled'), say('declined'), say('fulfilled'), say('declined')]);
    expect(await told(/^exchange\.(fulfilled|declined)/)).toHaveLength(1);
    expect(await told(/^case\.stopped/)).toHaveLength(1);
    const [exchange] = (await read()).exchanges;
    expect(await ledger()).toMatchObject({ reserved: 0, refunded: exchange!.status === 'fulfilled' ? 2500 : 0 });
  });

  it.each([
    ['an exchange that we do not know', { exchangeId: `ex_${'9'.repeat(24)}` }, 'there is no exchange'],
    ['an id that is none', { exchangeId: 'ex_1' }, ''],
    ['a field that nobody knows', { amount: 1 }, ''],
    ['a reason in words', { reason: 'We have none left' }, ''],
  ])('but %s fails, so that a person looks', async (_sentence, more, message) => {
    const { say, read } = await asked();
    await expect(say('reason' in more ? 'declined' : 'fulfilled', more)).rejects.toThrow(message);
    expect((await read()).exchanges).toMatchObject([{ status: 'requested' }]);
  });
});

describe('the provider', () => {
  it('settles nothing that pays for an exchange, whatever its books say', async () => {
    const { provider, cases, elsewhere, read, caseId } = await asked();
    const [part] = (await read()).refunds;
    const entry = { providerId: 're_1', refundId: part!.refundId, caseId, paymentIds: ['pay-1'], amount: 2500, currency: 'GBP' };
    const news = { ...entry, status: 'succeeded' as const, madeAt: noon.toISOString() };
    await takeProviderRefund(news, { cases, elsewhere, books: provider.gateway }, noon);
    expect((await read()).refunds).toMatchObject([{ status: 'sent' }]);
    expect(settleRefund(await read(), { refundId: `rf_${'9'.repeat(24)}`, status: 'succeeded' }, noon)).toHaveProperty('notPossible');
  });

  it('is not asked where an exchange is by the daily comparison', async () => {
    const all = await asked();
    await all.say('fulfilled');
    const opened = { between: async () => [await all.read()] };
    const differences = { item: () => ({ Put: { TableName: 'cases', Item: { pk: 'x', sk: 'x' } } }) };
    await reconcile({ now: noon } as never, { ...all, opened, differences, books: all.provider.gateway } as never);
    expect((await all.read()).task).toBeUndefined();
  });
});
