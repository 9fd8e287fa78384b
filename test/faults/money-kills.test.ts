import { expect, it } from 'vitest';
import { moneyWishes } from './money-wishes.ts';
import { isOfTheRefund } from './refund-path.ts';
import { survive } from './survive.ts';

// Where the kills fall; SEED=n looks elsewhere.
const seed = Number(process.env.SEED ?? 47_391);
/** Kills fall at real moments of a real process: a second try tells a machine's hiccup from a fault. Both tell what they killed. */
const once = { retry: 1 };

it('money goes back once by every way, although the process is killed before and after each effect of its path', once, async () => {
  const { kills, effects, faults, secondsAfterLastStart } = await survive(
    { seed, after: { among: isOfTheRefund }, before: isOfTheRefund, moments: 5, firstStarts: 0, atOnce: 6, patience: 20 },
    moneyWishes,
  );

  expect(faults).toEqual([]);
  const path = effects.filter(isOfTheRefund);
  for (const step of [
    'refund.reserved',
    'payout.needed',
    'credit.issued',
    'exchange.fulfilled',
    'exchange.declined',
    'refund.sent',
    'refund.succeeded',
    'refund.failed',
  ])
    expect(path.some((effect) => effect.endsWith(`/${step}.v1`))).toBe(true);
  expect(path).toContain('ResumeWorkflow/states/SendTaskFailure');
  for (const effect of path) {
    expect(kills).toContain(`kill-before ${effect}`);
    expect(kills).toContain(`kill-after ${effect}`);
  }
  expect(secondsAfterLastStart).toBeLessThan(60);
});
