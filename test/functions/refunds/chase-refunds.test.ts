import { expect, it } from 'vitest';
import { GatewayUnavailable } from '../../../domain/errors.ts';
import { stop } from '../../../domain/returns/case-care.ts';
import { needPayout, reserveRefunds } from '../../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { run } from '../../../functions/refunds/chase-refunds.ts';
import { sendRefunds } from '../../../functions/refunds/send-refunds.ts';
import { aRefund, policy, walked } from '../../builders/a-return.ts';
import { scriptedGateway } from '../../fakes/scripted-gateway.ts';
import { accept, approve, arrive, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const refund = aRefund(1, 2500, noon);
const hoursLater = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const reserved = () =>
  walked(twoMugs(), approve, arrive, accept(), (before) => reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon));
const handed = (code: string) => walked(reserved(), (before) => stop(before, { reason: { code, values: {} }, owner: 'supervisor' }, noon));

async function aSilence(subject: ReturnCase = reserved()) {
  const stored = await storedReturn(subject);
  const provider = scriptedGateway({ status: 'succeeded' });
  const after = async (hours: number) => await run({ now: hoursLater(hours) }, { cases: stored.cases, books: provider.gateway });
  return { ...stored, provider, after };
}

it('leaves young refunds to the workflow, which is trying', async () => {
  const { after, provider } = await aSilence();
  await after(1);
  expect(provider.looked).toEqual([]);
});

it('settles what the provider’s books know', async () => {
  const { after, provider, read, types } = await aSilence();
  provider.knows({ status: 'succeeded' });
  await after(2);
  await after(3);
  expect((await read()).refunds).toMatchObject([{ status: 'succeeded' }]);
  expect((await types()).filter((type) => type === 'refund.succeeded.v1')).toHaveLength(1);
  expect(await types()).not.toContain('return.restarted.v1');
  expect(provider.calls).toEqual([]);
});

it('notes that the provider has it when it is pending there', async () => {
  const { after, provider, read } = await aSilence();
  provider.knows({ status: 'pending' });
  await after(2);
  expect((await read()).refunds).toMatchObject([{ status: 'sent' }]);
});

it('asks a person after a day, once, saying what is known, and goes on looking', async () => {
  const { after, read, types, provider } = await aSilence();
  await after(23);
  expect((await read()).task).toBeUndefined();
  for (const hours of [24, 25, 26]) await after(hours);
  const { refundId, amount, currency, reservedAt } = refund;
  expect((await read()).task).toMatchObject({
    owner: 'supervisor',
    reason: { code: 'refund-unknown-outcome', values: { refundId, amount, currency, since: reservedAt } },
  });
  expect((await types()).filter((type) => type === 'case.stopped.v1')).toHaveLength(1);
  expect(provider.looked).toHaveLength(4);
});

it('says more than the stopped workflow could, and hides no other task', async () => {
  const silent = await aSilence(handed('provider-silent'));
  await silent.after(24);
  expect((await silent.read()).task?.reason.code).toBe('refund-unknown-outcome');
  const disputed = await aSilence(handed('customer-disputes'));
  await disputed.after(24);
  expect((await disputed.read()).task).toMatchObject({ reason: { code: 'refund-unknown-outcome' }, also: [{ code: 'customer-disputes' }] });
});

it.each(['provider-silent', 'refund-unknown-outcome'])(
  'ends the task %s once the answer is found, and the workflow goes on',
  async (code) => {
    const { after, provider, read, types } = await aSilence(handed(code));
    await after(30);
    expect((await read()).task).toBeDefined();
    provider.knows({ status: 'succeeded' });
    await after(31);
    const found = await read();
    expect(found).toMatchObject({ refunds: [{ status: 'succeeded' }] });
    expect(found.task).toBeUndefined();
    expect(found.execution).toBeUndefined();
    await after(32);
    expect((await types()).filter((type) => type === 'return.restarted.v1')).toHaveLength(1);
  },
);

it('bears a provider that does not answer look-ups either', async () => {
  const { after, provider, read } = await aSilence();
  provider.falls(new GatewayUnavailable('silent'));
  await after(25);
  expect(await read()).toMatchObject({ refunds: [{ status: 'reserved' }], task: { reason: { code: 'refund-unknown-outcome' } } });
});

it('has no business with payouts, nor in a shop without a provider', async () => {
  const payout = walked(reserved(), (before) => needPayout(before, { refundId: refund.refundId, policy }, noon));
  const { after, provider, read, cases } = await aSilence(payout);
  await after(48);
  expect(provider.looked).toEqual([]);
  await run({ now: hoursLater(48) }, { cases, books: undefined });
  expect((await read()).task).toBeUndefined();
});

const credit = aRefund(1, 2500, noon, { via: 'credit', method: 'store-credit', credit: { bonus: 250 } });
const creditReserved = () =>
  walked(twoMugs({ remedy: 'store-credit' }), approve, arrive, accept(), (before) =>
    reserveRefunds(before, { refunds: [credit], settlesFindings: 1 }, noon),
  );

it('asks nobody about store credit that a crash left reserved, even days later', async () => {
  const { after, provider, read } = await aSilence(creditReserved());
  provider.knows({ status: 'succeeded' });
  for (const hours of [2, 24, 72]) await after(hours);
  expect(provider.looked).toEqual([]);
  expect(await read()).toMatchObject({ refunds: [{ refundId: credit.refundId, status: 'reserved' }] });
  expect((await read()).task).toBeUndefined();
});

it('lets the workflow go on with store credit when a silent provider had stopped it, and it ends under its own id', async () => {
  const stopped = (before: ReturnCase) => stop(before, { reason: { code: 'provider-silent', values: {} }, owner: 'supervisor' }, noon);
  const { after, provider, read, cases, policies, caseId, types } = await aSilence(walked(creditReserved(), stopped));
  await after(2);
  expect((await read()).task).toBeUndefined();
  for (const _again of [1, 2]) await sendRefunds(caseId, { cases, policies, gateway: provider.gateway }, hoursLater(30));
  expect((await read()).refunds).toMatchObject([{ refundId: credit.refundId, status: 'succeeded', via: 'credit' }]);
  expect((await types()).filter((type) => type === 'credit.issued.v1')).toHaveLength(1);
  expect([provider.looked, provider.calls]).toEqual([[], []]);
});
