import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { NewRecord } from '../../domain/cases/move.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';
import { recordItem } from './log-records.ts';
import { type TransactItem, transact } from './transaction.ts';

const minutes15 = 15 * 60_000;
const day = 86_400;
/** How many wrong codes end a lookup or a sign-in. */
const mostAttempts = 5;

/** Something that a mailed six-digit code opens: an order's lookup or a colleague's sign-in. */
const Asked = z.object({
  id: z.string(),
  /** SHA-256 of the address that was typed: whether it is the right one is all that anybody asks. */
  addressHash: z.string(),
  orderId: z.string().optional(),
  /** Over a limit: looks like any other from outside, but no code is ever mailed. */
  silent: z.boolean().default(false),
  codeHash: z.string().optional(),
  mailedAt: z.iso.datetime().optional(),
  attempts: z.int(),
  usedAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime(),
});
export type Asked = z.infer<typeof Asked>;

/** Where a kind of asking is kept: lookups one by one under their id, sign-ins together under the person. */
export interface Place {
  readonly pk: string;
  readonly sk: string;
}

export interface Codes {
  /** Writes the asking and its log record in one transaction; the code lives 15 minutes from `now`. */
  ask(
    place: Place,
    asked: Pick<Asked, 'id' | 'addressHash' | 'silent'> & { orderId?: string },
    record: NewRecord,
    logPk: string,
    now: Date,
  ): Promise<void>;
  read(place: Place): Promise<Asked | undefined>;
  /** Every asking of a partition, newest first. */
  all(pk: string): Promise<readonly Asked[]>;
  /** Keeps a code's hash unless one was mailed already; false when it was. */
  keepHash(place: Place, codeHash: string): Promise<boolean>;
  mailed(place: Place, now: Date): Promise<void>;
  /** Counts one attempt; false when there are none left, or the code was used. */
  attempt(place: Place): Promise<boolean>;
  /** Uses the code up, together with a token that it opens, in one transaction; false when it was used before. */
  use(place: Place, token: TransactItem | undefined, now: Date): Promise<boolean>;
}

/** Is a code still to be entered here? */
export function isOpen(asked: Asked, now: Date): boolean {
  return asked.usedAt === undefined && asked.attempts < mostAttempts && asked.expiresAt > now.toISOString();
}

export function codesTable(documents: DynamoDBDocumentClient, tables: { readonly cases: string; readonly people: string }): Codes {
  const table = tables.people;
  const update = async (place: Place, change: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName' | 'Key'>) => {
    try {
      await documents.send(new UpdateCommand({ TableName: table, Key: { ...place }, ...change }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };
  return {
    ask: async (place, asked, record, logPk, now) => {
      const expiresAt = new Date(now.getTime() + minutes15).toISOString();
      const ttl = ttlAt(expiresAt, day);
      const Item = { ...place, ...asked, attempts: 0, expiresAt, ttl };
      const logged = recordItem(tables.cases, { pk: logPk, owner: asked.id, version: 1, at: now.toISOString(), ttl }, record);
      const put: TransactItem = { Put: { TableName: table, Item } };
      await transact(documents, [
        { label: 'asked', item: put },
        { label: 'logged', item: logged },
      ]);
    },
    read: async (place) => {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { ...place }, ConsistentRead: true }));
      return Item && Asked.parse(Item);
    },
    all: async (pk) => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Asked.parse(item)).sort((a, b) => b.expiresAt.localeCompare(a.expiresAt));
    },
    keepHash: (place, codeHash) =>
      update(place, {
        UpdateExpression: 'SET codeHash = :hash',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mailedAt)',
        ExpressionAttributeValues: { ':hash': codeHash },
      }),
    mailed: async (place, now) => {
      await update(place, {
        UpdateExpression: 'SET mailedAt = :now',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':now': now.toISOString() },
      });
    },
    attempt: (place) =>
      update(place, {
        UpdateExpression: 'SET attempts = attempts + :one',
        ConditionExpression: 'attempts < :most AND attribute_not_exists(usedAt)',
        ExpressionAttributeValues: { ':one': 1, ':most': mostAttempts },
      }),
    use: async (place, token, now) => {
      const used: TransactItem = {
        Update: {
          TableName: table,
          Key: { ...place },
          UpdateExpression: 'SET usedAt = :now',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
          ExpressionAttributeValues: { ':now': now.toISOString() },
        },
      };
      const steps = [used, ...(token ? [token] : [])].map((item) => ({ label: 'used', item }));
      return (await transact(documents, steps)).length === 0;
    },
  };
}

export function codes(): Codes {
  return codesTable(documents(), { cases: settings().casesTable, people: settings().peopleTable });
}
