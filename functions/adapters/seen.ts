import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** How long the ids of other systems' events are kept; Stripe repeats for three days. */
const keptDays = 90;

/** Items that note another system's event as taken; the condition of one fails when it was taken before. */
export interface Seen {
  item(source: 'carrier' | 'payments', eventId: string, now: Date): TransactItem;
}

/** Remembers other systems' events outside a transaction, for effects that may be repeated. */
export interface SeenBefore {
  already(source: 'payments', eventId: string): Promise<boolean>;
  remember(source: 'payments', eventId: string, now: Date): Promise<void>;
}

export function seenBeforeTable(documents: DynamoDBDocumentClient, table: string): SeenBefore {
  return {
    already: async (source, eventId) => {
      const Key = { pk: `SEEN#${source}#${eventId}`, sk: 'SEEN' };
      return (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item !== undefined;
    },
    remember: async (source, eventId, now) => {
      const { Put } = seenTable(table).item(source, eventId, now);
      await documents.send(new PutCommand({ TableName: table, Item: Put?.Item ?? {} }));
    },
  };
}

export function seenBefore(): SeenBefore {
  return seenBeforeTable(documents(), settings().casesTable);
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
