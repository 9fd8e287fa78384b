import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspect } from '../../../domain/returns/inspection.ts';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { needPayout, reserveRefunds } from '../../../domain/returns/refund-lifecycle.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { routes as agentRoutes } from '../../../functions/cases/serve-cases.ts';
import { run as eraseAccounts } from '../../../functions/refunds/erase-accounts.ts';
import { payoutDetails } from '../../../functions/returns/routes/payout-details.ts';
import { read } from '../../../functions/returns/routes/read.ts';
import { agent, aRefund, mustMove, policy, walked } from '../../builders/a-return.ts';
import { idOf } from '../../builders/a-staff.ts';
import { aDesk, awaited, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

const iban = 'GB33 BUKB 2020 1555 5555 55';
const given = { holder: 'Ana Putri', account: iban };
const secret = /GB33|20201555|Ana Putri/;
const refund = aRefund(1, 3750, noon, { via: 'payout', method: 'cod' });
const caseId = 'R-00000001';
const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000);

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

/** A case whose one refund waits to be paid by hand; the agent approved it. */
const owed = () => {
  const start = awaited();
  return walked(
    { ...start, decision: { ...start.decision!, by: agent } },
    (before) => receive(before, { by: agent }, noon),
    (before) => inspect(before, { findings: [{ lineId: '1', quantity: 3, outcome: 'accepted' }], by: agent, policy }, noon),
    (before) => reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon),
    (before) => needPayout(before, { refundId: refund.refundId, policy }, noon),
  );
};

/** The stored items of a table of which this key begins so. */
function items(dump: (table: string) => readonly unknown[], table: string, key: 'pk' | 'sk', start: string): unknown[] {
  return dump(table).filter((item) => String((item as Record<string, { S?: string }>)[key]?.S).startsWith(start));
}

async function aPayout(subject = owed()) {
  const { desk, store, dump, documents, put } = await aDesk();
  await store(subject);
  await put(desk.refundLinks.item(refund.refundId, caseId).Put!.Item!);
  await put({ pk: 'ORDER#A-1', sk: 'PAYMENT#pay-1', paymentId: 'pay-1', captured: 5000, remaining: 1250, reserved: 3750, refunded: 0 });
  const customer = agentsApi([payoutDetails, read], { ...desk });
  const call = agentsApi(agentRoutes, desk);
  return {
    ...{ desk, dump, documents, call },
    give: async (body: object = given, query = '') =>
      await customer('customer', `POST /v1/returns/${caseId}/payout-details`, { body, query }),
    look: async () => await customer('customer', `GET /v1/returns/${caseId}`),
    post: async (who: 'agent' | 'supervisor' | 'warehouse', action: string, body: object = {}) =>
      await call(who, `POST /v1/agent/payouts/${refund.refundId}/${action}`, { body }),
    read: async () => (await desk.cases.read(caseId))!,
    types: async () => (await desk.cases.log(caseId)).map(({ type }) => type),
    ledger: async () => (await desk.orders.read('A-1'))!.ledgers[0]!,
  };
}

describe('where a payout goes', () => {
  it('is given by the customer and shown by its last four characters, to everybody', async () => {
    const { give, look, call, dump, types } = await aPayout();
    const masked = { masked: '•••• 5555', givenAt: noon.toISOString() };
    expect(await give()).toMatchObject({ status: 200, body: { payoutAccount: masked } });
    expect((await look()).body).toMatchObject({ payoutAccount: masked, refunds: [{ via: 'payout' }] });
    const seen = await call('supervisor', `GET /v1/agent/cases/${caseId}`);
    expect(seen.body.payoutAccount).toEqual(masked);
    expect(JSON.stringify(seen.body)).not.toMatch(/GB33|20201555/);
    expect(await types()).toEqual(['payout.details-given.v1']);
    expect(JSON.stringify([dump('cases'), dump('keys')])).not.toMatch(secret);
    expect(JSON.stringify(items(dump, 'people', 'sk', 'ACCOUNT'))).not.toMatch(secret);
  });

  it('may be corrected until it is paid', async () => {
    const { give, post } = await aPayout();
    await give();
    await give({ holder: 'Ana', account: '0812-3456-7890', bank: 'GoPay' });
    expect((await post('supervisor', 'details')).body).toMatchObject({ holder: 'Ana', account: '081234567890', bank: 'GoPay' });
  });

  it.each([
    [{ ...given, account: 'GB33BUKB20201555555556' }, '/account', 'check digits'],
    [{ ...given, account: '12345' }, '/bank', 'Name the bank'],
    [{ ...given, holder: ' ' }, '/holder', 'whose account'],
    [{ ...given, iban }, '/iban', ''],
  ])('is refused when it cannot be right: %j', async (body, pointer, message) => {
    const { give, dump } = await aPayout();
    const answer = await give(body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, message: expect.stringContaining(message) }] } });
    expect(items(dump, 'people', 'sk', 'ACCOUNT')).toEqual([]);
  });

  it('is refused in the customer’s language', async () => {
    const { give } = await aPayout();
    const { body } = await give({ ...given, account: '12345' }, 'locale=id');
    expect(body.errors[0].message).toContain('Sebutkan bank');
  });

  it.each([
    [awaited(), 409],
    [{ ...owed(), status: 'closed' as const }, 410],
    [{ ...owed(), orderId: 'A-2' }, 404],
  ])('is not asked for at other times, or by others', async (subject, status) => {
    const { give, dump } = await aPayout(subject);
    expect((await give()).status).toBe(status);
    expect(items(dump, 'people', 'sk', 'ACCOUNT')).toEqual([]);
  });
});

describe('whoever pays', () => {
  it('sees the whole account when they ask for it, on record; the approver never does', async () => {
    const { give, post, types, desk } = await aPayout();
    expect(await post('supervisor', 'details')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('has not said') } });
    await give();
    expect(await post('agent', 'details')).toMatchObject({ status: 403 });
    const { status, body } = await post('supervisor', 'details');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ refundId: refund.refundId, amount: 3750, currency: 'GBP' },
      ...{ holder: 'Ana Putri', account: 'GB33BUKB20201555555555', reference: caseId },
    });
    expect(await types()).toEqual(['payout.details-given.v1', 'payout.details-seen.v1']);
    const seen = (await desk.cases.log(caseId)).at(-1);
    expect(seen?.data).toEqual({ refundId: refund.refundId, by: idOf('supervisor') });
  });

  it('settles it once, with a reference, and is not the approver', async () => {
    const { post, types, ledger, call } = await aPayout();
    const reference = { reference: 'BANK-1' };
    expect(await post('agent', 'paid', reference)).toMatchObject({ status: 403 });
    const both = await Promise.all([post('supervisor', 'paid', reference), post('warehouse', 'paid', reference)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await post('supervisor', 'paid', reference)).status).toBe(409);
    expect((await types()).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
    expect(await ledger()).toMatchObject({ remaining: 1250, reserved: 0, refunded: 3750 });
    const { body } = await call('agent', `GET /v1/agent/cases/${caseId}`);
    expect(body.notes).toMatchObject([{ text: 'BANK-1' }]);
  });

  it('reads 409, not that the case is over, when it was paid and closed meanwhile', async () => {
    const { post, desk } = await aPayout();
    await post('supervisor', 'paid', { reference: 'BANK-1' });
    await desk.cases.change(caseId, (before) => close(before, {}, noon));
    expect(await post('warehouse', 'paid', { reference: 'BANK-2' })).toMatchObject({
      status: 409,
      body: { current: { status: 'closed' } },
    });
    expect((await post('warehouse', 'details')).status).toBe(409);
  });

  it.each(['rf_unknown', refund.refundId.replace(/.$/, '9')])('finds no payout %s', async (refundId) => {
    const { call } = await aPayout();
    for (const [action, body] of [
      ['paid', { reference: 'x' }],
      ['details', {}],
      ['returned', { reason: 'x' }],
    ] as const)
      expect((await call('supervisor', `POST /v1/agent/payouts/${refundId}/${action}`, { body })).status).toBe(404);
  });

  it('finds what is to be paid in one list, also for a spreadsheet', async () => {
    const { give, call } = await aPayout();
    const row = {
      refundId: refund.refundId,
      caseId,
      orderId: 'A-1',
      amount: 3750,
      currency: 'GBP',
      method: 'cod',
      since: noon.toISOString(),
    };
    const list = async (who: 'agent' | 'supervisor') => (await call(who, 'GET /v1/agent/payouts')).body;
    expect(await list('supervisor')).toEqual({ items: [{ ...row, account: null, yours: true }], nextCursor: null });
    await give();
    expect((await list('agent')).items).toEqual([{ ...row, account: '•••• 5555', yours: false }]);
  });
});

describe('a transfer that the bank returns', () => {
  it('is owed again: the account is forgotten, the case opens again, the money remains', async () => {
    const { give, post, look, read, ledger, desk, dump } = await aPayout();
    await give();
    expect((await post('supervisor', 'returned', { reason: 'account closed' })).status).toBe(409);
    await post('supervisor', 'paid', { reference: 'BANK-1' });
    await desk.cases.change(caseId, (before) => close(before, {}, noon));
    expect(await post('supervisor', 'returned', { reason: 'account closed' })).toMatchObject({
      status: 200,
      body: { status: 'inspected' },
    });
    expect((await read()).refunds).toMatchObject([{ status: 'failed', cameBackAt: noon.toISOString() }]);
    expect((await look()).body.payoutAccount).toBeUndefined();
    expect(items(dump, 'people', 'sk', 'ACCOUNT')).toEqual([]);
    expect(await ledger()).toMatchObject({ remaining: 5000, reserved: 0, refunded: 0 });
    expect(JSON.stringify(dump('cases'))).not.toContain('account closed');
    expect((await post('supervisor', 'returned', { reason: 'again' })).status).toBe(409);
  });
});

describe('an account', () => {
  const stored = (dump: (table: string) => readonly unknown[]) => items(dump, 'people', 'sk', 'ACCOUNT');

  it('is gone 30 days after the last payout, and then really deleted', async () => {
    const { give, post, desk, dump, documents } = await aPayout();
    await give();
    await post('supervisor', 'paid', { reference: 'BANK-1' });
    expect(await desk.accounts.masked(caseId, daysLater(29))).toBeDefined();
    expect(await desk.accounts.masked(caseId, daysLater(30))).toBeUndefined();
    expect(await desk.accounts.open({ caseId, orderId: 'A-1' }, daysLater(30))).toBeUndefined();
    await eraseAccounts({ now: daysLater(29) }, desk);
    expect(stored(dump)).toHaveLength(1);
    await documents.send(new PutCommand({ TableName: 'cases', Item: { pk: 'ENDS#2026-12-10', sk: 'CASE#R-GONE', caseId: 'R-GONE' } }));
    await eraseAccounts({ now: daysLater(44) }, desk);
    expect(stored(dump)).toEqual([]);
    expect(items(dump, 'cases', 'pk', 'ENDS#')).toEqual([]);
  });

  it('given anew after a payout stays when the former one’s time is over', async () => {
    const { give, post, desk, dump } = await aPayout();
    await give();
    await post('supervisor', 'paid', { reference: 'BANK-1' });
    const item = await desk.accounts.item({ caseId, orderId: 'A-1' }, { ...given, account: 'DE89370400440532013000' }, noon);
    await desk.cases.change(caseId, (before) => mustMove(close(before, {}, noon)), [item]);
    await eraseAccounts({ now: daysLater(30) }, desk);
    expect(stored(dump)).toHaveLength(1);
    expect((await desk.accounts.masked(caseId, daysLater(31)))?.masked).toBe('•••• 3000');
  });

  it('cannot be read by anybody once its key is destroyed', async () => {
    const { give, desk, documents } = await aPayout();
    await give();
    const { dataKeysTable } = await import('../../../functions/adapters/data-keys.ts');
    await dataKeysTable(documents, 'keys').destroy('A-1');
    expect(await desk.accounts.open({ caseId, orderId: 'A-1' }, noon)).toBeUndefined();
  });
});
