import { expect, it } from 'vitest';
import { survive } from '../faults/survive.ts';
import { wishes } from '../faults/wishes.ts';

// Where the kills fall; SEED=n looks elsewhere.
const seed = Number(process.env.SEED ?? 47_391);
/** Kills fall at real moments of a real process: a second try tells a machine's hiccup from a fault. Both tell what they killed. */
const once = { retry: 1 };
const few = wishes.filter(({ name }) => ['automatic', 'to two payments'].includes(name));
const among = /^(DecideReturn|AwaitAnswer|RefundReturn|CloseReturn|ResumeWorkflow|Return|RelayLog|ServeReturns|ServeCases)\//;

it('a few kills anywhere: every return ends, every refund is made once (all places: npm run test:faults)', once, async () => {
  const { kills, faults, secondsAfterLastStart } = await survive(
    {
      seed,
      after: { most: 3, among: (effect) => among.test(effect) },
      before: (effect) => effect.endsWith('/SendTaskSuccess'),
      moments: 1,
      firstStarts: 1,
      atOnce: 2,
      patience: 10,
    },
    few,
  );

  expect(faults).toEqual([]);
  expect(kills.length).toBeGreaterThanOrEqual(4);
  expect(secondsAfterLastStart).toBeLessThan(60);
});
