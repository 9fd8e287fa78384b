import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';

const Kept = z.object({
  target: z.string(),
  claimedAt: z.iso.datetime().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  shown: z.string().optional(),
  reminded: z.string().optional(),
});
/** A message about an approval. `target`: a person id, or `channel`; without `ts` it is only on its way. `shown`: a hash of what it says. */
export type KeptPlace = z.infer<typeof Kept>;

/** Which messages stand in Slack about an approval: ids only. */
export interface SlackPlaces {
  of(approvalId: string): Promise<readonly KeptPlace[]>;
  /** Takes the right to post; false when somebody else has it, or it stands already. */
  claim(approvalId: string, target: string, now: Date): Promise<boolean>;
  /** Gives the right back: Slack said no, so nothing stands there. */
  release(approvalId: string, target: string): Promise<void>;
  posted(approvalId: string, target: string, place: { readonly channel: string; readonly ts: string }, shown: string): Promise<void>;
  showing(approvalId: string, target: string, shown: string): Promise<void>;
  /** Takes the right to remind once about `step`; false when that was done. */
  remind(approvalId: string, target: string, step: string): Promise<boolean>;
}

/** Whoever claimed and has not posted by then was killed: another may. */
export const leaseSeconds = 45;
const keptSeconds = 400 * 86_400;

export function slackPlacesTable(client: DynamoDBDocumentClient, table: string): SlackPlaces {
  const change = async (
    approvalId: string,
    target: string,
    more: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName' | 'Key'>,
  ) => {
    const Key = { pk: `SLACK#${approvalId}`, sk: `PLACE#${target}` };
    try {
      await client.send(new UpdateCommand({ TableName: table, Key, ...more }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };
  return {
    of: async (approvalId) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `SLACK#${approvalId}` },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Kept.parse(item));
    },
    claim: (approvalId, target, now) =>
      change(approvalId, target, {
        UpdateExpression: 'SET claimedAt = :now, target = :target, #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(ts) AND (attribute_not_exists(claimedAt) OR claimedAt < :stale)',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':now': now.toISOString(),
          ':target': target,
          ':ttl': ttlAt(now, keptSeconds),
          ':stale': new Date(now.getTime() - leaseSeconds * 1000).toISOString(),
        },
      }),
    release: async (approvalId, target) => {
      await change(approvalId, target, { UpdateExpression: 'REMOVE claimedAt', ConditionExpression: 'attribute_exists(pk)' });
    },
    posted: async (approvalId, target, { channel, ts }, shown) => {
      await change(approvalId, target, {
        UpdateExpression: 'SET channel = :channel, ts = :ts, shown = :shown',
        ExpressionAttributeValues: { ':channel': channel, ':ts': ts, ':shown': shown },
      });
    },
    showing: async (approvalId, target, shown) => {
      await change(approvalId, target, { UpdateExpression: 'SET shown = :shown', ExpressionAttributeValues: { ':shown': shown } });
    },
    remind: (approvalId, target, step) =>
      change(approvalId, target, {
        UpdateExpression: 'SET reminded = :step',
        ConditionExpression: 'attribute_exists(ts) AND (attribute_not_exists(reminded) OR reminded <> :step)',
        ExpressionAttributeValues: { ':step': step },
      }),
  };
}

export function slackPlaces(): SlackPlaces {
  return slackPlacesTable(documents(), settings().casesTable);
}
