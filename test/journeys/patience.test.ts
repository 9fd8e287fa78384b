import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anOrder } from '../builders/an-order.ts';
import { freshCloud, type Mail } from './visitor.ts';

const blank = /\{\w+\}|undefined|null|NaN|Invalid Date|\[object/;

// Both languages say the same days; the second one is walked whole in CI.
const large = process.env.REDRESS_LARGE === '1';

describe.each([
  { locale: 'en-GB', email: 'bea@customer.example' },
  { locale: 'id-ID', email: 'budi@customer.example' },
])('over virtual days, for a customer who reads $locale', ({ locale, email }) => {
  let world: Awaited<ReturnType<typeof freshCloud>>;
  beforeEach(async () => {
    world = await freshCloud({ now: '2026-03-02T09:00:00Z' });
    const lines = [{ lineId: '1', sku: 'CUP', title: 'Cup', category: 'kitchen', quantity: 5, unitPrice: 500 }];
    const payments = [{ paymentId: 'p', method: 'card' as const, captured: 2500 }];
    const delivered = { placedAt: '2026-02-25T10:00:00Z', deliveredAt: '2026-02-27T10:00:00Z' };
    const orders = ['O-1', 'O-2', 'O-3'].map((orderId) => ({
      ...anOrder(),
      orderId,
      email,
      name: 'Bé',
      locale,
      country: 'GB',
      currency: 'GBP',
      lines,
      payments,
      ...delivered,
    }));
    const imported = await world.raw('POST', '/2015-03-31/functions/redress-local-import-orders/invocations', { orders });
    expect(imported.body).toMatchObject({ outcomes: [{ outcome: 'imported' }, { outcome: 'imported' }, { outcome: 'imported' }] });
  });
  afterEach(async () => await world.cloud.stop());

  async function submit(orderId: string): Promise<{ caseId: string; token: string }> {
    const { token } = await world.customer(orderId, email);
    const body = { orderId, lines: [{ lineId: '1', quantity: 5, reason: 'changed-mind' }], remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', body, { token, key: orderId })).body;
    await world.cloud.idle();
    return { caseId, token };
  }
  const mailsOf = async (caseId: string): Promise<Mail[]> => (await world.mails(email)).filter((mail) => mail.caseId === caseId);
  const told = async (caseId: string): Promise<string[]> => (await mailsOf(caseId)).map(({ notice }) => notice);

  async function checkMails(caseId: string): Promise<void> {
    for (const mail of await mailsOf(caseId)) {
      expect(mail.locale).toBe(locale);
      for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(blank);
      // The next date stands in every mail.
      expect(mail.text).toMatch(/\b\d{1,2} \p{L}+ 2026\b/u);
    }
  }

  it('five pieces announced, three come: three are refunded, two stay open on their own clock, then the case closes', async () => {
    const { caseId, token } = await submit('O-3');
    const params = { caseId };
    const warehouse = await world.agent('warehouse@shop.example');
    await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: warehouse });
    await world.call(
      'POST /v1/agent/cases/{caseId}/inspection',
      { lines: [{ lineId: '1', quantity: 3, outcome: 'accepted' }] },
      { params, token: warehouse },
    );
    await world.cloud.idle();
    const between = await world.look(caseId, token);
    expect(between).toMatchObject({ status: 'awaiting-parcel', refund: { amount: 1500, currency: 'GBP', status: 'succeeded' } });
    expect(between.lines[0]?.open).toBe(2);

    await world.advance('P20D');
    const fresh = await world.customer('O-3', email);
    const ended = await world.look(caseId, fresh.token);
    expect(ended).toMatchObject({ status: 'closed', refund: { amount: 1500 } });
    expect(fresh.order.lines[0]?.returnable.quantity).toBe(2);
    expect(await told(caseId)).toEqual(
      expect.arrayContaining(['received', 'approved', 'parcel-received', 'pieces-missing', 'refunded', 'closed']),
    );
    await checkMails(caseId);
  });

  it.runIf(large || locale === 'en-GB')('nobody ships: a reminder, a last call, the end; the pieces are returnable again', async () => {
    const { caseId, token } = await submit('O-1');
    await world.advance('P7D');
    expect(await told(caseId)).toContain('reminder');
    await world.advance('P5D');
    expect(await told(caseId)).toContain('expiring');
    expect((await world.look(caseId, (await world.customer('O-1', email)).token)).status).toBe('awaiting-parcel');
    await world.advance('P3D');
    const fresh = await world.customer('O-1', email);
    expect((await world.look(caseId, fresh.token)).status).toBe('expired');
    expect(fresh.order.lines[0]?.returnable.quantity).toBe(5);
    expect((await told(caseId)).sort()).toEqual(['approved', 'expired', 'expiring', 'received', 'reminder']);
    expect((await world.call('GET /v1/returns/{caseId}', undefined, { params: { caseId }, token })).status).toBe(401);
    await checkMails(caseId);
  });

  it.runIf(large || locale === 'en-GB')(
    'the customer asks for more time: the return lives through a second deadline, then ends',
    async () => {
      const { caseId } = await submit('O-2');
      await world.advance('P13D');
      const { token } = await world.customer('O-2', email);
      const extended = await world.call('POST /v1/returns/{caseId}/extend', {}, { params: { caseId }, token });
      expect(extended.status).toBe(200);
      await world.advance('P5D');
      const later = (await world.customer('O-2', email)).token;
      expect((await world.look(caseId, later)).status).toBe('awaiting-parcel');
      await world.advance('P4D');
      const last = (await world.customer('O-2', email)).token;
      expect((await world.look(caseId, last)).status).toBe('expired');
      const notices = await told(caseId);
      expect(notices.filter((notice) => notice === 'expired')).toHaveLength(1);
      // One reminder for each deadline.
      expect(notices.filter((notice) => notice === 'reminder')).toHaveLength(2);
      await checkMails(caseId);
    },
  );
});
