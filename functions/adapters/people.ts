import { type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Customer } from '../../domain/orders/order.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { addressHash, plainEmail, ttlAt } from './hashes.ts';
import type { TransactItem } from './transaction.ts';

const Person = z.object({ email: z.string(), name: z.string(), phone: z.string().optional(), locale: z.string() });

export const TextKind = z.enum(['comment', 'message', 'note', 'dispute', 'inspection']);

/** Something that somebody wrote on a case. `by` is `customer` or a colleague's person id. */
export const CaseText = z.object({
  textId: z.string(),
  kind: TextKind,
  text: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  lineId: z.string().optional(),
});
export type CaseText = z.infer<typeof CaseText>;

/** The comments of a whole request are one item, so that a request of many lines fits one transaction. */
const Comments = CaseText.omit({ text: true }).extend({ comments: z.array(z.object({ lineId: z.string(), text: z.string() })) });

/** An order under the hash of its customer's address. */
const Link = z.object({ orderId: z.string() });
const buyer = (email: string) => `CUSTOMER#${addressHash(email)}`;
const day = 86_400;
const personOf = (orderId: string) => ({ pk: `ORDER#${orderId}`, sk: 'PERSON' });
const linkOf = (orderId: string, email: string) => ({ pk: buyer(email), sk: `ORDER#${orderId}` });

export interface People {
  /** Who bought an order. */
  customer(orderId: string): Promise<Customer | undefined>;
  /** Everything written on a case; comments one by one, with their line. */
  texts(caseId: string): Promise<readonly CaseText[]>;
  /** The item that keeps a text, for the transaction of the move that it belongs to. */
  textItem(caseId: string, text: CaseText): TransactItem;
  /** The item that keeps a request's comments. */
  commentsItem(caseId: string, comments: readonly { lineId: string; text: string }[], at: string, by: string): TransactItem;
  /** The items that keep an order's person, and find the order by their address. */
  customerItems(orderId: string, customer: Customer, now: Date): readonly TransactItem[];
  /** The customer's time starts anew: they were here again. Nothing happens for one who is not known (any more). */
  keep(orderId: string, now: Date): Promise<void>;
  /** The key of the item that finds the order by its customer's address. */
  linkOf(orderId: string, email: string): { readonly pk: string; readonly sk: string };
  /** The orders bought under an address, however it is written; those whose address changed since are left out. */
  ordersOf(email: string): Promise<readonly string[]>;
}

/** After how many days what kind of item goes: of an order's person since they were last here, of a text since it was written. */
export interface Retention {
  readonly peopleDays: number;
  readonly textDays: number;
}

export function peopleTable(
  documents: DynamoDBDocumentClient,
  table: string,
  { peopleDays, textDays }: Retention = { peopleDays: 1096, textDays: 1096 },
): People {
  const personUntil = (now: Date) => ttlAt(now, peopleDays * day);
  const textUntil = (at: string) => ttlAt(at, textDays * day);
  const put = (Item: Record<string, unknown>): TransactItem => ({ Put: { TableName: table, Item } });
  const customer = async (orderId: string): Promise<Customer | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: personOf(orderId), ConsistentRead: true }));
    return Item && Person.parse(Item);
  };
  return {
    customer,
    texts: async (caseId) => {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :text)',
        ExpressionAttributeValues: { ':pk': `CASE#${caseId}`, ':text': 'TEXT#' },
        ConsistentRead: true,
      };
      const texts: CaseText[] = [];
      for await (const page of paginateQuery({ client: documents }, query)) texts.push(...(page.Items ?? []).flatMap(textsOf));
      return texts.sort((a, b) => a.at.localeCompare(b.at));
    },
    textItem: (caseId, text) => put({ ...text, pk: `CASE#${caseId}`, sk: `TEXT#${text.textId}`, ttl: textUntil(text.at) }),
    commentsItem: (caseId, comments, at, by) =>
      put({ pk: `CASE#${caseId}`, sk: 'TEXT#comments', textId: 'comments', kind: 'comment', comments, at, by, ttl: textUntil(at) }),
    customerItems: (orderId, customer, now) => [
      put({ ...customer, ...personOf(orderId), ttl: personUntil(now) }),
      put({ ...linkOf(orderId, customer.email), orderId, ttl: personUntil(now) }),
    ],
    keep: async (orderId, now) => {
      const person = await customer(orderId);
      const keys = person ? [linkOf(orderId, person.email), personOf(orderId)] : [];
      for (const Key of keys) await prolong(documents, table, Key, personUntil(now));
    },
    linkOf,
    ordersOf: async (email) => {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': buyer(email) },
        ConsistentRead: true,
      };
      const linked: string[] = [];
      for await (const page of paginateQuery({ client: documents }, query))
        linked.push(...(page.Items ?? []).map((item) => Link.parse(item).orderId));
      const owners = await Promise.all(linked.map(async (orderId) => ({ orderId, person: await customer(orderId) })));
      return owners.flatMap(({ orderId, person }) => (person && plainEmail(person.email) === plainEmail(email) ? [orderId] : []));
    },
  };
}

/** Moves an item's end further away; nothing comes back that is gone. */
async function prolong(documents: DynamoDBDocumentClient, table: string, Key: { pk: string; sk: string }, until: number): Promise<void> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET #ttl = :until',
        ConditionExpression: 'attribute_exists(pk) AND #ttl < :until',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':until': until },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
  }
}

function textsOf(item: Record<string, unknown>): CaseText[] {
  const together = Comments.safeParse(item).data;
  if (!together) return [CaseText.parse(item)];
  const { comments, ...rest } = together;
  return comments.map(({ lineId, text }, index) => ({ ...rest, textId: `comments.${index}`, lineId, text }));
}

export function people(): People {
  return peopleTable(documents(), settings().peopleTable, settings().retention);
}
