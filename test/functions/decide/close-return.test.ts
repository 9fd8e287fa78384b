import { describe, expect, it } from 'vitest';
import { restart } from '../../../domain/returns/case-care.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run } from '../../../functions/returns/close-return.ts';
import { agent, aRefund, policy, walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

async function aReturnThat(subject: ReturnCase) {
  const stored = await storedReturn(subject);
  return {
    ...stored,
    close: async (execution = me) => await run({ caseId: stored.caseId, execution }, stored, { now: noon }),
  };
}
const rejected = () => walked(twoMugs(), approve, arrive, accept(2, 'rejected'));

describe('close-return', () => {
  it('closes what is settled, and says so again', async () => {
    const { close, read, types } = await aReturnThat(rejected());
    expect(await close()).toEqual({ status: 'closed' });
    expect(await close()).toEqual({ status: 'closed' });
    expect((await read()).status).toBe('closed');
    expect((await types()).filter((type) => type === 'return.closed.v1')).toHaveLength(1);
  });

  it('is overtaken by another execution, or by an end', async () => {
    expect(await (await aReturnThat(rejected())).close('another')).toEqual({ status: 'overtaken' });
    const cancelled = walked(twoMugs(), approve, (before) => cancel(before, { by: 'customer' }, noon));
    expect(await (await aReturnThat(cancelled)).close()).toEqual({ status: 'overtaken' });
  });

  it('hands over, once, what an early refund gave beyond what the inspection accepted, until somebody lets it be', async () => {
    const early = aRefund(1, 2500, noon, { early: true, findings: 0 });
    const one = (outcome: 'accepted' | 'rejected') => ({ lineId: '1', quantity: 1, outcome });
    const overpaid = walked(
      twoMugs({ refundOn: 'request' }),
      approve,
      (before) => reserveRefunds(before, { refunds: [early], settlesFindings: 0, early: true }, noon),
      (before) => settleRefund(before, { refundId: early.refundId, status: 'succeeded' }, noon),
      arrive,
      (before) => inspect(before, { findings: [one('accepted'), one('rejected')], by: agent, policy }, noon),
      (before) => reserveRefunds(before, { refunds: [], settlesFindings: 2 }, noon),
    );
    const { cases, caseId, close, read, types } = await aReturnThat(overpaid);
    expect(await close()).toEqual({ status: 'handed-over' });
    expect(await close()).toEqual({ status: 'handed-over' });
    const values = { amount: 1250, refunded: 2500, currency: 'GBP' };
    expect((await read()).task).toMatchObject({ reason: { code: 'refunded-too-much', values }, owner: 'supervisor' });
    expect((await types()).filter((type) => type === 'case.stopped.v1')).toHaveLength(1);

    await cases.change(caseId, (before) => restart(before, { by: agent }, noon));
    await cases.change(caseId, approve, [], { execution: me, claim: true });
    expect(await close()).toEqual({ status: 'closed' });
  });

  it('fails, for a person to look, when something is still expected', async () => {
    const { close } = await aReturnThat(walked(twoMugs(), approve));
    await expect(close()).rejects.toMatchObject({ name: 'NotClosable' });
  });
});
