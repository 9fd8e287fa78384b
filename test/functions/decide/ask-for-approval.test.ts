import { describe, expect, it } from 'vitest';
import { restart } from '../../../domain/returns/case-care.ts';
import { decide, decideApproval } from '../../../domain/returns/return-decision.ts';
import { approvalsTable } from '../../../functions/adapters/approvals.ts';
import { run } from '../../../functions/approvals/ask-for-approval.ts';
import { agent, policy, walked } from '../../builders/a-return.ts';
import { because, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const needsApproval = { outcome: 'needs-approval', because } as const;

async function aClaimedReturn() {
  const claimed = walked(twoMugs(), (before) => decide(before, { execution: me, decision: needsApproval, policy }, noon));
  const stored = await storedReturn(claimed);
  const { caseId, cases, people, policies, vault } = stored;
  const approvals = approvalsTable(stored.documents, 'cases');
  const ask = async (taskToken = 'token-1', execution = me) =>
    await run({ caseId, execution, because, taskToken }, { cases, approvals, people, policies, vault }, { now: noon });
  const tokens = async () => (await vault.tokensOf(caseId)).map(({ question, token }) => `${question} ${token}`);
  return { ...stored, approvals, ask, tokens };
}

describe('ask-for-approval', () => {
  it('opens an approval, stores the token and waits, all at once', async () => {
    const { ask, read, approvals, tokens, types } = await aClaimedReturn();

    await ask();

    const { status, approvalId } = await read();
    expect(status).toBe('awaiting-approval');
    expect(await approvals.read(approvalId!)).toMatchObject({ status: 'open', amount: 2500, currency: 'GBP', terms: 1, because });
    expect(await tokens()).toEqual(['decision token-1']);
    expect(await types()).toEqual(['approval.asked.v1', 'step.waiting.v1']);
  });

  it('asked again after a crash, keeps the approval and takes the new token', async () => {
    const { ask, approvals, tokens, types } = await aClaimedReturn();
    await ask();

    await ask('token-2');

    expect(await approvals.open()).toHaveLength(1);
    expect(await tokens()).toEqual(['decision token-2']);
    expect(await types()).toEqual(['approval.asked.v1', 'step.waiting.v1', 'step.waiting.v1']);
  });

  it('asked again after a restart, keeps the approval too', async () => {
    const { ask, approvals, change } = await aClaimedReturn();
    await ask();
    await change((before) => restart(before, { by: agent }, noon));
    await change((before) => decide(before, { execution: 'execution-2', decision: needsApproval, policy }, noon));

    await ask('token-2', 'execution-2');

    expect(await approvals.open()).toHaveLength(1);
  });

  it('just waits when a person has decided meanwhile', async () => {
    const { ask, read, change, tokens } = await aClaimedReturn();
    await ask();
    const { approvalId = '' } = await read();
    await change((before) => decideApproval(before, { approvalId, terms: 1, decision: 'approve', by: agent, policy }, noon));

    await ask('token-2');

    expect(await tokens()).toEqual(['decision token-2']);
    expect(await read()).toMatchObject({ status: 'awaiting-parcel', approvalId });
  });

  it('ends an execution that lost its claim', async () => {
    const { ask, approvals, tokens } = await aClaimedReturn();
    await expect(ask('t', 'another')).rejects.toMatchObject({ name: 'ClaimLost' });
    expect(await approvals.open()).toEqual([]);
    expect(await tokens()).toEqual([]);
  });
});
