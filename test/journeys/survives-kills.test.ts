import { expect, it } from 'vitest';
import { survive } from '../faults/survive.ts';
import { wishes } from '../faults/wishes.ts';

const seed = Number(process.env.SEED ?? 1 + (Date.now() % 100_000));
const few = wishes.filter(({ name }) => ['automatic', 'to two payments'].includes(name));
const among = /^(DecideReturn|AwaitAnswer|RefundReturn|CloseReturn|ResumeWorkflow|Return|RelayLog|ServeReturns|ServeCases)\//;

it('a few kills anywhere: every return ends, every refund is made once (all places: npm run test:faults)', async () => {
  const { kills, faults, secondsAfterLastStart } = await survive(
    { seed, after: { most: 3, among }, before: /SendTaskSuccess/, moments: 1, firstStarts: 1, atOnce: 2, patience: 10 },
    few,
  );

  expect(faults).toEqual([]);
  expect(kills.length).toBeGreaterThanOrEqual(4);
  expect(secondsAfterLastStart).toBeLessThan(60);
});
