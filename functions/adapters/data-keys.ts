import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documents } from '../runtime/clients.ts';
import { newDataKey } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';

/** The key that locks what one order's customer confided to us. Never log it or hand it on. */
export interface DataKeys {
  /** The order's key of 32 bytes; made at the first use. */
  keyOf(orderId: string): Promise<Buffer>;
  /** The order's key, if it has one (still). */
  knownKeyOf(orderId: string): Promise<Buffer | undefined>;
  /** From now on nobody can read what the key locked, in no copy and no backup. */
  destroy(orderId: string): Promise<void>;
}

const Stored = z.object({ key: z.base64() });
const placeOf = (orderId: string) => ({ pk: `ORDER#${orderId}`, sk: 'KEY' });

export function dataKeysTable(documents: DynamoDBDocumentClient, table: string): DataKeys {
  const knownKeyOf = async (orderId: string): Promise<Buffer | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: placeOf(orderId), ConsistentRead: true }));
    return Item && Buffer.from(Stored.parse(Item).key, 'base64');
  };
  return {
    knownKeyOf,
    keyOf: async (orderId) => {
      const known = await knownKeyOf(orderId);
      if (known) return known;
      const fresh = newDataKey();
      const Item = { ...placeOf(orderId), key: fresh.toString('base64') };
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
        return fresh;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
        // Somebody else was faster: theirs is the key.
        return (await knownKeyOf(orderId)) ?? fresh;
      }
    },
    destroy: async (orderId) => {
      await documents.send(new DeleteCommand({ TableName: table, Key: placeOf(orderId) }));
    },
  };
}

export function dataKeys(): DataKeys {
  return dataKeysTable(documents(), settings().keysTable);
}
