import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Measure } from '../../domain/clocks/clock.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** A clock that may be due: what the index says, which is a moment behind the table. Read the case before believing it. */
export const DueClock = z.object({
  clockId: z.string(),
  caseId: CaseId,
  measure: z.union([Measure, SlaMeasure, z.literal('silence')]),
  wakeAt: z.iso.datetime(),
});
export type DueClock = z.infer<typeof DueClock>;

export interface DueClocks {
  /** Every clock with `wakeAt` up to now, the longest overdue first. */
  upTo(now: Date): Promise<readonly DueClock[]>;
}

const shards = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, '0'));

export function dueClocksTable(documents: DynamoDBDocumentClient, table: string): DueClocks {
  const ofShard = async (shard: string, now: Date): Promise<DueClock[]> => {
    const query = {
      TableName: table,
      IndexName: 'byWake',
      KeyConditionExpression: 'wakeShard = :shard AND wakeAt <= :now',
      ExpressionAttributeValues: { ':shard': shard, ':now': now.toISOString() },
    };
    const found: DueClock[] = [];
    for await (const { Items = [] } of paginateQuery({ client: documents }, query)) {
      found.push(...Items.map((item) => DueClock.parse(item)));
    }
    return found;
  };
  return {
    upTo: async (now) => {
      const found = (await Promise.all(shards.map((shard) => ofShard(shard, now)))).flat();
      return found.sort((a, b) => a.wakeAt.localeCompare(b.wakeAt) || a.clockId.localeCompare(b.clockId));
    },
  };
}

export function dueClocks(): DueClocks {
  return dueClocksTable(documents(), settings().casesTable);
}
