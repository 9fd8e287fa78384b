import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { sha256, ttlAt } from './hashes.ts';

const windowSeconds = 3600;

/** Whether somebody is within a limit, and when the window that counts ends. */
export interface Allowance {
  readonly within: boolean;
  readonly secondsLeft: number;
}

/** Front-door limits: so many per clock hour. What is counted is kept as a hash only. */
export interface Limits {
  /** Counts one more of `what` by `whom` (an address, an order number, an IP) and says whether it is still within `most`. */
  count(what: string, whom: string, most: number, now: Date): Promise<Allowance>;
}

export function limitsTable(documents: DynamoDBDocumentClient, table: string): Limits {
  return {
    count: async (what, whom, most, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      const window = seconds - (seconds % windowSeconds);
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `LIMIT#${what}#${sha256(whom)}`, sk: String(window) },
          UpdateExpression: 'ADD #count :one SET #ttl = :ttl',
          ExpressionAttributeNames: { '#count': 'count', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':one': 1, ':ttl': ttlAt(now, 2 * windowSeconds) },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return { within: Number(Attributes?.count) <= most, secondsLeft: window + windowSeconds - seconds };
    },
  };
}

/** For `npm start -- --limits off` and load tests. */
const noLimits: Limits = { count: async () => ({ within: true, secondsLeft: 0 }) };

export function limits(): Limits {
  return settings().limits ? limitsTable(documents(), settings().peopleTable) : noLimits;
}
