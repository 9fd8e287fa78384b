import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CaseId, Instant, shardOf } from '../../domain/identifiers.ts';
import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** A deadline that nobody has answered, as the index says, which is a moment behind the table. */
export const OpenDeadline = z.object({
  clockId: z.string(),
  caseId: CaseId,
  measure: SlaMeasure,
  state: z.enum(['running', 'paused', 'breached']),
  startedAt: Instant,
  /** When it is, or was, due, and its id. */
  dueBy: z.string(),
  /** When most of its time will have gone; undefined while it stands still. */
  riskAt: Instant.optional(),
});
export type OpenDeadline = z.infer<typeof OpenDeadline>;

/** Which ones: all, those of which most of the time has gone, those that are late. */
export const DeadlineState = z.enum(['open', 'at-risk', 'breached']);

export interface DeadlineQuery {
  readonly state: z.infer<typeof DeadlineState>;
  readonly measure?: SlaMeasure | undefined;
  readonly now: Date;
  /** `dueBy` of the last one on the page before. */
  readonly after?: string | undefined;
  /** How many at most; undefined: all. */
  readonly atMost?: number;
}

export interface OpenDeadlines {
  /** The most urgent first. */
  list(query: DeadlineQuery): Promise<readonly OpenDeadline[]>;
}

const endOfTime = '9999-12-31T23:59:59.999Z';
const shards = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, '0'));

/** What puts a deadline into `byDue`: when it is or was due, and its id, so that no two stand in one place. Nothing once it is over. */
export function dueKeys(clock: {
  readonly clockId: string;
  readonly stoppedAt?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly breachedAt?: string | undefined;
}): { dueShard?: string; dueBy?: string } {
  if (clock.stoppedAt !== undefined) return {};
  return { dueShard: shardOf(clock.clockId), dueBy: `${clock.dueAt ?? clock.breachedAt ?? endOfTime}#${clock.clockId}` };
}

export function isLate({ dueBy, state }: OpenDeadline, now: Date): boolean {
  return state === 'breached' || dueBy <= now.toISOString();
}

export function isRisky(deadline: OpenDeadline, now: Date): boolean {
  return !isLate(deadline, now) && deadline.riskAt !== undefined && deadline.riskAt <= now.toISOString();
}

export function openDeadlinesTable(documents: DynamoDBDocumentClient, table: string): OpenDeadlines {
  const ofShard = async (shard: string, { state, measure, now, after = '', atMost }: DeadlineQuery): Promise<OpenDeadline[]> => {
    const present = now.toISOString();
    const until = state === 'breached' ? present : `${endOfTime}~`;
    const since = [`${after}!`, ...(state === 'at-risk' ? [present] : [])].sort().at(-1)!;
    if (since > until) return [];
    const filters = [...(measure ? ['measure = :measure'] : []), ...(state === 'at-risk' ? ['riskAt <= :now'] : [])];
    const query = {
      TableName: table,
      IndexName: 'byDue',
      KeyConditionExpression: 'dueShard = :shard AND dueBy BETWEEN :since AND :until',
      ...(filters.length > 0 ? { FilterExpression: filters.join(' AND ') } : {}),
      ExpressionAttributeValues: {
        ...{ ':shard': shard, ':since': since, ':until': until },
        ...(measure ? { ':measure': measure } : {}),
        ...(state === 'at-risk' ? { ':now': present } : {}),
      },
      ...(atMost === undefined ? {} : { Limit: atMost }),
    };
    const found: OpenDeadline[] = [];
    for await (const { Items = [] } of paginateQuery({ client: documents }, query)) {
      found.push(...Items.map((item) => OpenDeadline.parse(item)));
      if (atMost !== undefined && found.length >= atMost) break;
    }
    return found;
  };
  return {
    list: async (query) => {
      const found = (await Promise.all(shards.map((shard) => ofShard(shard, query)))).flat();
      const sorted = found.sort((a, b) => (a.dueBy < b.dueBy ? -1 : 1));
      return query.atMost === undefined ? sorted : sorted.slice(0, query.atMost);
    },
  };
}

export function openDeadlines(): OpenDeadlines {
  return openDeadlinesTable(documents(), settings().casesTable);
}
