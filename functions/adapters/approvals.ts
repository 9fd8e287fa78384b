import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Approval } from '../../domain/approvals/approval.ts';
import { shardOf } from '../../domain/identifiers.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';
import type { TransactItem } from './transaction.ts';

/** Approvals, one item each; they are written in the transaction of the move that asks, decides or ends them. */
export interface Approvals {
  read(approvalId: string): Promise<Approval | undefined>;
  /** Those that wait for a decision, oldest first. */
  open(): Promise<readonly Approval[]>;
  /** Who has looked at it signed in, by person id. */
  seenBy(approvalId: string): Promise<readonly string[]>;
  /** Remembers that they have looked; changes nothing about the approval. */
  saw(approvalId: string, personId: string, now: Date): Promise<void>;
  /** The item of a new approval; its condition fails when the id exists. */
  askItem(approval: Approval): TransactItem;
  /** The item of an approval that was open and now is not, or has new terms; its condition fails when it was no longer open. */
  endItem(approval: Approval): TransactItem;
}

const Looked = z.object({ personId: z.string() });
/** A year: longer than any approval waits. */
const rememberedFor = 365 * 86_400;
const shards = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, '0'));

function approvalFrom({ pk: _pk, sk: _sk, statusShard: _shard, ...rest }: Record<string, unknown>): Approval {
  return Approval.parse(rest);
}

export function approvalsTable(documents: DynamoDBDocumentClient, table: string): Approvals {
  const itemOf = (approval: Approval) => ({
    ...approval,
    pk: `APPROVAL#${approval.approvalId}`,
    sk: 'APPROVAL',
    statusShard: `approval-${approval.status}#${shardOf(approval.approvalId)}`,
  });
  const ofShard = async (shard: string): Promise<Approval[]> => {
    const query = {
      TableName: table,
      IndexName: 'byStatus',
      KeyConditionExpression: 'statusShard = :shard',
      ExpressionAttributeValues: { ':shard': `approval-open#${shard}` },
    };
    const found: Approval[] = [];
    for await (const page of paginateQuery({ client: documents }, query)) found.push(...(page.Items ?? []).map(approvalFrom));
    return found;
  };
  return {
    read: async (approvalId) => {
      const Key = { pk: `APPROVAL#${approvalId}`, sk: 'APPROVAL' };
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && approvalFrom(Item);
    },
    open: async () => (await Promise.all(shards.map(ofShard))).flat().sort((a, b) => a.openedAt.localeCompare(b.openedAt)),
    seenBy: async (approvalId) => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :seen)',
          ExpressionAttributeValues: { ':pk': `APPROVAL#${approvalId}`, ':seen': 'SEEN#' },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Looked.parse(item).personId);
    },
    saw: async (approvalId, personId, now) => {
      const keys = { pk: `APPROVAL#${approvalId}`, sk: `SEEN#${personId}` };
      const Item = { ...keys, personId, at: now.toISOString(), ttl: ttlAt(now, rememberedFor) };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
    askItem: (approval) => ({
      Put: { TableName: table, Item: itemOf(approval), ConditionExpression: 'attribute_not_exists(pk)' },
    }),
    endItem: (approval) => ({
      Put: {
        TableName: table,
        Item: itemOf(approval),
        ConditionExpression: '#status = :open',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':open': 'open' },
      },
    }),
  };
}

export function approvals(): Approvals {
  return approvalsTable(documents(), settings().casesTable);
}
