import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const ana = 'ana@customer.example';
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud();
});
afterEach(async () => await world.cloud.stop());

/** A return of one piece, received and accepted; `before` runs just before the refund. */
async function upToTheRefund(orderId: string, before: () => Promise<unknown> = async () => undefined) {
  const { token } = await world.customer(orderId, ana);
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  const { caseId } = (await world.call('POST /v1/returns', { orderId, lines, remedy: 'refund' }, { token, key: orderId })).body;
  await world.cloud.idle();
  const warehouse = await world.agent('warehouse@shop.example');
  const params = { caseId };
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: warehouse });
  await before();
  const findings = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines: findings }, { params, token: warehouse });
  await world.cloud.idle();
  return { caseId, token, warehouse };
}
const provider = (mode: string, count = 1) => world.raw('POST', '/local/faults', { service: 'payments', mode, count });
const made = async () =>
  (await world.raw('GET', '/local/payments.json')).body as unknown as {
    refundId: string;
    amount: number;
    status: string;
    calls: { key: string }[];
  }[];

describe('money that goes back by other ways', () => {
  it('cash on delivery is paid out by a person, once', async () => {
    const { caseId, token, warehouse } = await upToTheRefund('SEED-COD');
    const waiting = await world.look(caseId, token);
    expect(waiting.status).toBe('awaiting-payout');
    const params = { refundId: waiting.refunds[0]?.refundId ?? '' };

    const first = await world.call('POST /v1/agent/payouts/{refundId}/paid', { reference: 'BANK-1' }, { params, token: warehouse });
    const second = await world.call('POST /v1/agent/payouts/{refundId}/paid', { reference: 'BANK-1' }, { params, token: warehouse });
    await world.cloud.idle();

    expect([first.status, second.status]).toEqual([200, 409]);
    const ended = await world.look(caseId, token);
    expect(ended).toMatchObject({ status: 'closed', refund: { amount: 2400, status: 'succeeded' } });
    expect(ended.log.filter(({ type }) => type === 'refund.succeeded.v1')).toHaveLength(1);
    expect(await made()).toEqual([]);
  });

  it('a split order goes back last-in-first-out, every tender once', async () => {
    const { caseId, token } = await upToTheRefund('SEED-SPLIT');

    const ended = await world.look(caseId, token);

    expect(ended).toMatchObject({ status: 'closed', refund: { amount: 1300, status: 'succeeded' } });
    expect(ended.refunds.map(({ method, amount }) => [method, amount])).toEqual([['paypal', 1300]]);
  });

  it('rupiah go back whole, and the customer reads Indonesian', async () => {
    const { caseId, token } = await upToTheRefund('SEED-IDR');

    expect(await world.look(caseId, token)).toMatchObject({ status: 'closed', refund: { amount: 15_000_000, currency: 'IDR' } });
    const refunded = (await world.mails(ana)).find(({ notice, caseId: about }) => notice === 'refunded' && about === caseId);
    expect(refunded?.locale).toBe('id-ID');
    expect(refunded?.text.replaceAll('\u00a0', ' ')).toContain('Rp 150.000');
  });

  it.each(['timeout-after', 'timeout-before', 'conflict', 'throttle'])(
    'a provider that answers with %s is asked again under the same key, and pays once',
    async (mode) => {
      const { caseId, token } = await upToTheRefund('SEED-AUTO', () => provider(mode, 2));
      await world.advance('PT12H');

      expect(await world.look(caseId, token)).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
      const refunds = await made();
      expect(refunds).toHaveLength(1);
      expect(new Set(refunds[0]?.calls.map(({ key }) => key)).size).toBe(1);
      expect(refunds[0]?.calls.length).toBeGreaterThan(1);
    },
  );

  it('a refund that the provider fails becomes a task; its restart makes a new refund, and the ledger holds', async () => {
    const { caseId, token } = await upToTheRefund('SEED-AUTO', () => provider('refuse'));
    const supervisor = await world.agent('supervisor@shop.example');
    const params = { caseId };
    const stopped = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token: supervisor });
    expect(stopped.body.task).toBeDefined();
    expect(stopped.body.refunds.map(({ status }) => status)).toEqual(['failed']);

    await world.call('POST /v1/agent/cases/{caseId}/restart', {}, { params, token: supervisor });
    await world.cloud.idle();

    const ended = await world.look(caseId, token);
    expect(ended).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
    expect(new Set(ended.refunds.map(({ refundId }) => refundId)).size).toBe(2);
  });
});

describe('a carrier', () => {
  const report = (status: string, differs: { secret?: string; at?: number } = {}) => {
    const at = differs.at ?? 0;
    return async (eventId: string) => {
      const { now } = (await world.raw('GET', '/local/clock')).body as { now: string };
      const t = Math.floor(Date.parse(now) / 1000) + at;
      const body = JSON.stringify({ eventId, trackingNumber: 'ZZ 123', status, at: now });
      const v1 = createHmac('sha256', differs.secret ?? 'local-carrier-secret')
        .update(`${t}.${body}`)
        .digest('hex');
      return (await world.raw('POST', '/v1/webhooks/carriers', body, { 'x-redress-signature': `t=${t},v1=${v1}` })).status;
    };
  };

  it('is believed only with its signature, in time, and once per event', async () => {
    const { token } = await world.customer('SEED-AUTO', ana);
    const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
    const { caseId } = (await world.call('POST /v1/returns', { orderId: 'SEED-AUTO', lines, remedy: 'refund' }, { token, key: 'k' })).body;
    await world.cloud.idle();
    await world.call('POST /v1/returns/{caseId}/shipped', { carrier: 'Evri', trackingNumber: 'zz123' }, { params: { caseId }, token });

    const statuses = [
      await report('in-transit')('e1'),
      await report('in-transit')('e1'),
      await report('in-transit', { secret: 'guessed' })('e2'),
      await report('in-transit', { at: 301 })('e3'),
      await report('in-transit', { at: -301 })('e4'),
      await report('delivered', { at: 299 })('e5'),
    ];

    expect(statuses).toEqual([200, 200, 401, 401, 401, 200]);
    const { log, status } = await world.look(caseId, token);
    expect(log.filter(({ type }) => type === 'parcel.scanned.v1')).toHaveLength(2);
    expect(status).toBe('awaiting-parcel');
  });
});
