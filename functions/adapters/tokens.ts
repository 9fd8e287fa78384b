import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy, personByEmail } from '../../domain/people/people-policy.ts';
import type { Callers } from '../runtime/caller.ts';
import { documents } from '../runtime/clients.ts';
import { newToken } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';
import { plainEmail, sha256, ttlAt } from './hashes.ts';
import { type Policies, policies, policyBody } from './policies.ts';
import type { TransactItem } from './transaction.ts';

const Held = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), orderId: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('agent'), email: z.string(), personId: z.string(), expiresAt: z.iso.datetime() }),
]);

const hour = 3_600_000;

/** A new token and the item that remembers its hash. The token itself is told once and kept nowhere. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: string;
  readonly item: TransactItem;
}

/** Bearer tokens: 32 random bytes, of which the table `people` keeps the SHA-256. */
export interface Tokens extends Callers {
  /** 24 hours, for one order. */
  forCustomer(orderId: string, now: Date): IssuedToken;
  /** 12 hours. */
  forAgent(email: string, now: Date): IssuedToken;
}

export function tokensTable(documents: DynamoDBDocumentClient, people: string, policies: () => Pick<Policies, 'inForce'>): Tokens {
  const issue = (held: Record<string, unknown>, hours: number, now: Date): IssuedToken => {
    const token = newToken();
    const expiresAt = new Date(now.getTime() + hours * hour).toISOString();
    const Item = { pk: `TOKEN#${sha256(token)}`, sk: 'TOKEN', ...held, expiresAt, ttl: ttlAt(expiresAt) };
    return { token, expiresAt, item: { Put: { TableName: people, Item } } };
  };
  return {
    forCustomer: (orderId, now) => issue({ kind: 'customer', orderId }, 24, now),
    forAgent: (email, now) => issue({ kind: 'agent', email: plainEmail(email), personId: personIdOf(email) }, 12, now),
    holderOf: async (token, now) => {
      const Key = { pk: `TOKEN#${sha256(token)}`, sk: 'TOKEN' };
      const { Item } = await documents.send(new GetCommand({ TableName: people, Key, ConsistentRead: true }));
      const held = Held.safeParse(Item).data;
      if (!held || held.expiresAt <= now.toISOString()) return undefined;
      if (held.kind === 'customer') return { kind: 'customer', orderId: held.orderId };
      const published = await policies().inForce('people', now);
      const person = published && personByEmail(policyBody(PeoplePolicy, published), held.email);
      return person && { kind: 'agent', personId: held.personId, email: held.email, name: person.name, roles: person.roles };
    },
  };
}

export function tokens(): Tokens {
  return tokensTable(documents(), settings().peopleTable, policies);
}
