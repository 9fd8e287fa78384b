import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { StoreCredit } from '../../domain/refunds/store-credit.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { type TransactItem, transact } from './transaction.ts';

/** What the shop took from a credit, in minor units, under the shop's own id. */
export interface Spending {
  readonly spendId: string;
  readonly creditId: string;
  readonly amount: number;
  readonly currency: string;
}

/** `spent-before`: this very spending counts already. The others took nothing. */
export type Spent = 'spent' | 'spent-before' | 'id-taken' | 'unknown' | 'not-covered';

/** Store credits: what was issued and what the shop's till took from it. They are issued with the move of their case. */
export interface StoreCredits {
  read(creditId: string): Promise<StoreCredit | undefined>;
  /** The credits of a case, in the order in which they were issued. */
  ofCase(subject: Pick<ReturnCase, 'refunds'>): Promise<readonly StoreCredit[]>;
  /** Takes it all or nothing; `not-covered`: less remains, it has run out, or it is of another currency. */
  spend(spending: Spending, now: Date): Promise<Spent>;
}

/** The item of a new credit, for the transaction that settles its refund. Its condition fails when the credit is there already. */
export function creditPut(table: string, credit: StoreCredit): TransactItem {
  const Item = { ...placeOf(credit.creditId), ...credit };
  return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

const placeOf = (creditId: string) => ({ pk: `CREDIT#${creditId}`, sk: 'CREDIT' });

export function storeCreditsTable(documents: DynamoDBDocumentClient, table: string): StoreCredits {
  const get = async (Key: { pk: string; sk: string }) =>
    (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  const read = async (creditId: string): Promise<StoreCredit | undefined> => {
    const item = await get(placeOf(creditId));
    if (!item) return undefined;
    const { pk: _pk, sk: _sk, ...credit } = item;
    return StoreCredit.parse(credit);
  };
  return {
    read,
    ofCase: async ({ refunds }) => {
      const issued = refunds.filter(({ via, status }) => via === 'credit' && status === 'succeeded');
      const credits = await Promise.all(issued.map(({ refundId }) => read(refundId)));
      return credits.filter((credit) => credit !== undefined);
    },
    spend: async ({ spendId, creditId, amount, currency }, now) => {
      const place = { pk: `SPEND#${spendId}`, sk: 'SPEND' };
      const at = now.toISOString();
      const note = {
        Put: {
          TableName: table,
          Item: { ...place, creditId, amount, currency, at },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      };
      const take = {
        Update: {
          TableName: table,
          Key: placeOf(creditId),
          UpdateExpression: 'SET remaining = remaining - :n, spent = spent + :n',
          ConditionExpression: 'remaining >= :n AND currency = :currency AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
          ExpressionAttributeValues: { ':n': amount, ':currency': currency, ':now': at },
        },
      };
      const failed = await transact(documents, [
        { label: 'note' as const, item: note },
        { label: 'credit' as const, item: take },
      ]);
      if (failed.length === 0) return 'spent';
      if (failed.includes('note')) {
        const known = await get(place);
        const same = known?.creditId === creditId && known.amount === amount && known.currency === currency;
        return same ? 'spent-before' : 'id-taken';
      }
      return (await read(creditId)) ? 'not-covered' : 'unknown';
    },
  };
}

export function storeCredits(): StoreCredits {
  return storeCreditsTable(documents(), settings().casesTable);
}
