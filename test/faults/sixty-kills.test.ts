import { expect, it } from 'vitest';
import { isOfTheRefund } from './refund-path.ts';
import { survive } from './survive.ts';

// Where the kills fall; SEED=n looks elsewhere.
const seed = Number(process.env.SEED ?? 47_391);
/** Kills fall at real moments of a real process: a second try tells a machine's hiccup from a fault. Both tell what they killed. */
const once = { retry: 1 };

/** The effects of the refund path have a test of their own. */
const among = (effect: string) => !isOfTheRefund(effect);
/** Where a job has begun and nothing has come of it yet. */
const begins = /functions\/Invoke|SendEmail|PutEvents/;
const before = (effect: string) => among(effect) && begins.test(effect);

it('every return ends and every refund is made once, however often and wherever the process is killed', once, async () => {
  const { kills, effects, faults, secondsAfterLastStart } = await survive({
    seed,
    after: { among },
    before,
    moments: 15,
    firstStarts: 3,
    atOnce: 5,
    patience: 20,
  });

  expect(faults).toEqual([]);
  expect(kills.length).toBeGreaterThanOrEqual(60);
  for (const effect of effects.filter(among)) expect(kills).toContain(`kill-after ${effect}`);
  expect(secondsAfterLastStart).toBeLessThan(60);
});
