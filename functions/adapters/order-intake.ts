import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Overtaken } from '../../domain/errors.ts';
import { faultsOf } from '../../domain/orders/check-order.ts';
import { type Merge, mergeOrder, orderHash, paymentDeltas } from '../../domain/orders/merge-order.ts';
import type { Order, SoldOrder } from '../../domain/orders/order.ts';
import { withParcel } from '../../domain/orders/parcels.ts';
import { ledgersOf } from '../../domain/refunds/ledger.ts';
import { servedLocale } from '../../domain/texts/served-locale.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { type OrderRecord, type Orders, ordersTable } from './orders.ts';
import { type People, people } from './people.ts';
import { type Step, type TransactItem, transact } from './transaction.ts';

export type Taken = { readonly outcome: 'imported' | 'updated' | 'unchanged' } | { readonly outcome: 'rejected'; readonly reason: string };
type Parcel = Parameters<typeof withParcel>[1];

/** Takes orders in, each in one transaction with its person and its payments' ledgers. */
export interface OrderIntake {
  /** New, newer, known already, or rejected: it contradicts itself or what we hold, no table could hold it, or it kept changing. */
  take(order: Order, now: Date): Promise<Taken>;
  /** A parcel left or arrived. `rejected` when the order is not known, or is not what the parcel holds. */
  parcel(orderId: string, parcel: Parcel, now: Date): Promise<Taken>;
}

const tries = 5;
/** How many items a DynamoDB transaction takes. */
const mostItems = 100;

export function orderIntake(
  client: DynamoDBDocumentClient,
  table: string,
  reads: Orders,
  persons: Pick<People, 'customerItems'>,
): OrderIntake {
  const orderItem = (order: SoldOrder, hash: string, known: OrderRecord | undefined, now: Date): TransactItem => ({
    Put: {
      TableName: table,
      Item: {
        ...order,
        hash,
        revision: (known?.revision ?? 0) + 1,
        importedAt: now.toISOString(),
        ...(known?.erasedAt ? { erasedAt: known.erasedAt } : {}),
        pk: `ORDER#${order.orderId}`,
        sk: 'ORDER',
      },
      ...(known
        ? { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': known.revision } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  });

  /** Writes; false when somebody else wrote first and everything must be read again. */
  const wrote = async (items: readonly TransactItem[]): Promise<boolean> => {
    const failed = await transact(
      client,
      items.map((item): Step<'order'> => ({ label: 'order', item })),
    );
    return failed.length === 0;
  };

  const until = async (attempt: () => Promise<Taken | undefined>): Promise<Taken> => {
    try {
      for (let turn = 0; turn < tries; turn += 1) {
        const taken = await attempt();
        if (taken) return taken;
      }
    } catch (error) {
      const reason = reasonToReject(error);
      if (reason === undefined) throw error;
      return { outcome: 'rejected', reason };
    }
    return { outcome: 'rejected', reason: keptChanging };
  };

  return {
    take: (order, now) =>
      until(async () => {
        const { email, name, phone, ...rest } = order;
        const sold = titled(rest);
        const known = await reads.read(order.orderId);
        const merge = mergeOrder(known && heldOf(known), sold, known?.counters ?? new Map());
        if (merge.outcome === 'rejected' || merge.outcome === 'unchanged') return merge;
        const person = persons.customerItems(order.orderId, { email, name, locale: order.locale, ...(phone ? { phone } : {}) }, now);
        const items = [
          orderItem(merge.order, merge.hash, known, now),
          // Who asked to be forgotten does not come back with the shop's next export.
          ...(known?.erasedAt ? [] : person),
          ...ledgerItems(table, { order: merge.order, ...(merge.outcome === 'updated' ? { payments: merge.payments } : {}) }),
          ...counterItems(table, merge, known),
        ];
        if (items.length > mostItems) return { outcome: 'rejected', reason: tooMuch };
        return (await wrote(items)) ? { outcome: merge.outcome } : undefined;
      }),
    parcel: (orderId, parcel, now) =>
      until(async () => {
        const known = await reads.read(orderId);
        if (!known) return { outcome: 'rejected', reason: `there is no order ${orderId}: send shop.order.placed first` };
        const order = withParcel(known.order, parcel);
        if (orderHash(order) === orderHash(known.order)) return { outcome: 'unchanged' };
        const before = faultsOf(known.order);
        const fault = faultsOf(order).find((one) => !before.includes(one));
        if (fault) return { outcome: 'rejected', reason: fault };
        // Cash on delivery is in our hands from now on.
        const paid = ledgerItems(table, { order, payments: paymentDeltas(heldOf(known), order) });
        return (await wrote([orderItem(order, known.hash ?? '', known, now), ...paid])) ? { outcome: 'updated' } : undefined;
      }),
  };
}

const keptChanging = 'others kept changing this order while it was taken in: send it again';
const tooMuch = 'this order has more payments and changed lines than fit one transaction: split it';

/** Why an order cannot be taken in although the table works; undefined for an error that is not about this order. */
function reasonToReject(error: unknown): string | undefined {
  if (error instanceof Overtaken) return keptChanging;
  return error instanceof Error && error.name === 'ValidationException' ? `the table cannot hold this order: ${error.message}` : undefined;
}

/** A line without a title is called by its stock code, so that no sentence about it has a blank. */
function titled(order: SoldOrder): SoldOrder {
  return { ...order, lines: order.lines.map((line) => (line.title.trim() ? line : { ...line, title: line.sku })) };
}

/** The order as the merge wants it, with what its ledgers hold. */
function heldOf({ order, hash, ledgers }: OrderRecord) {
  return { order, hash: hash ?? '', captured: new Map(ledgers.map(({ paymentId, captured }) => [paymentId, captured])) };
}

interface Ledgers {
  readonly order: SoldOrder;
  /** What changed; without it the order is new, and so is every ledger. */
  readonly payments?: readonly { readonly paymentId: string; readonly delta: number; readonly isNew: boolean }[];
}

function ledgerItems(table: string, { order, payments }: Ledgers): TransactItem[] {
  const pk = `ORDER#${order.orderId}`;
  const changed = payments && new Map(payments.map((payment) => [payment.paymentId, payment]));
  return ledgersOf(order).flatMap(({ paymentId, method, currency, captured, remaining, reserved, refunded, elsewhere }): TransactItem[] => {
    const change = changed?.get(paymentId);
    if (changed && (!change || (change.delta === 0 && !change.isNew))) return [];
    if (change && !change.isNew) {
      const UpdateExpression = 'SET captured = captured + :delta, remaining = remaining + :delta';
      const Key = { pk, sk: `PAYMENT#${paymentId}` };
      return [{ Update: { TableName: table, Key, UpdateExpression, ExpressionAttributeValues: { ':delta': change.delta } } }];
    }
    const counts = { captured, remaining, reserved, refunded, elsewhere };
    const Item = { paymentId, method, currency, ...counts, pk, sk: `PAYMENT#${paymentId}` };
    const link = { pk: `PAYMENT#${paymentId}`, sk: 'ORDER', orderId: order.orderId };
    return [
      { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
      { Put: { TableName: table, Item: link } },
    ];
  });
}

/** A line's counter exists from its first return on; one that does not exist yet starts from the new quantity by itself. */
function counterItems(table: string, merge: Merge, known: OrderRecord | undefined): TransactItem[] {
  if (merge.outcome !== 'updated') return [];
  return merge.lines
    .filter(({ delta }) => delta !== 0)
    .map(({ lineId, delta }): TransactItem => {
      const at = { TableName: table, Key: { pk: `ORDER#${merge.order.orderId}`, sk: `LINE#${lineId}` } };
      if (!known?.counters.has(lineId)) return { ConditionCheck: { ...at, ConditionExpression: 'attribute_not_exists(pk)' } };
      // What came back was counted from this: a return that takes pieces meanwhile makes us count again.
      const seen = known.counters.get(lineId);
      const change = {
        UpdateExpression: 'SET returnable = returnable + :delta',
        ConditionExpression: 'returnable = :seen',
        ExpressionAttributeValues: { ':delta': delta, ':seen': seen },
      };
      return { Update: { ...at, ...change } };
    });
}

export function intake(): OrderIntake {
  const { casesTable, locales } = settings();
  const whole = orderIntake(documents(), casesTable, ordersTable(documents(), casesTable), people());
  // What an order says of its customer's language is what mails and texts follow ever after.
  return { ...whole, take: async (order, now) => await whole.take({ ...order, locale: servedLocale(order.locale, locales) }, now) };
}
