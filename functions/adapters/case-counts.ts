import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { OpenStatus } from '../../domain/returns/return-case.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** How many open cases of one kind stand in one status. */
export interface CaseCount {
  readonly kind: string;
  readonly status: string;
  readonly count: number;
}

export interface CaseCounts {
  /** By kind and status; a status that holds none of a kind counts 0 for returns. */
  open(): Promise<readonly CaseCount[]>;
}

const shards = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, '0'));

export function caseCountsTable(documents: DynamoDBDocumentClient, table: string): CaseCounts {
  const kindsIn = async (statusShard: string): Promise<string[]> => {
    const query = {
      TableName: table,
      IndexName: 'byStatus',
      KeyConditionExpression: 'statusShard = :shard',
      ExpressionAttributeValues: { ':shard': statusShard },
      ExpressionAttributeNames: { '#kind': 'kind' },
      ProjectionExpression: '#kind',
    };
    const kinds: string[] = [];
    for await (const { Items = [] } of paginateQuery({ client: documents }, query)) kinds.push(...Items.map(({ kind }) => String(kind)));
    return kinds;
  };
  const inStatus = async (status: string): Promise<CaseCount[]> => {
    const kinds = (await Promise.all(shards.map((shard) => kindsIn(`${status}#${shard}`)))).flat();
    return [...new Set(['return', ...kinds])].map((kind) => ({ kind, status, count: kinds.filter((each) => each === kind).length }));
  };
  return { open: async () => (await Promise.all(OpenStatus.options.map(inStatus))).flat() };
}

export function caseCounts(): CaseCounts {
  return caseCountsTable(documents(), settings().casesTable);
}
