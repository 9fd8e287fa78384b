import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishedPolicy } from '../../domain/policies.ts';
import { PolicyPublished } from '../../events/policy-published.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { recordItem } from './log-records.ts';
import { type Policies, policies, versionKey } from './policies.ts';
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
    const versionItem = { pk, sk: versionKey(version), version, validFrom, ...(name === 'people' ? {} : { body }) };
    const place = { pk, owner: `policy-${name}`, version, at: now.toISOString() };
    return [
      { Put: { TableName: tables.cases, Item: versionItem, ConditionExpression: 'attribute_not_exists(pk)' } },
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

export function publisher(): PolicyPublisher {
  return policyPublisher(documents(), { cases: settings().casesTable, people: () => settings().peopleTable }, policies());
}
