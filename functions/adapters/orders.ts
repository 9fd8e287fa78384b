import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Minor } from '../../domain/money.ts';
import { Order, type SoldOrder } from '../../domain/orders/order.ts';
import { type Ledger, ledgersOf } from '../../domain/refunds/ledger.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** An order with everything that hangs on it, from one strongly consistent read. */
export interface OrderRecord {
  readonly order: SoldOrder;
  /** The order's hash at import, to tell a repeated import from a changed one. */
  readonly hash?: string;
  /** Raised by every write of the order, so that two writers notice each other. */
  readonly revision: number;
  /** Per line, pieces not yet returned or reserved; only lines of which something was ever reserved. */
  readonly counters: ReadonlyMap<string, number>;
  /** Per payment, in the order in which it was paid. */
  readonly ledgers: readonly Ledger[];
  readonly caseIds: readonly string[];
  /** Refunds made in the provider's own dashboard that the ledger could not count yet, because open refunds had set the money aside. */
  readonly uncounted: readonly { readonly providerId: string; readonly paymentId: string; readonly amount: number }[];
  /** Since when nothing personal is kept about it: its customer asked to be erased. */
  readonly erasedAt?: string;
}

export interface Orders {
  read(orderId: string): Promise<OrderRecord | undefined>;
}

/** The order without its person, as stored. */
const Sold = Order.omit({ email: true, name: true, phone: true });
/** A payment's money, as stored; what the payment is like stands in the order. */
const Money = z
  .object({
    captured: Minor,
    remaining: Minor,
    reserved: Minor.optional(),
    refunded: Minor.default(0),
    elsewhere: Minor.default(0),
  })
  // The first release did not tell what was reserved from what was refunded.
  .transform((held) => ({ ...held, reserved: held.reserved ?? held.captured - held.remaining - held.refunded }));

const Noted = z.object({ providerId: z.string(), paymentId: z.string(), amount: z.int(), counted: z.int() });

export function ordersTable(documents: DynamoDBDocumentClient, table: string): Orders {
  return {
    read: async (orderId) => {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `ORDER#${orderId}` },
        ConsistentRead: true,
      };
      const items: Record<string, unknown>[] = [];
      for await (const page of paginateQuery({ client: documents }, query)) items.push(...(page.Items ?? []));
      const order = items.find(({ sk }) => sk === 'ORDER');
      return order && recordOf(order, items);
    },
  };
}

function recordOf(stored: Record<string, unknown>, items: readonly Record<string, unknown>[]): OrderRecord {
  const { pk: _pk, sk: _sk, hash, revision, importedAt: _importedAt, erasedAt, ...rest } = stored;
  const order = Sold.parse(rest);
  const startingWith = (prefix: string) =>
    items.flatMap((item) => (String(item.sk).startsWith(prefix) ? [{ id: String(item.sk).slice(prefix.length), item }] : []));
  const money = new Map(startingWith('PAYMENT#').map(({ id, item }) => [id, Money.parse(item)]));
  return {
    order,
    ...(typeof hash === 'string' ? { hash } : {}),
    ...(typeof erasedAt === 'string' ? { erasedAt } : {}),
    revision: typeof revision === 'number' ? revision : 0,
    counters: new Map(startingWith('LINE#').map(({ id, item }) => [id, z.int().parse(item.returnable)])),
    ledgers: ledgersOf(order, money),
    caseIds: startingWith('CASE#').map(({ id }) => id),
    uncounted: startingWith('ELSEWHERE#').flatMap(({ item }) => {
      const { providerId, paymentId, amount, counted } = Noted.parse(item);
      return counted < amount ? [{ providerId, paymentId, amount }] : [];
    }),
  };
}

export function orders(): Orders {
  return ordersTable(documents(), settings().casesTable);
}
