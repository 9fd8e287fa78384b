import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Overtaken } from '../../domain/errors.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { transact } from './transaction.ts';

/** A refund that somebody made in the provider's own dashboard, in minor units. */
export interface MadeElsewhere {
  /** The provider's id: counted once under it, however often it is told. */
  readonly providerId: string;
  readonly paymentId: string;
  readonly amount: number;
}

/** Keeps the ledgers in step with what the provider's dashboard gave back. */
export interface Elsewhere {
  /** The order that was paid by this payment, and the name under which it knows it. */
  orderOf(paymentIds: readonly string[]): Promise<{ readonly orderId: string; readonly paymentId: string } | undefined>;
  /**
   * Notes the refund and moves it from what remains to what was refunded, as far as something remains: what open refunds have set
   * aside waits until they have an outcome. Answers what is not counted yet.
   */
  count(orderId: string, made: MadeElsewhere): Promise<number>;
  /** The refund failed at the provider after all: what was counted remains again. */
  undo(orderId: string, made: Pick<MadeElsewhere, 'providerId' | 'paymentId'>): Promise<void>;
}

const Noted = z.object({ amount: z.int().min(0), counted: z.int().min(0) });
const tries = 8;

export function elsewhereTable(documents: DynamoDBDocumentClient, table: string): Elsewhere {
  const get = async (Key: { pk: string; sk: string }) =>
    (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  const ledgerKey = (orderId: string, paymentId: string) => ({ pk: `ORDER#${orderId}`, sk: `PAYMENT#${paymentId}` });
  const noteKey = (orderId: string, providerId: string) => ({ pk: `ORDER#${orderId}`, sk: `ELSEWHERE#${providerId}` });

  /** Writes the note and shifts `n` on the ledger (back, when negative), if both are as they were read. False: read again. */
  const write = async (orderId: string, made: MadeElsewhere, before: { counted: number } | undefined, n: number): Promise<boolean> => {
    const { providerId, paymentId, amount } = made;
    const note = {
      Put: {
        TableName: table,
        Item: { ...noteKey(orderId, providerId), providerId, paymentId, amount, counted: (before?.counted ?? 0) + n },
        ...(before
          ? { ConditionExpression: 'counted = :before', ExpressionAttributeValues: { ':before': before.counted } }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    };
    const ledger = {
      Update: {
        TableName: table,
        Key: ledgerKey(orderId, paymentId),
        UpdateExpression: 'SET remaining = remaining - :n, refunded = refunded + :n, elsewhere = if_not_exists(elsewhere, :none) + :n',
        ConditionExpression: 'remaining >= :n',
        ExpressionAttributeValues: { ':n': n, ':none': 0 },
      },
    };
    const items = n === 0 ? [note] : [note, ledger];
    const failed = await transact(
      documents,
      items.map((item) => ({ label: 'elsewhere', item })),
    );
    return failed.length === 0;
  };

  const again = async <T>(attempt: () => Promise<T | undefined>, what: string): Promise<T> => {
    for (let turn = 0; turn < tries; turn += 1) {
      const done = await attempt();
      if (done !== undefined) return done;
    }
    throw new Overtaken(`the ledger of ${what} kept changing`);
  };

  return {
    orderOf: async (paymentIds) => {
      for (const paymentId of paymentIds) {
        const found = await get({ pk: `PAYMENT#${paymentId}`, sk: 'ORDER' });
        if (found) return { orderId: String(found.orderId), paymentId };
      }
      return undefined;
    },
    count: async (orderId, made) =>
      await again(async () => {
        const noted = Noted.safeParse(await get(noteKey(orderId, made.providerId))).data;
        const amount = noted?.amount ?? made.amount;
        const open = amount - (noted?.counted ?? 0);
        if (open === 0) return 0;
        const remaining = z.int().parse((await get(ledgerKey(orderId, made.paymentId)))?.remaining);
        const n = Math.min(open, remaining);
        if (noted && n === 0) return open;
        return (await write(orderId, { ...made, amount }, noted, n)) ? open - n : undefined;
      }, made.paymentId),
    undo: async (orderId, { providerId, paymentId }) => {
      await again(async () => {
        const noted = Noted.safeParse(await get(noteKey(orderId, providerId))).data;
        if (noted?.amount === 0) return true;
        // Noted as nothing, so that what is told late counts no more.
        return (await write(orderId, { providerId, paymentId, amount: 0 }, noted, -(noted?.counted ?? 0))) || undefined;
      }, paymentId);
    },
  };
}

export function elsewhere(): Elsewhere {
  return elsewhereTable(documents(), settings().casesTable);
}
