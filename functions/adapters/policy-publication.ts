import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishedPolicy } from '../../domain/policies.ts';
import type { CalendarsPolicy } from '../../domain/sla/calendars/calendars-policy.ts';
import { type HolidayDates, holidayDates } from '../../domain/sla/calendars/spell-out.ts';
import { PolicyPublished } from '../../events/policy-published.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { recordItem } from './log-records.ts';
import { type Policies, policies, versionKey } from './policies.ts';
import { newestDeadlines } from './sla-editions.ts';
import { type TransactItem, transact } from './transaction.ts';

/** A checked policy to be published. `basedOn` is the version that its author saw (0 = none); undefined = whatever is there. */
export interface Publication {
  readonly name: PublishedPolicy;
  readonly body: unknown;
  readonly basedOn?: number | undefined;
  readonly validFrom: string;
  /** A person id, or `command-line`. */
  readonly by: string;
}

export interface PolicyPublisher {
  /** The new version, or the one that somebody else published meanwhile. */
  publish(publication: Publication, now: Date): Promise<{ readonly version: number } | { readonly stale: number }>;
}

const tries = 5;

export function policyPublisher(
  client: DynamoDBDocumentClient,
  tables: { readonly cases: string; readonly people: () => string },
  reads: Pick<Policies, 'newest'>,
): PolicyPublisher {
  const items = ({ name, body, validFrom, by }: Publication, version: number, now: Date): TransactItem[] => {
    const pk = `POLICY#${name}`;
    const publishedAt = now.toISOString();
    const versionItem = { pk, sk: versionKey(version), version, validFrom, publishedAt, ...(name === 'people' ? {} : { body }) };
    const place = { pk, owner: `policy-${name}`, version, at: now.toISOString() };
    return [
      {
        Put: { TableName: tables.cases, Item: { ...versionItem, ...besides(name, body) }, ConditionExpression: 'attribute_not_exists(pk)' },
      },
      ...(name === 'sla' || name === 'calendars' ? [newest(tables.cases, name, version)] : []),
      recordItem(tables.cases, place, PolicyPublished.record({ name, policyVersion: version, by })),
      // Who works here is personal data: that body lives where personal data lives.
      ...(name === 'people' ? [{ Put: { TableName: tables.people(), Item: { pk, sk: versionKey(version), body } } }] : []),
    ];
  };
  return {
    publish: async (publication, now) => {
      for (let attempt = 1; ; attempt += 1) {
        const seen = (await reads.newest(publication.name))?.version ?? 0;
        if (publication.basedOn !== undefined && publication.basedOn !== seen) return { stale: seen };
        const version = seen + 1;
        const failed = await transact(
          client,
          items(publication, version, now).map((item) => ({ label: 'policy', item })),
        );
        if (failed.length === 0) return { version };
        if (attempt === tries) return { stale: version };
      }
    },
  };
}

/** Functions that count working time have no list of public holidays: their dates stand beside the calendars that name them. */
function besides(name: PublishedPolicy, body: unknown): { readonly holidays?: HolidayDates } {
  return name === 'calendars' ? { holidays: holidayDates(body as CalendarsPolicy) } : {};
}

/** Tells the newest version to whoever keeps editions in memory. */
function newest(table: string, name: 'sla' | 'calendars', version: number): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: newestDeadlines,
      UpdateExpression: 'SET #name = :version',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

export function publisher(): PolicyPublisher {
  return policyPublisher(documents(), { cases: settings().casesTable, people: () => settings().peopleTable }, policies());
}
