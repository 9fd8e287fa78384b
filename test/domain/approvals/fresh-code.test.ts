import { expect, it } from 'vitest';
import { needsFreshCode } from '../../../domain/approvals/fresh-code.ts';

const now = new Date('2026-11-10T12:00:00Z');
const freshCode = { above: { GBP: 20_000 }, within: 'PT1H' };
const gbp = (amount: number) => ({ amount, currency: 'GBP' });

it.each([
  ['at the limit from a remembered device', gbp(20_000), undefined, { freshCode }, false],
  ['above it from a remembered device', gbp(20_001), undefined, { freshCode }, true],
  ['above it after a code of an hour ago', gbp(20_001), '2026-11-10T11:00:00Z', { freshCode }, true],
  ['above it after a newer code', gbp(20_001), '2026-11-10T11:00:01Z', { freshCode }, false],
  ['in a currency without a limit', { amount: 1, currency: 'EUR' }, undefined, { freshCode }, true],
  ['under a policy without limits', gbp(1), undefined, {}, true],
  ['under a policy without limits, in a session that a code opened', gbp(1), '2026-11-10T00:00:01Z', {}, false],
])('deciding %s', (_, amount, codeAt, policy, needed) => {
  expect(needsFreshCode(amount, codeAt, policy, now)).toBe(needed);
});
