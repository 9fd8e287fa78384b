import type { Ledger } from './ledger.ts';
import type { RefundPart } from './tenders.ts';

/** Days until the customer sees the money, as banks and wallets state them; by hand (payout) it is five at least; store credit of ours is there at once. */
const days: Record<Ledger['method'], number> = {
  card: 10,
  paypal: 5,
  wallet: 3,
  qris: 3,
  'virtual-account': 5,
  'bank-transfer': 5,
  cod: 5,
  'store-credit': 1,
  other: 10,
};

/** The date by which the money is visible when it goes out at `on`, as an instant in UTC. */
export function visibleBy(method: Ledger['method'], via: RefundPart['via'], on: Date): string {
  if (via === 'credit' || via === 'exchange') return on.toISOString();
  const wait = via === 'payout' ? Math.max(5, days[method]) : days[method];
  return new Date(on.getTime() + wait * 86_400_000).toISOString();
}
