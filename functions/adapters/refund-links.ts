import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** Which case a refund belongs to. */
export interface RefundLinks {
  caseOf(refundId: string): Promise<string | undefined>;
  /** The item that ties a refund to its case, for the transaction that reserves it. Its condition fails when the id is taken. */
  item(refundId: string, caseId: string): TransactItem;
}

export function refundLinksTable(client: DynamoDBDocumentClient, table: string): RefundLinks {
  const keyOf = (refundId: string) => ({ pk: `REFUND#${refundId}`, sk: 'CASE' });
  return {
    caseOf: async (refundId) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(refundId), ConsistentRead: true }));
      return Item && String(Item.caseId);
    },
    item: (refundId, caseId) => ({
      Put: { TableName: table, Item: { ...keyOf(refundId), caseId }, ConditionExpression: 'attribute_not_exists(pk)' },
    }),
  };
}

export function refundLinks(): RefundLinks {
  return refundLinksTable(documents(), settings().casesTable);
}
