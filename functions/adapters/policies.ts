import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

export const PolicyName = z.enum(['returns', 'approvals', 'sla', 'calendars', 'people']);
export type PolicyName = z.infer<typeof PolicyName>;

/** One version of a policy. `body` is what was published, already checked then; parse it with the policy's schema to use it. */
export interface PolicyVersion {
  readonly name: PolicyName;
  readonly version: number;
  readonly validFrom: string;
  readonly body: unknown;
}

export interface Policies {
  /** The newest version that was valid at that instant; before all of them the first one; undefined: nobody ever published one. */
  inForce(name: PolicyName, at: Date | string): Promise<PolicyVersion | undefined>;
  /** One version by its number. */
  version(name: PolicyName, version: number): Promise<PolicyVersion | undefined>;
  /** The newest version, valid already or not yet. */
  newest(name: PolicyName): Promise<PolicyVersion | undefined>;
}

/** The body of a version that must be there, by its schema. Throws when none was ever published. */
export function policyBody<S extends z.ZodType>(schema: S, version: PolicyVersion | undefined): z.output<S> {
  if (!version) throw new Error('no policy was ever published: run `npm run policies -- publish FILE`');
  return schema.parse(version.body);
}

const Stored = z.object({ version: z.int(), validFrom: z.iso.datetime(), body: z.unknown().optional() });
type Stored = z.infer<typeof Stored>;

/** The sort key of a policy's version. */
export function versionKey(version: number): string {
  return `VERSION#${String(version).padStart(6, '0')}`;
}

/** Policy versions in the table `cases`; bodies of the people policy, being about people, in the table `people`. */
export function policiesTable(
  documents: DynamoDBDocumentClient,
  tables: { readonly cases: string; readonly people: () => string },
): Policies {
  const pages = (name: PolicyName, forward: boolean) => async (start?: Record<string, unknown>) =>
    await documents.send(
      new QueryCommand({
        TableName: tables.cases,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
        ExpressionAttributeValues: { ':pk': `POLICY#${name}`, ':version': 'VERSION#' },
        ConsistentRead: true,
        ScanIndexForward: forward,
        Limit: forward ? 1 : 5,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );

  const found = async (name: PolicyName, fits: (stored: Stored) => boolean): Promise<Stored | undefined> => {
    const page = pages(name, false);
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await page(start);
      const fitting = Items.map((item) => Stored.parse(item)).find(fits);
      if (fitting) return fitting;
      start = LastEvaluatedKey;
    } while (start);
    const first = (await pages(name, true)()).Items?.[0];
    return first && Stored.parse(first);
  };

  const whole = async (name: PolicyName, stored: Stored | undefined): Promise<PolicyVersion | undefined> => {
    if (!stored) return undefined;
    const { version, validFrom } = stored;
    if (name !== 'people') return { name, version, validFrom, body: stored.body };
    const Key = { pk: 'POLICY#people', sk: versionKey(version) };
    const { Item } = await documents.send(new GetCommand({ TableName: tables.people(), Key, ConsistentRead: true }));
    return { name, version, validFrom, body: Item?.body };
  };

  return {
    inForce: async (name, at) => {
      const instant = new Date(at).getTime();
      return await whole(name, await found(name, ({ validFrom }) => new Date(validFrom).getTime() <= instant));
    },
    version: async (name, version) => {
      const Key = { pk: `POLICY#${name}`, sk: versionKey(version) };
      const { Item } = await documents.send(new GetCommand({ TableName: tables.cases, Key, ConsistentRead: true }));
      return await whole(name, Item && Stored.parse(Item));
    },
    newest: async (name) => await whole(name, await found(name, () => true)),
  };
}

export function policies(): Policies {
  return policiesTable(documents(), { cases: settings().casesTable, people: () => settings().peopleTable });
}
