import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CustomerCaller } from '../runtime/caller.ts';
import { documents } from '../runtime/clients.ts';
import { newToken } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';
import { sha256, ttlAt } from './hashes.ts';
import type { TransactItem } from './transaction.ts';

const Held = z.object({ kind: z.literal('customer'), orderId: z.string(), expiresAt: z.iso.datetime() });

const day = 86_400_000;

/** A new token and the item that remembers its hash. The token itself is told once and kept nowhere. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: string;
  readonly item: TransactItem;
}

/** Customers' bearer tokens: 32 random bytes, of which the table `people` keeps the SHA-256. */
export interface Tokens {
  /** 24 hours, for one order. */
  forCustomer(orderId: string, now: Date): IssuedToken;
  /** Undefined for a token that is unknown or expired. */
  holderOf(token: string, now: Date): Promise<CustomerCaller | undefined>;
}

export function tokensTable(documents: DynamoDBDocumentClient, people: string): Tokens {
  return {
    forCustomer: (orderId, now) => {
      const token = newToken();
      const expiresAt = new Date(now.getTime() + day).toISOString();
      const Item = { pk: `TOKEN#${sha256(token)}`, sk: 'TOKEN', kind: 'customer', orderId, expiresAt, ttl: ttlAt(expiresAt) };
      return { token, expiresAt, item: { Put: { TableName: people, Item } } };
    },
    holderOf: async (token, now) => {
      const Key = { pk: `TOKEN#${sha256(token)}`, sk: 'TOKEN' };
      const { Item } = await documents.send(new GetCommand({ TableName: people, Key, ConsistentRead: true }));
      const held = Held.safeParse(Item).data;
      return held && held.expiresAt > now.toISOString() ? { kind: 'customer', orderId: held.orderId } : undefined;
    },
  };
}

export function tokens(): Tokens {
  return tokensTable(documents(), settings().peopleTable);
}
