import { ShopCreditSpent } from '../../events/shop-credit-spent.ts';
import { storeCredits } from '../adapters/store-credits.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';

/** What the shop's till tells us. */
export const hears = [ShopCreditSpent] as const;

/** Counts what customers spend of their store credit. What no credit covers fails, so that it lands where a person looks. */
export const { handler, run } = subscriber({
  hears,
  connect: () => ({ credits: storeCredits() }),
  run: async ({ type, data }, { credits }, { now }) => {
    const outcome = await credits.spend(data, now);
    log('credit spent', { refundId: data.creditId, status: outcome });
    if (outcome !== 'spent' && outcome !== 'spent-before')
      throw new Error(`${type} was not taken in: ${outcome}. Compare the shop's till with the credit on its case.`);
  },
});
