import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { giveWay, issueCredit, reserveRefunds } from '../../../domain/returns/refund-lifecycle.ts';
import { storeCreditsTable } from '../../../functions/adapters/store-credits.ts';
import { hears, run as takeSpent } from '../../../functions/orders/take-credit-spent.ts';
import { run } from '../../../functions/refunds/refund-return.ts';
import { understand } from '../../../functions/runtime/subscriber.ts';
import { walked } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const policy = aReturnPolicy({ remedies: ['refund', 'store-credit'], storeCredit: { bonus: { percent: 10 }, expiresAfter: 'P1Y' } });
const ends = new Date('2027-11-10T12:00:00.000Z');

/** Two mugs of 12.50, accepted, for store credit with a tenth on top that lasts a year. */
async function owed() {
  const stored = await storedReturn(walked(twoMugs({ remedy: 'store-credit' }), approve, arrive, accept()));
  const Item = { pk: 'POLICY#returns', sk: 'VERSION#000001', version: 1, validFrom: '2020-01-01T00:00:00.000Z', body: policy };
  await stored.documents.send(new PutCommand({ TableName: 'cases', Item }));
  const provider = scriptedGateway({ status: 'succeeded' });
  const credits = storeCreditsTable(stored.documents, 'cases');
  const refund = async () => await run({ caseId: stored.caseId, execution: me }, { ...stored, gateway: provider.gateway }, { now: noon });
  return { ...stored, provider, credits, refund, issued: async () => await credits.ofCase(await stored.read()) };
}

async function issued() {
  const all = await owed();
  await all.refund();
  const { creditId } = (await all.issued())[0]!;
  const spend = async (spendId: string, amount: number, differs: { currency?: string; creditId?: string; now?: Date } = {}) => {
    const { now = noon, ...more } = differs;
    const detail = { spendId, creditId, amount, currency: 'GBP', ...more };
    const event = { id: spendId, source: 'shop', 'detail-type': 'shop.credit.spent.v1', time: now.toISOString(), detail };
    await takeSpent(understand(hears, event), { credits: all.credits }, { now });
  };
  return { ...all, creditId, spend, left: async () => (await all.credits.read(creditId))! };
}

describe('store credit instead of money', () => {
  it('is issued once with its bonus, and the payment gives as much less; no provider is asked', async () => {
    const { refund, issued, provider, orders, types, read } = await owed();
    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(await refund()).toEqual({ status: 'settled', open: 0 });
    expect(await issued()).toMatchObject([{ issued: 2500, bonus: 250, spent: 0, remaining: 2750, expiresAt: ends.toISOString() }]);
    expect(provider.keys()).toEqual([]);
    expect((await orders.read('A-1'))!.ledgers).toMatchObject([{ remaining: 2500, reserved: 0, refunded: 2500 }]);
    expect((await types()).filter((type) => /^(credit|refund)/.test(type))).toEqual([
      'refund.reserved.v1',
      'credit.issued.v1',
      'refund.succeeded.v1',
    ]);
    expect((await read()).refunds).toMatchObject([{ amount: 2500, via: 'credit', method: 'store-credit', status: 'succeeded' }]);
  });

  it('is issued once by twenty invocations at once', async () => {
    const { refund, issued, types, orders } = await owed();
    await Promise.allSettled(Array.from({ length: 20 }, refund));
    await refund();
    expect(await issued()).toHaveLength(1);
    expect((await types()).filter((type) => type === 'credit.issued.v1')).toHaveLength(1);
    expect((await orders.read('A-1'))!.ledgers).toMatchObject([{ remaining: 2500, reserved: 0, refunded: 2500 }]);
  });

  it('is never written over: where one stands under the refund’s id already, it stays, and the case with it', async () => {
    const { refund, read, change, credits, documents } = await owed();
    const refundId = `rf_${'7'.repeat(24)}`;
    const { credit, ...rest } = { credit: { bonus: 250 }, paymentId: 'pay-1', amount: 2500, currency: 'GBP', findings: 1, execution: me };
    const part = {
      ...rest,
      credit,
      refundId,
      method: 'store-credit',
      via: 'credit',
      status: 'reserved',
      reservedAt: noon.toISOString(),
    } as const;
    await change((before) => reserveRefunds(before, { refunds: [part], settlesFindings: 1 }, noon));
    const spent = { creditId: refundId, orderId: 'A-1', caseId: 'R-00000001', currency: 'GBP', issued: 2500, bonus: 250, spent: 2750 };
    const Item = { pk: `CREDIT#${refundId}`, sk: 'CREDIT', ...spent, remaining: 0, issuedAt: noon.toISOString() };
    await documents.send(new PutCommand({ TableName: 'cases', Item }));

    await expect(refund()).rejects.toThrow('is a credit already');

    expect(await credits.read(refundId)).toMatchObject({ spent: 2750, remaining: 0 });
    expect((await read()).refunds).toMatchObject([{ status: 'reserved' }]);
  });

  it('is nothing that the bank can send back, that is issued twice, or that a payment by hand stands for', async () => {
    const { refund, read } = await owed();
    await refund();
    const after = await read();
    const { refundId } = after.refunds[0]!;
    expect(issueCredit(after, { refundId }, noon)).toMatchObject({ notPossible: { code: 'refund-not-open' } });
    expect(giveWay(after, { paymentId: 'pay-1', values: { amount: 1, currency: 'GBP' }, owner: 'agents' }, noon)).toHaveProperty(
      'notPossible',
    );
    const plain = walked(twoMugs(), approve, arrive, accept());
    const byProvider = { ...after.refunds[0]!, status: 'reserved' as const, via: 'provider' as const };
    const reserved = walked(plain, (before) => reserveRefunds(before, { refunds: [byProvider], settlesFindings: 1 }, noon));
    expect(issueCredit(reserved, { refundId }, noon)).toMatchObject({ notPossible: { code: 'refund-not-open' } });
  });
});

describe('the shop says that credit was spent', () => {
  it('and it counts once, however often it is said', async () => {
    const { spend, left } = await issued();
    await spend('till-1', 1000);
    await spend('till-1', 1000);
    await Promise.all([spend('till-2', 500), spend('till-2', 500), spend('till-2', 500)]);
    expect(await left()).toMatchObject({ issued: 2500, bonus: 250, spent: 1500, remaining: 1250 });
  });

  it.each([
    ['more than is left', 2751, {}, 'not-covered'],
    ['another currency', 100, { currency: 'EUR' }, 'not-covered'],
    ['after it has run out', 100, { now: ends }, 'not-covered'],
    ['a credit that we do not know', 100, { creditId: `rf_${'9'.repeat(24)}` }, 'unknown'],
  ])('but %s fails, so that a person looks, and takes nothing', async (_sentence, amount, differs, outcome) => {
    const { spend, left } = await issued();
    await expect(spend('till-1', amount, differs)).rejects.toThrow(outcome);
    expect(await left()).toMatchObject({ spent: 0, remaining: 2750 });
  });

  it('but one id for two spendings fails', async () => {
    const { spend, left } = await issued();
    await spend('till-1', 1000);
    await expect(spend('till-1', 999)).rejects.toThrow('id-taken');
    expect(await left()).toMatchObject({ spent: 1000, remaining: 1750 });
  });

  it('twenty tills at once never take more than there is', async () => {
    const { spend, left } = await issued();
    const told = await Promise.allSettled(Array.from({ length: 20 }, async (_, index) => await spend(`till-${index}`, 500)));
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await left()).toMatchObject({ spent: 2500, remaining: 250 });
  });

  it.each([0, -1, 0.1, 1e308, Number.NaN, '12,00'])('an amount of %s is no amount', async (amount) => {
    const { spend, left } = await issued();
    await expect(spend('till-1', amount as number)).rejects.toThrow();
    expect(await left()).toMatchObject({ spent: 0 });
  });
});
