import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const ana = 'ana@customer.example';
const iban = 'GB33BUKB20201555555555';
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
  // Sessions end after half a day, and so do customers' after a whole one.
  const look = async () => await world.look(caseId, (await world.customer(orderId, ana)).token);
  const seen = async () => {
    const agent = await world.agent('warehouse@shop.example');
    return (await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token: agent })).body;
  };
  const task = async () => (await seen()).task;
  const account = async (number: string) =>
    await world.call('POST /v1/returns/{caseId}/payout-details', { holder: 'Ana Putri', account: number }, { params, token });
  const pay = async (refundId: string, reference: string) =>
    await world.call('POST /v1/agent/payouts/{refundId}/paid', { reference }, { params: { refundId }, token: warehouse });
  return { caseId, token, warehouse, look, seen, task, account, pay };
}
const fault = async (body: object) => await world.raw('POST', '/local/faults', { service: 'payments', ...body });
const made = async () =>
  (await world.raw('GET', '/local/payments.json')).body as unknown as {
    refundId: string;
    amount: number;
    origin: string;
    status: string;
    calls: { key: string }[];
  }[];
const noticesOf = async (caseId: string) => (await world.mails(ana)).filter((mail) => mail.caseId === caseId).map(({ notice }) => notice);

describe('a payout', () => {
  it('goes to the account that the customer gave, which stands nowhere in the open; returned by the bank, it goes to another', async () => {
    const { caseId, look, account, pay, warehouse } = await upToTheRefund('SEED-COD');
    const first = (await look()).refunds[0]!;
    expect(await noticesOf(caseId)).toContain('payout-details');
    expect(await account(iban)).toMatchObject({ status: 200, body: { payoutAccount: { masked: '•••• 5555' } } });

    const params = { refundId: first.refundId };
    const seen = await world.call('POST /v1/agent/payouts/{refundId}/details', {}, { params, token: warehouse });
    expect(seen.body).toMatchObject({ account: iban, holder: 'Ana Putri', reference: caseId });
    await pay(first.refundId, 'BANK-1');
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'closed', refund: { status: 'succeeded' } });

    const reason = { reason: 'account closed' };
    expect((await world.call('POST /v1/agent/payouts/{refundId}/returned', reason, { params, token: warehouse })).status).toBe(200);
    await world.cloud.idle();
    const again = await look();
    const second = again.refunds[1]!;
    expect(again).toMatchObject({ status: 'awaiting-payout', refunds: [{ status: 'failed' }, { replaces: first.refundId }] });
    expect(again.payoutAccount).toBeUndefined();
    expect(await noticesOf(caseId)).toContain('refund-came-back');
    await account('DE89370400440532013000');
    await pay(second.refundId, 'BANK-2');
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 2400, status: 'succeeded' } });

    for (const page of ['mailbox', 'logs', 'events', 'slack', 'connect', 'payments'])
      expect(JSON.stringify((await world.raw('GET', `/local/${page}.json`)).body)).not.toMatch(/20201555|37040044/);
    const executions = await world.raw('GET', `/local/executions.json?caseId=${caseId}&data=true`);
    expect(JSON.stringify(executions.body)).not.toMatch(/20201555|37040044/);
  });

  it('asks the customer again, in their time, then has a person ask; the account given, five days to pay begin', async () => {
    const { caseId, look, task } = await upToTheRefund('SEED-COD');
    const notices = async () => (await noticesOf(caseId)).filter((notice) => /payout|holding/.test(notice));
    expect(await notices()).toEqual(['payout-details']);
    await world.advance('P6D');
    expect(await notices()).toEqual(['payout-details']);
    await world.advance('P2D');
    expect(await notices()).toEqual(['payout-details', 'payout-reminder']);
    expect(await task()).toBeUndefined();
    await world.advance('P7D');
    expect(await notices()).toEqual(['payout-details', 'payout-reminder']);
    expect(await task()).toMatchObject({ reason: expect.stringContaining('asked twice') });
    // The refund is overdue by then as well: whose task that makes last is not said.
    const events = (await world.raw('GET', '/local/events.json')).body as unknown as { detailType: string; detail: { data: object } }[];
    const stopped = events.filter(({ detailType }) => detailType === 'case.stopped.v1').map(({ detail }) => detail.data);
    expect(stopped).toContainEqual({ owner: 'agents', reason: { code: 'account-overdue', values: {} } });

    const again = (await world.customer('SEED-COD', ana)).token;
    const given = { holder: 'Ana Putri', account: iban };
    const answer = await world.call('POST /v1/returns/{caseId}/payout-details', given, { params: { caseId }, token: again });
    expect(answer.status).toBe(200);
    expect(await task()).toMatchObject({ reason: expect.not.stringContaining('asked twice') });
    const { now } = (await world.raw('GET', '/local/clock')).body as { now: string };
    expect(Date.parse((await look()).promisedBy) - Date.parse(now)).toBe(5 * 86_400_000);
  });

  it('has a deadline of its own, which reaches people', async () => {
    const { caseId, seen } = await upToTheRefund('SEED-COD');
    await world.advance('P7D');
    const { clocks } = await seen();
    const own = clocks.find(({ measure }) => measure === 'payout-paid');
    expect(own?.rungs.filter(({ firedAt }) => firedAt).length).toBeGreaterThan(0);
    const told = (await world.mails('supervisor@shop.example')).filter((mail) => mail.caseId === caseId);
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('a refund that fails after the return was closed', () => {
  it('opens it again and goes to an account, as a new refund that replaces the first', async () => {
    const { caseId, look, account, pay } = await upToTheRefund('SEED-AUTO');
    const closed = await look();
    const first = closed.refunds[0]!;
    expect(closed).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });

    await world.raw('POST', `/local/payments/${first.refundId}`, { status: 'failed', times: 3 });
    await world.cloud.idle();
    const open = await look();
    expect(open).toMatchObject({
      status: 'awaiting-payout',
      refunds: [{ status: 'failed' }, { status: 'awaiting-payout', via: 'payout' }],
    });
    const second = open.refunds[1]!;
    expect(second).toMatchObject({ replaces: first.refundId, amount: 1250 });
    expect(second.refundId).not.toBe(first.refundId);
    expect((await noticesOf(caseId)).filter((notice) => notice === 'refund-came-back')).toHaveLength(1);
    await account(iban);
    await pay(second.refundId, 'BANK-1');
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
    expect(await made()).toHaveLength(1);
  });
});

describe('a refund made in the provider’s own dashboard', () => {
  const dashboard = async (amount: number) => await world.raw('POST', '/local/payments', { paymentId: 'pay-seed-auto', amount });

  it('leaves too little for a refund: a task, no retry loop, and no more money than was taken', async () => {
    const { caseId, look, task } = await upToTheRefund('SEED-AUTO', async () => await dashboard(3000));
    await world.advance('P2D');
    expect(await task()).toMatchObject({ reason: expect.stringMatching(/£3\.95, where £12\.50 is due/) });
    expect((await look()).refunds).toEqual([]);
    expect((await made()).map(({ amount }) => amount)).toEqual([3000]);

    const agent = { params: { caseId }, token: await world.agent('agent@shop.example') };
    const { version } = (await world.call('GET /v1/agent/cases/{caseId}', undefined, agent)).body;
    await world.call('PATCH /v1/agent/cases/{caseId}', { version, adjustment: { amount: -855, reason: 'Refunded by phone.' } }, agent);
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 395, status: 'succeeded' } });
    expect(await task()).toBeUndefined();
    expect((await made()).map(({ amount }) => amount)).toEqual([3000, 395]);
  });

  it('is counted by the daily comparison when its webhook is lost', async () => {
    await fault({ mode: 'lose', count: 1 });
    await world.raw('POST', '/local/payments', { paymentId: 'pay-seed-auto', amount: 3000 });
    await world.advance('P1D');
    const { task } = await upToTheRefund('SEED-AUTO');
    expect(await task()).toMatchObject({ reason: expect.stringContaining('Less is left') });
    expect((await made()).map(({ origin }) => origin)).toEqual(['dashboard']);
  });
});

describe('a provider of which nobody knows what it did', () => {
  it('acted, but was silent for longer than a day: the look-up finds it, the task goes, one refund', async () => {
    const { look, task } = await upToTheRefund('SEED-AUTO', async () => {
      await fault({ operation: 'CreateRefund', mode: 'timeout-after', count: 100 });
      await fault({ operation: 'ListRefunds', mode: 'timeout-before', count: 100 });
      await fault({ operation: 'ReadRefund', mode: 'timeout-before', count: 100 });
    });
    await world.advance('PT25H');
    expect(await task()).toMatchObject({ reason: expect.stringMatching(/For a day .* rf_[0-9a-f]{24} of £12\.50/) });
    await world.raw('DELETE', '/local/faults');
    await world.advance('PT5H');
    expect(await task()).toBeUndefined();
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
    const refunds = await made();
    expect(refunds).toHaveLength(1);
    expect(new Set(refunds[0]?.calls.map(({ key }) => key)).size).toBe(1);
  });

  it('never acted: a person restarts after the day, and it is made once, under the same id', async () => {
    const { caseId, look, task } = await upToTheRefund('SEED-AUTO', async () => await fault({ mode: 'timeout-before', count: 1000 }));
    await world.advance('PT30H');
    expect(await task()).toMatchObject({ reason: expect.stringContaining('For a day') });
    const asked = (await look()).refunds[0]!.refundId;
    await world.raw('DELETE', '/local/faults');
    await world.advance('PT5H');
    expect(await made()).toEqual([]);
    await world.call(
      'POST /v1/agent/cases/{caseId}/restart',
      {},
      { params: { caseId }, token: await world.agent('warehouse@shop.example') },
    );
    await world.cloud.idle();
    expect(await look()).toMatchObject({ status: 'closed', refund: { amount: 1250, status: 'succeeded' } });
    expect((await made()).map(({ refundId }) => refundId)).toEqual([asked]);
  });
});
