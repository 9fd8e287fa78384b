import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';

/** Which events the customer was told of. Remembered for 30 days, longer than any redelivery. */
export interface NoticesSent {
  already(eventId: string): Promise<boolean>;
  /** When it was remembered last; undefined when it was not. */
  lastAt(eventId: string): Promise<string | undefined>;
  remember(eventId: string, now: Date): Promise<void>;
}

const thirtyDays = 30 * 86_400;

export function noticesTable(client: DynamoDBDocumentClient, table: string): NoticesSent {
  const keyOf = (eventId: string) => ({ pk: `NOTICE#${eventId}`, sk: 'NOTICE' });
  const lastAt = async (eventId: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(eventId), ConsistentRead: true }));
    return Item && String(Item.at);
  };
  return {
    lastAt,
    already: async (eventId) => (await lastAt(eventId)) !== undefined,
    remember: async (eventId, now) => {
      await client.send(
        new PutCommand({ TableName: table, Item: { ...keyOf(eventId), at: now.toISOString(), ttl: ttlAt(now, thirtyDays) } }),
      );
    },
  };
}

export function noticesSent(): NoticesSent {
  return noticesTable(documents(), settings().casesTable);
}
