import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import type { Refund } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { hears, run } from '../../../functions/operations/hand-to-person.ts';
import { understand } from '../../../functions/runtime/subscriber.ts';
import { aRefund, walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const states = mockClient(SFNClient);
afterAll(() => states.restore());
beforeEach(() => {
  states.reset();
  states.onAnyCommand().rejects(new Error('not expected'));
});

const input = JSON.stringify({ metadata: { caseId: 'R-00000001' }, data: {} });
const envelope = (detail: object) => ({
  id: 'e-1',
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  time: noon.toISOString(),
  detail: { executionArn: me, stateMachineArn: 'arn', name: 'n', status: 'ABORTED', input, ...detail },
});

async function stopped(detail: object, subject = walked(twoMugs(), approve)) {
  const stored = await storedReturn(subject);
  const hear = async () =>
    await run(understand(hears, envelope(detail)), { cases: stored.cases, states: new SFNClient({}) }, { now: noon });
  await hear();
  return { ...stored, hear };
}

describe('hand-to-person', () => {
  it.each([
    [{ status: 'ABORTED' }, 'workflow-aborted'],
    [{ status: 'TIMED_OUT' }, 'workflow-timed-out'],
    [{ status: 'FAILED', error: 'ZodError' }, 'workflow-failed'],
    [{ status: 'FAILED', error: 'RefundFailed' }, 'refund-failed'],
    [{ status: 'FAILED', error: 'RefundShort' }, 'refund-short'],
    [{ status: 'FAILED', error: 'GatewayUnavailable' }, 'provider-silent'],
    [{ status: 'FAILED', error: 'NobodyAnswered' }, 'nobody-answered'],
  ])('makes %j a task of the supervisor: %s', async (detail, code) => {
    const { read } = await stopped(detail);
    expect((await read()).task).toMatchObject({ reason: { code }, owner: 'supervisor' });
  });

  it.each(['', 'charge_already_refunded'])('says of a refund that failed which one, how much, and why: %j', async (reason) => {
    const refund: Refund = { ...aRefund(1, 2500, noon, { findings: 1 }), status: 'reserved' };
    const { read, change, hear } = await stopped(
      { status: 'FAILED', error: 'RefundFailed' },
      walked(twoMugs(), approve, arrive, accept(), (before) => reserveRefunds(before, { refunds: [refund], settlesFindings: 1 }, noon)),
    );
    await change((before) => settleRefund(before, { refundId: refund.refundId, status: 'failed', reason }, noon));
    await hear();
    const values = { refundId: refund.refundId, amount: 2500, currency: 'GBP', why: reason || 'unknown' };
    expect((await read()).task).toMatchObject({ reason: { code: 'refund-not-made', values } });
    await hear();
    expect((await read()).task?.also?.map(({ code }) => code)).toEqual(['refund-failed']);
  });

  it('asks Step Functions for what the event leaves out', async () => {
    states.on(DescribeExecutionCommand).resolves({ input, error: 'RefundShort' });
    const { read } = await stopped({ status: 'FAILED', input: null });
    expect(states.commandCalls(DescribeExecutionCommand)[0]!.args[0].input).toEqual({ executionArn: me });
    expect((await read()).task).toMatchObject({ reason: { code: 'refund-short' } });
  });

  it('is heard twice, and is one task', async () => {
    const { hear, types } = await stopped({});
    await hear();
    expect((await types()).filter((type) => type === 'case.stopped.v1')).toHaveLength(1);
  });

  it.each([
    ['a case that another execution holds by now', walked(twoMugs({ execution: 'another' }))],
    ['a case that has ended', walked(twoMugs(), approve, (before) => cancel(before, { by: 'customer' }, noon))],
  ])('leaves %s alone', async (_case, subject) => {
    const { read } = await stopped({}, subject);
    expect((await read()).task).toBeUndefined();
  });

  it('fails for an input that names no case, so that somebody sees it', async () => {
    await expect(stopped({ input: '{}', status: 'ABORTED' })).rejects.toThrow();
  });
});
