import { describe, expect, it } from 'vitest';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run } from '../../../functions/returns/close-return.ts';
import { walked } from '../../builders/a-return.ts';
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

  it('fails, for a person to look, when something is still expected', async () => {
    const { close } = await aReturnThat(walked(twoMugs(), approve));
    await expect(close()).rejects.toMatchObject({ name: 'NotClosable' });
  });
});
