import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CalendarsPolicy } from '../../domain/sla/calendars/calendars-policy.ts';
import { spelledOut } from '../../domain/sla/calendars/spell-out.ts';
import { SlaPolicy } from '../../domain/sla/sla-policy.ts';
import { editionsOf, type SlaEdition } from '../../domain/sla/sla-terms.ts';
import { calendarShelf } from '../../domain/sla/working-time.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** Every edition of the sla policy and its calendars, oldest first; none while no sla policy was published. */
export interface SlaEditions {
  current(): Promise<readonly SlaEdition[]>;
}

/** Where the newest versions of both policies stand, in one item: asking for it costs half a read. */
export const newestDeadlines = { pk: 'POLICY#deadlines', sk: 'HEAD' } as const;

const Newest = z.object({ sla: z.int().optional(), calendars: z.int().optional() });
const Version = z.object({
  version: z.int(),
  validFrom: z.iso.datetime(),
  publishedAt: z.iso.datetime().optional(),
  body: z.unknown(),
  holidays: z.record(z.string(), z.array(z.string())).optional(),
});
type Version = z.infer<typeof Version>;

/** Reads the versions once and keeps them until another is published. */
export function slaEditionsTable(client: DynamoDBDocumentClient, table: string): SlaEditions {
  let kept: { readonly key: string; readonly editions: readonly SlaEdition[] } | undefined;

  const versions = async (name: 'sla' | 'calendars'): Promise<Version[]> => {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
      ExpressionAttributeValues: { ':pk': `POLICY#${name}`, ':version': 'VERSION#' },
      ConsistentRead: true,
    };
    const found: Version[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) found.push(...Items.map((item) => Version.parse(item)));
    return inForce(found);
  };

  return {
    current: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: newestDeadlines, ConsistentRead: true }));
      const newest = Newest.parse(Item ?? {});
      if (newest.sla === undefined) return [];
      const key = `${newest.sla}.${newest.calendars ?? 0}`;
      if (kept?.key !== key) {
        const [policies, calendars] = await Promise.all([versions('sla'), versions('calendars')]);
        kept = { key, editions: editionsOf(policies.map(policyOf), calendars.map(shelfOf)) };
      }
      return kept.editions;
    },
  };
}

/** From when each version holds: never before it was published, so that nothing that was counted already is counted anew. A later one ends it. */
function inForce(versions: readonly Version[]): Version[] {
  const held: Version[] = [];
  for (const version of versions) {
    const from = [version.validFrom, version.publishedAt ?? version.validFrom]
      .map((at) => new Date(at).toISOString())
      .sort()
      .at(-1)!;
    while (held.length > 0 && held.at(-1)!.validFrom >= from) held.pop();
    held.push({ ...version, validFrom: from });
  }
  return held;
}

function policyOf({ validFrom, body }: Version) {
  return { from: validFrom, policy: SlaPolicy.parse(body) };
}

/** Was checked when it was published; its holidays stand beside it as dates. */
function shelfOf({ validFrom, body, holidays = {} }: Version) {
  return { from: validFrom, calendars: calendarShelf(spelledOut(body as CalendarsPolicy, holidays)) };
}

/** Editions as they were at the start of a pass over many cases. What is published meanwhile is reviewed for every case anyway. */
export interface PassEditions extends SlaEditions {
  renew(): void;
}

export function onceAPass({ current }: SlaEditions): PassEditions {
  let read: ReturnType<SlaEditions['current']> | undefined;
  return {
    renew: () => {
      read = undefined;
    },
    current: async () => {
      read ??= current();
      return await read;
    },
  };
}

let shared: SlaEditions | undefined;

export function slaEditions(): SlaEditions {
  shared ??= slaEditionsTable(documents(), settings().casesTable);
  return shared;
}
