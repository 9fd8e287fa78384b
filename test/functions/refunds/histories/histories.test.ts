import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Payment } from '../../../../domain/orders/order.ts';
import type { Fault } from '../../../../infra/local/fault-modes.ts';
import { localTables } from '../../../fakes/local-tables.ts';
import { aTill, openTills, perMug } from './a-till.ts';

// Random histories of refunds against the table adapter and the provider's own books. SEED=n repeats a run.

const large = process.env.REDRESS_LARGE === '1';
const runs = Number(process.env.RUNS ?? (large ? 10_000 : 150));
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const steps = 10;

type Till = Awaited<ReturnType<typeof aTill>>;
interface Step {
  readonly command: string;
  act(till: Till): Promise<void>;
}

const nat = fc.nat({ max: 1000 });
const caseOf = (till: Till, pick: number) => till.caseIds[pick % till.caseIds.length]!;
const modes = [undefined, undefined, 'pending', 'lose', 'duplicate', 'timeout-after'] as const satisfies readonly (
  | Fault['mode']
  | undefined
)[];

/** One of our refunds at the provider that has this status. */
function made(till: Till, pick: number, statuses: readonly string[]): string | undefined {
  const fits = till.provider.books.refunds().filter(({ status }) => statuses.includes(status));
  return fits[pick % Math.max(1, fits.length)]?.refundId;
}

const refund = fc.record({ pick: nat, mode: fc.constantFrom(...modes), together: fc.constantFrom(1, 1, 2) }).map(
  ({ pick, mode, together }): Step => ({
    command: 'refund',
    act: async (till) => {
      till.provider.next(mode);
      await till.refund(caseOf(till, pick), together);
      till.provider.next(undefined);
      if (pick % 3 === 0) await till.closeCase(caseOf(till, pick));
      if (pick % 2 === 0) await till.pay(caseOf(till, pick));
    },
  }),
);
const cancel = nat.map((pick): Step => ({ command: 'cancel', act: async (till) => await till.cancel(caseOf(till, pick)) }));
const fail = fc.record({ pick: nat, to: fc.constantFrom('failed', 'canceled', 'succeeded') }).map(
  ({ pick, to }): Step => ({
    command: 'fail',
    act: async (till) => {
      // A refund that succeeded can still fail; one that failed stays so.
      const refundId = made(till, pick, to === 'failed' ? ['pending', 'succeeded'] : ['pending']);
      if (refundId) till.provider.settle(refundId, to as 'failed');
    },
  }),
);
const webhook = fc.record({ pick: nat, times: fc.constantFrom(1, 1, 2, 3) }).map(
  ({ pick, times }): Step => ({
    command: times > 1 ? 'webhook doubled' : 'webhook shuffled',
    act: async (till) => await till.deliver(pick, times),
  }),
);
const late = fc.record({ pick: nat, hours: fc.constantFrom(1, 22, 25, 70) }).map(
  ({ pick, hours }): Step => ({
    command: 'webhook late',
    act: async (till) => {
      till.pass(hours);
      await till.deliver(pick, 1);
    },
  }),
);
const dashboard = fc.record({ pick: nat, mugs: fc.integer({ min: 1, max: 3 }) }).map(
  ({ pick, mugs }): Step => ({
    command: 'dashboard refund',
    act: async (till) => void till.provider.byHand(till.payments[pick % till.payments.length]!.paymentId, mugs * perMug),
  }),
);
const crash = fc
  .record({ pick: nat, at: fc.integer({ min: 1, max: 5 }), when: fc.constantFrom('before' as const, 'after' as const) })
  .map(({ pick, at, when }): Step => ({ command: 'crash', act: async (till) => await till.crash(caseOf(till, pick), at, when) }));

/** The shop answers about an exchange: in time, after somebody had to look, or twice at once. */
const answer = fc
  .record({
    pick: nat,
    outcome: fc.constantFrom('fulfilled' as const, 'declined' as const),
    how: fc.constantFrom('once', 'once', 'late', 'doubled'),
  })
  .map(
    ({ pick, outcome, how }): Step => ({
      command: how === 'once' ? `exchange ${outcome}` : `exchange ${how}`,
      act: async (till) => {
        if (how === 'late') {
          till.pass(80);
          await till.ringExchanges();
        }
        await till.answer(pick, outcome, how === 'doubled' ? 2 : 1);
      },
    }),
  );

const step = fc.oneof(
  { arbitrary: refund, weight: 4 },
  { arbitrary: cancel, weight: 2 },
  { arbitrary: fail, weight: 3 },
  { arbitrary: webhook, weight: 4 },
  { arbitrary: late, weight: 2 },
  { arbitrary: dashboard, weight: 2 },
  { arbitrary: crash, weight: 3 },
  { arbitrary: answer, weight: 8 },
);
const history = fc.record({
  steps: fc.array(step, { minLength: steps, maxLength: steps }),
  /** Mugs that each payment took, and how it gives back. */
  payments: fc.array(fc.record({ mugs: fc.integer({ min: 1, max: 5 }), whole: fc.boolean() }), { minLength: 1, maxLength: 2 }),
  wanted: fc.array(
    fc.record({
      ...{ mugs: fc.integer({ min: 1, max: 4 }), early: fc.boolean(), found: fc.constantFrom('accepted', 'accepted', 'rejected') },
      article: fc.constantFrom(undefined, undefined, 'same', 'dearer', 'cheaper'),
    }),
    { minLength: 2, maxLength: 3 },
  ),
});

const tables = localTables();
const shares = new Map<string, number>();
let tills = 0;

beforeAll(async () => {
  // Ten thousand histories log a million lines.
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  await openTills(tables);
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  const total = [...shares.values()].reduce((sum, count) => sum + count, 0);
  const told = [...shares].map(([command, count]) => `${command} ${((100 * count) / total).toFixed(1)} %`).sort();
  console.log(`refund histories: ${tills} of ${steps} steps, SEED=${seed}: ${told.join(', ')}`);
});

it(
  'the ledger, the cases and the provider agree in every history of refunds, failures, webhooks and crashes',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, payments, wanted }) => {
        tills += 1;
        const no = tills;
        const paid = payments.map(({ mugs, whole }, index): Payment => {
          const payment = { paymentId: `pay-${no}-${index}`, method: 'card' as const, captured: mugs * perMug };
          return whole && index === 1 ? { ...payment, partial: true as const, refund: 'payout' as const } : payment;
        });
        const till = await aTill(tables, no, paid, wanted);
        vi.stubGlobal('fetch', till.provider.fetch);
        try {
          for (const { command, act } of steps) {
            shares.set(command, (shares.get(command) ?? 0) + 1);
            await act(till);
            expect(await till.contradictions(), `after ${command}`).toEqual([]);
          }
          await settleEverything(till);
          expect(await till.contradictions(), 'at the end').toEqual([]);
          expect(await till.differences(), 'at the end').toEqual([]);
        } finally {
          till.close();
        }
      }),
      { seed, numRuns: runs, endOnFailure: !large },
    );
    const total = [...shares.values()].reduce((sum, count) => sum + count, 0);
    for (const [command, count] of shares) expect(count / total, command).toBeGreaterThan(0.05);
    expect([...shares.keys()].sort()).toEqual([
      'cancel',
      'crash',
      'dashboard refund',
      'exchange declined',
      'exchange doubled',
      'exchange fulfilled',
      'exchange late',
      'fail',
      'refund',
      'webhook doubled',
      'webhook late',
      'webhook shuffled',
    ]);
  },
  large ? 900_000 : 60_000,
);

/** Every webhook arrives, what was under way goes on, in time for the provider's memory of keys to be gone. */
async function settleEverything(till: Till): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    while (till.provider.waiting.length > 0) await till.deliver(0, 1);
    for (const caseId of till.caseIds) {
      await till.answer(round, round % 2 === 0 ? 'declined' : 'fulfilled', 1);
      const subject = (await till.all()).find((one) => one.caseId === caseId);
      const open = subject?.refunds.some(({ status, via }) => via !== 'exchange' && (status === 'reserved' || status === 'sent'));
      if (open) await till.refund(caseId, 1);
      await till.pay(caseId);
    }
    till.pass(25);
  }
}
