import { type PayoutAccounts, payoutAccounts } from '../adapters/payout-accounts.ts';
import { log } from '../runtime/logger.ts';
import { scheduled } from '../runtime/scheduled.ts';

/** Really deletes the accounts of customers that were paid 30 days ago; a day on which it did not run is made good the next day. */
export const { handler, run } = scheduled({
  connect: (): { readonly accounts: Pick<PayoutAccounts, 'erase'> } => ({ accounts: payoutAccounts() }),
  run: async ({ now }, { accounts }) => log('account erased', { count: await accounts.erase(now) }),
});
