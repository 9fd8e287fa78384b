import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';

/** Which execution carries out a ring: the bus delivers at least once, colleagues are told once. */
export interface RingClaims {
  /** Takes the ring for this execution. False: another one has it, and may still be at work. */
  take(eventId: string, execution: string, now: Date): Promise<boolean>;
}

/** Longer than an Express execution can live: whoever claimed it before that is gone. */
const heldFor = 10 * 60_000;
const thirtyDays = 30 * 86_400;

export function ringClaimsTable(client: DynamoDBDocumentClient, table: string): RingClaims {
  return {
    take: async (eventId, execution, now) => {
      const keys = { pk: `RING#${eventId}`, sk: 'RING' };
      const claim = new PutCommand({
        TableName: table,
        Item: { ...keys, execution, at: now.toISOString(), ttl: ttlAt(now, thirtyDays) },
        ConditionExpression: 'attribute_not_exists(pk) OR #execution = :me OR #at < :gone',
        ExpressionAttributeNames: { '#execution': 'execution', '#at': 'at' },
        ExpressionAttributeValues: { ':me': execution, ':gone': new Date(now.getTime() - heldFor).toISOString() },
      });
      try {
        await client.send(claim);
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
  };
}

export function ringClaims(): RingClaims {
  return ringClaimsTable(documents(), settings().casesTable);
}
