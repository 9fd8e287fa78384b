import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** How long the ids of other systems' events are kept; Stripe repeats for three days. */
const keptDays = 90;

/** Items that note another system's event as taken; the condition of one fails when it was taken before. */
export interface Seen {
  item(source: 'carrier' | 'payments', eventId: string, now: Date): TransactItem;
}

export function seenTable(table: string): Seen {
  return {
    item: (source, eventId, now) => ({
      Put: {
        TableName: table,
        Item: { pk: `SEEN#${source}#${eventId}`, sk: 'SEEN', ttl: Math.floor(now.getTime() / 1000) + keptDays * 86_400 },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
  };
}

export function seen(): Seen {
  return seenTable(settings().casesTable);
}
