import type { SoldOrder } from '../orders/order.ts';
import type { CaseFacts } from '../sla/target-for.ts';
import type { ReturnCase } from './return-case.ts';

/** What targets look at, of a return. Who asked through a colleague did so by phone or at the counter. */
export function factsOf({
  kind,
  priority,
  country,
  tier,
  openedBy,
}: Pick<ReturnCase, 'kind' | 'priority' | 'country' | 'tier' | 'openedBy'>): CaseFacts {
  return { kind, priority, country, channel: openedBy === 'customer' ? 'web' : 'agent', ...(tier === undefined ? {} : { tier }) };
}

/** The same of a return that is about to be opened. */
export function factsOfNew({ order, openedBy }: { readonly order: SoldOrder; readonly openedBy: ReturnCase['openedBy'] }): CaseFacts {
  const { country, tier } = order;
  return factsOf({ kind: 'return', priority: 'normal', country, openedBy, tier });
}
