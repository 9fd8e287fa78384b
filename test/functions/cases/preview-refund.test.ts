import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { OpenStatus, type ReturnCase, ReturnStatus } from '../../../domain/returns/return-case.ts';
import { routes } from '../../../functions/cases/serve-cases.ts';
import { agent, aRefund, mustMove } from '../../builders/a-return.ts';
import { aDesk, awaited, mugs, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

async function depot(subject: ReturnCase) {
  const tables = await aDesk();
  await tables.store(subject);
  const call = agentsApi(routes, tables.desk);
  return {
    ...tables,
    call,
    preview: async () => await call('agent', `GET /v1/agent/cases/${subject.caseId}/refund-preview`),
  };
}
const expectedBy = '2026-11-20T12:00:00.000Z';

it.each(OpenStatus.options)('shows what the announced pieces would bring while the case is %s', async (status) => {
  const { preview, dump } = await depot(mugs({ status }));
  const before = JSON.stringify(dump('cases'));
  expect(await preview()).toMatchObject({
    status: 200,
    body: {
      caseId: 'R-00000001',
      basis: 'announced',
      lines: [{ lineId: '1', quantity: 3, amount: 3750 }],
      fees: [],
      parts: [{ code: 'goods', lineId: '1', quantity: 3, amount: 3750, text: '3 × Blue mug' }],
      taxes: [],
      refunds: [{ paymentId: 'pay-1', method: 'card', amount: 3750, currency: 'GBP', via: 'provider', expectedBy }],
      total: { amount: 3750, currency: 'GBP' },
      short: 0,
      overpaid: 0,
    },
  });
  expect(JSON.stringify(dump('cases'))).toBe(before);
});

it('shows after the inspection what was accepted, and each deduction with its reason', async () => {
  const { preview, call } = await depot(mustMove(receive(awaited(), { by: agent }, noon)).case);
  const lines = [
    { lineId: '1', quantity: 1, outcome: 'accepted', deduction: 200, note: 'a scratch on the handle' },
    { lineId: '1', quantity: 2, outcome: 'rejected', note: 'broken' },
  ];
  expect((await call('warehouse', 'POST /v1/agent/cases/R-00000001/inspection', { body: { lines } })).status).toBe(200);
  const { body } = await preview();
  expect(body).toMatchObject({ basis: 'accepted', total: { amount: 1050 }, refunds: [{ amount: 1050 }] });
  expect(body.parts).toEqual([
    { code: 'goods', lineId: '1', quantity: 1, amount: 1250, text: '1 × Blue mug' },
    { code: 'deduction', lineId: '1', amount: -200, text: 'Deduction after inspection: Blue mug (a scratch on the handle)' },
  ]);
});

it('tells what went back before', async () => {
  const before = aRefund(1, 1000, noon, { status: 'succeeded' });
  const { preview } = await depot(mugs({ refunds: [before] }));
  expect((await preview()).body).toMatchObject({
    total: { amount: 2750 },
    parts: [{ code: 'goods' }, { code: 'refunded-before', amount: -1000, text: 'Refunded before' }],
  });
});

it.each(ReturnStatus.options.filter((status) => !OpenStatus.options.includes(status as never)))(
  'answers 410 once the case is %s',
  async (status) => {
    const { preview } = await depot(mugs({ status }));
    expect((await preview()).status).toBe(410);
  },
);

it('answers 404 for a case that nobody knows, and for a customer', async () => {
  const { call } = await depot(mugs());
  expect((await call('agent', 'GET /v1/agent/cases/R-99999999/refund-preview')).status).toBe(404);
  expect((await call('customer', 'GET /v1/agent/cases/R-00000001/refund-preview')).status).toBe(403);
});

it('takes no id of a reason from outside', async () => {
  const { call } = await depot(mustMove(receive(awaited(), { by: agent }, noon)).case);
  const lines = [{ lineId: '1', quantity: 3, outcome: 'accepted', noteId: 't-1' }];
  const answer = await call('warehouse', 'POST /v1/agent/cases/R-00000001/inspection', { body: { lines } });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/0/noteId' }] } });
});
