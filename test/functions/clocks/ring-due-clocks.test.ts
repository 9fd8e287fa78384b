import { describe, expect, it } from 'vitest';
import { dueClocksTable } from '../../../functions/adapters/due-clocks.ts';
import { run } from '../../../functions/clocks/ring-due-clocks.ts';
import { figures } from '../../../functions/runtime/figures.ts';
import { walked } from '../../builders/a-return.ts';
import { approve, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const silent = figures(() => undefined);
const afterDays = (days: number) => new Date(noon.getTime() + days * 86_400_000);

async function anApprovedReturn() {
  const stored = await storedReturn(walked(twoMugs(), approve));
  const due = dueClocksTable(stored.documents, 'cases');
  const tick = async (now: Date) => await run({ now }, { ...stored, due, figures: silent });
  const rungs = async () =>
    (await stored.cases.log(stored.caseId)).filter(({ type }) => type === 'clock.rang.v1').map(({ data }) => data.rung);
  return { ...stored, due, tick, rungs };
}

describe('ring-due-clocks', () => {
  it('rings nothing before its time', async () => {
    const { tick, rungs } = await anApprovedReturn();
    await tick(afterDays(6.9));
    expect(await rungs()).toEqual([]);
  });

  it('rings each rung once, at the time of the schedule, and sets the next', async () => {
    const { tick, rungs, due, cases, caseId } = await anApprovedReturn();

    for (const days of [7, 7, 8, 11, 14, 15]) await tick(afterDays(days));

    expect(await rungs()).toEqual(['remind', 'expiring', 'due']);
    expect((await cases.log(caseId)).map(({ occurredAt }) => occurredAt)).toEqual([7, 11, 14].map((days) => afterDays(days).toISOString()));
    expect(await due.upTo(afterDays(400))).toEqual([]);
  });

  it('rings every rung that it slept through, in order', async () => {
    const { tick, rungs } = await anApprovedReturn();
    await tick(afterDays(20));
    expect(await rungs()).toEqual(['remind', 'expiring', 'due']);
  });

  it('two ticks at once ring once', async () => {
    const { tick, rungs } = await anApprovedReturn();
    await Promise.all([tick(afterDays(7)), tick(afterDays(7))]);
    expect(await rungs()).toEqual(['remind']);
  });

  it('believes the case, not the index', async () => {
    const { due, rungs, caseId, ...stored } = await anApprovedReturn();
    const stale = [{ clockId: `${caseId}.parcel`, caseId, measure: 'parcel' as const, wakeAt: noon.toISOString() }];
    await run({ now: afterDays(1) }, { ...stored, due: { ...due, upTo: async () => stale }, figures: silent });
    expect(await rungs()).toEqual([]);
  });

  it('rings the others although one cannot, then fails for the alarm to see', async () => {
    const { cases, due, rungs, caseId, ...stored } = await anApprovedReturn();
    const bad = { clockId: 'R-BADBADBA.parcel', caseId: 'R-BADBADBA', measure: 'parcel' as const, wakeAt: noon.toISOString() };
    const upTo = async (now: Date) => [bad, ...(await due.upTo(now))];
    const change: typeof cases.change = async (id, ...rest) => {
      if (id !== caseId) throw new Error('broken');
      return await cases.change(id, ...rest);
    };

    await expect(
      run({ now: afterDays(7) }, { ...stored, cases: { ...cases, change }, due: { upTo }, figures: silent }),
    ).rejects.toMatchObject({
      name: 'ClocksStuck',
    });

    expect(await rungs()).toEqual(['remind']);
  });

  it('finds the longest overdue first, over all shards', async () => {
    const { documents, due } = await anApprovedReturn();
    const { PutCommand } = await import('@aws-sdk/lib-dynamodb');
    const { shardOf } = await import('../../../domain/identifiers.ts');
    for (const n of [5, 3, 9, 1, 7]) {
      const caseId = `R-0000000${n}`;
      const clockId = `${caseId}.label`;
      const wakeAt = `2026-01-0${n}T00:00:00.000Z`;
      const Item = { pk: `CASE#${caseId}`, sk: `CLOCK#${clockId}`, clockId, caseId, measure: 'label', wakeAt, wakeShard: shardOf(clockId) };
      await documents.send(new PutCommand({ TableName: 'cases', Item }));
    }
    expect((await due.upTo(noon)).map(({ caseId }) => caseId.at(-1))).toEqual(['1', '3', '5', '7', '9']);
  });
});
