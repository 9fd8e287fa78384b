import { describe, expect, it } from 'vitest';
import { needPayout, reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { policy, walked } from '../../builders/a-return.ts';
import { aCharge, anEvent, aSentRefund, foreign, refund } from '../../fakes/a-sent-refund.ts';
import { accept, approve, arrive, noon, twoMugs } from '../../fakes/stored-return.ts';

describe('a refund of the provider’s own dashboard', () => {
  it('lowers what remains, once, however often it is told', async () => {
    const { send, ledger, provider, read } = await aSentRefund();
    const before = await ledger();
    provider.books({ ...foreign, amount: 700 });
    await send(anEvent('succeeded', 'refund.created', 'evt_1', 're_dash'));
    await send(aCharge());
    await send(anEvent('succeeded', 'refund.updated', 'evt_3', 're_dash'));
    const counted = { ...before, remaining: before.remaining - 700, refunded: before.refunded + 700, elsewhere: 700 };
    expect(await ledger()).toEqual(counted);
    expect((await read()).refunds[0]).toMatchObject({ status: 'sent' });
  });

  it('remains again when it fails, and counts no more when it is told late', async () => {
    const { send, ledger, provider } = await aSentRefund();
    const before = await ledger();
    provider.books({ ...foreign, amount: 700 });
    await send(aCharge('evt_1'));
    provider.books({ ...foreign, amount: 700, status: 'failed' });
    await send(aCharge('evt_2'));
    expect(await ledger()).toEqual(before);
    provider.books({ ...foreign, amount: 700 });
    await send(aCharge('evt_3'));
    expect(await ledger()).toEqual(before);
  });

  it('above what remains waits for the open refund, which the provider refuses by itself', async () => {
    const { send, ledger, provider, orders, change } = await aSentRefund();
    provider.books({ ...foreign, amount: 4000 });
    await send(aCharge('evt_1'));
    expect(await ledger()).toEqual({ captured: 5000, remaining: 0, reserved: 2500, refunded: 2500, elsewhere: 2500 });
    expect((await orders.read('A-1'))!.uncounted).toEqual([{ providerId: 're_dash', paymentId: 'pay-1', amount: 4000 }]);
    await change((before) => settleRefund(before, { refundId: refund.refundId, status: 'failed' }, noon));
    await send(aCharge('evt_2'));
    expect(await ledger()).toEqual({ captured: 5000, remaining: 1000, reserved: 0, refunded: 4000, elsewhere: 4000 });
    expect((await orders.read('A-1'))!.uncounted).toEqual([]);
  });

  it('takes the money from a payout that nobody made yet, whose case becomes a task', async () => {
    const { send, ledger, provider, read } = await aSentRefund(
      walked(
        twoMugs(),
        ...[approve, arrive, accept()],
        (before) => reserveRefunds(before, { refunds: [{ ...refund, status: 'reserved', via: 'payout' }], settlesFindings: 1 }, noon),
        (before) => needPayout(before, { refundId: refund.refundId, policy }, noon),
      ),
    );
    provider.books({ ...foreign, amount: 4000 });
    await send(aCharge());
    expect(await ledger()).toEqual({ captured: 5000, remaining: 1000, reserved: 0, refunded: 4000, elsewhere: 4000 });
    expect(await read()).toMatchObject({
      refunds: [{ status: 'failed' }],
      task: { reason: { code: 'refunded-elsewhere', values: { amount: 4000, currency: 'GBP' } } },
    });
  });

  it('of a payment that we do not know is none of our business', async () => {
    const { send, ledger, provider } = await aSentRefund();
    const before = await ledger();
    provider.books({ ...foreign, paymentIds: ['pi_other'] });
    expect(await send(anEvent('succeeded', 'refund.created', 'evt_1', 're_dash'))).toMatchObject({ status: 200 });
    expect(await ledger()).toEqual(before);
  });
});
