import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { sha256, ttlAt } from './hashes.ts';
import type { TransactItem } from './transaction.ts';

const Claim = z.object({
  bodyHash: z.string(),
  caseId: z.string(),
  answer: z.object({ caseId: z.string(), statusUrl: z.string(), promisedBy: z.string() }),
});
/** Which case an idempotency key made, from which body, and what was answered. */
export type Claim = z.infer<typeof Claim>;

const keptSeconds = 90 * 86_400;

/** Idempotency claims, scoped to the order; written in the transaction of the case that they name. */
export interface Claims {
  read(orderId: string, key: string): Promise<Claim | undefined>;
  /** Its condition fails when the key is claimed already. */
  item(orderId: string, key: string, claim: Claim, now: Date): TransactItem;
}

export function claimsTable(documents: DynamoDBDocumentClient, table: string): Claims {
  const place = (orderId: string, key: string) => ({ pk: `CLAIM#${orderId}#${sha256(key)}`, sk: 'CLAIM' });
  return {
    read: async (orderId, key) => {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: place(orderId, key), ConsistentRead: true }));
      return Item && Claim.parse(Item);
    },
    item: (orderId, key, claim, now) => ({
      Put: {
        TableName: table,
        Item: { ...place(orderId, key), ...claim, ttl: ttlAt(now, keptSeconds) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
  };
}

export function claims(): Claims {
  return claimsTable(documents(), settings().casesTable);
}
