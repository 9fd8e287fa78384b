import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** Which returns a tracking number was given for. */
export interface Tracking {
  item(trackingNumber: string, caseId: string): TransactItem;
  casesOf(trackingNumber: string): Promise<readonly string[]>;
}

/** Carriers write the same number in many ways. */
function plain(trackingNumber: string): string {
  return trackingNumber.replaceAll(/[\s-]/g, '').toUpperCase();
}

export function trackingTable(documents: DynamoDBDocumentClient, table: string): Tracking {
  return {
    item: (trackingNumber, caseId) => ({
      Put: { TableName: table, Item: { pk: `TRACKING#${plain(trackingNumber)}`, sk: `CASE#${caseId}`, caseId } },
    }),
    casesOf: async (trackingNumber) => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `TRACKING#${plain(trackingNumber)}` },
          ConsistentRead: true,
        }),
      );
      return Items.map(({ caseId }) => String(caseId));
    },
  };
}

export function tracking(): Tracking {
  return trackingTable(documents(), settings().casesTable);
}
