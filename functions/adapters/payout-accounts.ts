import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Account, maskedAccount, plainAccount } from '../../domain/refunds/account.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { type DataKeys, dataKeys } from './data-keys.ts';
import { ttlAt } from './hashes.ts';
import { LockedBox, lock, unlock } from './locked-box.ts';
import type { TransactItem } from './transaction.ts';

type Owner = Pick<ReturnCase, 'caseId' | 'orderId'>;

/** An account as it may be shown. */
export interface MaskedAccount {
  readonly masked: string;
  readonly givenAt: string;
}

/** Where customers want payouts to go: locked with the order's own key, shown by the last four characters. */
export interface PayoutAccounts {
  /** Undefined when none was given, or its time is over. */
  masked(caseId: string, now: Date): Promise<MaskedAccount | undefined>;
  /** The whole account, for whoever pays. */
  open(owner: Owner, now: Date): Promise<Account | undefined>;
  /** The item that keeps an account, for the transaction that says that it was given; the former one is replaced. */
  item(owner: Owner, account: Account, now: Date): Promise<TransactItem>;
  /** Items that let the account end 30 days after `now`, when everything is paid; none where no account was given. */
  endItems(caseId: string, now: Date): Promise<readonly TransactItem[]>;
  /** The item that forgets the account: the bank sent the money back. */
  forgetItem(caseId: string): TransactItem;
  /** Really deletes the accounts whose time ended on this day (UTC) or in the fortnight before; answers how many. */
  erase(now: Date): Promise<number>;
}

const keptDays = 30;
/** An account to which nothing was ever paid ends by itself. */
const mostDays = 400;
const day = 86_400;
const Kept = z.object({ masked: z.string(), givenAt: z.iso.datetime(), box: LockedBox, endsAt: z.iso.datetime().optional() });
const Locked = z.strictObject({ holder: z.string(), account: z.string(), bank: z.string().optional() });
const placeOf = (caseId: string) => ({ pk: `CASE#${caseId}`, sk: 'ACCOUNT' });
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

interface Places {
  readonly people: string;
  readonly cases: string;
}

export function payoutAccountsTable(documents: DynamoDBDocumentClient, places: Places, keys: Omit<DataKeys, 'destroy'>): PayoutAccounts {
  const read = async (caseId: string, now: Date) => {
    const { Item } = await documents.send(new GetCommand({ TableName: places.people, Key: placeOf(caseId), ConsistentRead: true }));
    const kept = Item && Kept.parse(Item);
    // The table deletes by its ttl some time later; for everybody else it is gone now.
    return kept && !(kept.endsAt && kept.endsAt <= now.toISOString()) ? kept : undefined;
  };
  /** Deletes an account that has ended and the note of it; a newer account stays. */
  const remove = async (caseId: string, note: { pk: string; sk: string }, now: Date): Promise<boolean> => {
    let gone = true;
    try {
      await documents.send(
        new DeleteCommand({
          TableName: places.people,
          Key: placeOf(caseId),
          ConditionExpression: 'endsAt <= :now',
          ExpressionAttributeValues: { ':now': now.toISOString() },
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      gone = false;
    }
    await documents.send(new DeleteCommand({ TableName: places.cases, Key: note }));
    return gone;
  };
  return {
    masked: async (caseId, now) => {
      const kept = await read(caseId, now);
      return kept && { masked: kept.masked, givenAt: kept.givenAt };
    },
    open: async ({ caseId, orderId }, now) => {
      const kept = await read(caseId, now);
      const key = kept && (await keys.knownKeyOf(orderId));
      return kept && key && Locked.parse(JSON.parse(unlock(kept.box, key, caseId)));
    },
    item: async ({ caseId, orderId }, { holder, account, bank }, now) => {
      const text = JSON.stringify({
        holder: holder.trim(),
        account: plainAccount(account),
        ...(bank?.trim() ? { bank: bank.trim() } : {}),
      });
      const box = lock(text, await keys.keyOf(orderId), caseId);
      const kept = { masked: maskedAccount(account), givenAt: now.toISOString(), box };
      return { Put: { TableName: places.people, Item: { ...placeOf(caseId), ...kept, ttl: ttlAt(now, mostDays * day) } } };
    },
    endItems: async (caseId, now) => {
      if (!(await read(caseId, now))) return [];
      const endsAt = new Date(now.getTime() + keptDays * day * 1000);
      const end = {
        TableName: places.people,
        Key: placeOf(caseId),
        UpdateExpression: 'SET endsAt = :at, #ttl = :ttl',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':at': endsAt.toISOString(), ':ttl': ttlAt(endsAt, 0) },
      };
      const note = { pk: `ENDS#${dayOf(endsAt)}`, sk: `CASE#${caseId}`, caseId, ttl: ttlAt(endsAt, 90 * day) };
      return [{ Update: end }, { Put: { TableName: places.cases, Item: note } }];
    },
    forgetItem: (caseId) => ({ Delete: { TableName: places.people, Key: placeOf(caseId) } }),
    erase: async (now) => {
      let erased = 0;
      for (let back = 14; back >= 0; back -= 1) {
        const pk = `ENDS#${dayOf(new Date(now.getTime() - back * day * 1000))}`;
        const query = { TableName: places.cases, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
        for await (const { Items = [] } of paginateQuery({ client: documents }, query)) {
          for (const { sk, caseId } of Items) if (await remove(String(caseId), { pk, sk: String(sk) }, now)) erased += 1;
        }
      }
      return erased;
    },
  };
}

export function payoutAccounts(): PayoutAccounts {
  const { peopleTable, casesTable } = settings();
  // Only who locks or opens accounts is told where the keys are.
  const keys = {
    keyOf: async (orderId: string) => await dataKeys().keyOf(orderId),
    knownKeyOf: async (orderId: string) => await dataKeys().knownKeyOf(orderId),
  };
  return payoutAccountsTable(documents(), { people: peopleTable, cases: casesTable }, keys);
}
