import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type ReturnCase, ReturnStatus } from '../../domain/returns/return-case.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { caseFrom } from './case-items.ts';
import { shelvesWith } from './case-shelf.ts';

/** Cases by the time at which they were opened, whatever became of them. For reports. */
export interface OpenedCases {
  /** Opened from the first instant on and before the second, oldest first. */
  between(from: string, until: string): Promise<readonly ReturnCase[]>;
}

export function openedCasesTable(documents: DynamoDBDocumentClient, table: string): OpenedCases {
  const ofShard = async (statusShard: string, from: string, until: string): Promise<ReturnCase[]> => {
    const query = {
      TableName: table,
      IndexName: 'byStatus',
      KeyConditionExpression: 'statusShard = :shard AND openedAt BETWEEN :from AND :until',
      ExpressionAttributeValues: { ':shard': statusShard, ':from': from, ':until': until },
    };
    const found: ReturnCase[] = [];
    for await (const { Items = [] } of paginateQuery({ client: documents }, query)) found.push(...Items.map(caseFrom));
    return found;
  };
  return {
    between: async (from, until) => {
      const found = (await Promise.all(shelvesWith(ReturnStatus.options).map((place) => ofShard(place, from, until)))).flat();
      // The index is a moment behind: a case that just changed its status may stand in two places.
      const newest = new Map(found.sort((a, b) => a.version - b.version).map((subject) => [subject.caseId, subject]));
      return [...newest.values()]
        .filter(({ openedAt }) => openedAt < until)
        .sort((a, b) => a.openedAt.localeCompare(b.openedAt) || a.caseId.localeCompare(b.caseId));
    },
  };
}

export function openedCases(): OpenedCases {
  return openedCasesTable(documents(), settings().casesTable);
}
