import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { restart } from '../../../domain/returns/case-care.ts';
import { receiveMessage } from '../../../domain/returns/messages.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run } from '../../../functions/returns/decide-return.ts';
import { agent, mustMove, walked } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { approve, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

async function aRequestedReturn(subject: ReturnCase = twoMugs(), policy?: ReturnType<typeof aReturnPolicy>) {
  const stored = await storedReturn(subject);
  const { cases, orders, policies, documents } = stored;
  if (policy) {
    const Item = { pk: 'POLICY#returns', sk: 'VERSION#000001', version: 1, validFrom: '2020-01-01T00:00:00.000Z', body: policy };
    await documents.send(new PutCommand({ TableName: 'cases', Item }));
  }
  const decide = async (execution = me) => await run({ caseId: stored.caseId, execution }, { cases, orders, policies }, { now: noon });
  return { ...stored, decide };
}

const asks = () => aReturnPolicy({ autoApproveUpTo: { GBP: 100 } });

describe('decide-return', () => {
  it('approves within the limit and takes the claim', async () => {
    const { decide, read } = await aRequestedReturn();
    expect(await decide()).toMatchObject({ outcome: 'approved', because: { code: 'within-limit' } });
    expect(await read()).toMatchObject({ status: 'awaiting-parcel', execution: me });
  });

  it('asks a person above the limit; the claim alone leaves no record', async () => {
    const { decide, read, types } = await aRequestedReturn(twoMugs(), asks());
    expect(await decide()).toMatchObject({ outcome: 'needs-approval', because: { code: 'above-limit' } });
    expect(await read()).toMatchObject({ status: 'requested', execution: me, version: 1 });
    expect(await types()).toEqual([]);
  });

  it('refuses, and says so again when it is invoked again', async () => {
    const { decide, read } = await aRequestedReturn(twoMugs({ remedy: 'exchange' }));
    expect(await decide()).toMatchObject({ outcome: 'refused', because: { code: 'remedy-not-offered' } });
    expect(await decide()).toMatchObject({ outcome: 'refused', because: { code: 'remedy-not-offered' } });
    expect((await read()).status).toBe('refused');
  });

  it('lets the customer keep what is worth less than sending it', async () => {
    const { decide, read } = await aRequestedReturn(twoMugs(), aReturnPolicy({ keepItemUpTo: { GBP: 3000 } }));
    expect(await decide()).toMatchObject({ outcome: 'keep-item' });
    expect(await read()).toMatchObject({ status: 'refunding', keepItem: true });
  });

  it('decides once: invoked again, it says what was decided', async () => {
    const { decide, types } = await aRequestedReturn();
    const first = await decide();
    expect(await decide()).toEqual(first);
    expect(await types()).toEqual(['return.approved.v1']);
  });

  it.each(['one after the other', 'at once'])('two executions %s: one claims, the other is overtaken', async (how) => {
    const { decide, types, read } = await aRequestedReturn(twoMugs(), asks());
    const both =
      how === 'at once' ? await Promise.all([decide('first'), decide('second')]) : [await decide('first'), await decide('second')];
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['needs-approval', 'overtaken']);
    expect((await read()).execution).toBe(both[0]!.outcome === 'overtaken' ? 'second' : 'first');
    expect(await types()).toEqual([]);
  });

  it('keeps its claim although somebody who read the case before it writes after it', async () => {
    const { decide, read, cases } = await aRequestedReturn(twoMugs(), asks());
    const before = await read();
    await decide();

    const late = cases.move(before, mustMove(receiveMessage(before, { textId: 't-1' }, noon)));

    await expect(late).rejects.toMatchObject({ name: 'Overtaken' });
    expect(await read()).toMatchObject({ execution: me });
  });

  it('after a restart takes the claim over; the decision stands', async () => {
    const restarted = walked(twoMugs(), approve, (before) => restart(before, { by: agent }, noon));
    const { decide } = await aRequestedReturn(restarted);
    expect(await decide('execution-2')).toMatchObject({ outcome: 'approved' });
    expect(await decide(me)).toEqual({ outcome: 'overtaken' });
  });

  it('is overtaken by a cancellation', async () => {
    const { decide } = await aRequestedReturn(walked(twoMugs(), (before) => cancel(before, { by: 'customer' }, noon)));
    expect(await decide()).toEqual({ outcome: 'overtaken' });
  });
});
