import { expect, it } from 'vitest';
import { elsewhereTable } from '../../../functions/adapters/elsewhere.ts';
import { storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const made = (n: number, amount: number) => ({ providerId: `re_${n}`, paymentId: 'pay-1', amount });

async function aLedger() {
  const { documents, orders } = await storedReturn(twoMugs());
  const elsewhere = elsewhereTable(documents, 'cases');
  const ledger = async () => (await orders.read('A-1'))!.ledgers[0]!;
  return { elsewhere, ledger, uncounted: async () => (await orders.read('A-1'))!.uncounted };
}

it('counts no more than remains, also when many are told at once', async () => {
  const { elsewhere, ledger, uncounted } = await aLedger();
  const left = await Promise.all([1, 2, 3, 4].map((n) => elsewhere.count('A-1', made(n, 2000))));
  expect(left.reduce((sum, open) => sum + open, 0)).toBe(3000);
  expect(await ledger()).toMatchObject({ captured: 5000, remaining: 0, reserved: 0, refunded: 5000, elsewhere: 5000 });
  expect((await uncounted()).length).toBeGreaterThan(0);
});

it('counts one that is told many times at once only once', async () => {
  const { elsewhere, ledger } = await aLedger();
  await Promise.all([1, 2, 3, 4, 5].map(() => elsewhere.count('A-1', made(1, 700))));
  expect(await ledger()).toMatchObject({ remaining: 4300, refunded: 700, elsewhere: 700 });
});

it('gives back what failed after it was counted, once', async () => {
  const { elsewhere, ledger, uncounted } = await aLedger();
  await elsewhere.count('A-1', made(1, 700));
  await Promise.all([elsewhere.undo('A-1', made(1, 700)), elsewhere.undo('A-1', made(1, 700))]);
  expect(await ledger()).toMatchObject({ remaining: 5000, refunded: 0, elsewhere: 0 });
  expect(await elsewhere.count('A-1', made(1, 700))).toBe(0);
  expect(await uncounted()).toEqual([]);
});

it('finds the order by any of the payment’s names, or none', async () => {
  const { elsewhere } = await aLedger();
  expect(await elsewhere.orderOf(['pi_none', 'pay-1'])).toEqual({ orderId: 'A-1', paymentId: 'pay-1' });
  expect(await elsewhere.orderOf(['pi_none'])).toBeUndefined();
});
