import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';
import { type TransactItem, transact } from './transaction.ts';

const days30 = 30 * 86_400_000;

/** One sign-in of a colleague: by a mailed code, or by a device that was remembered. */
const SignIn = z.object({
  tokenId: z.string(),
  by: z.enum(['code', 'device']),
  at: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  deviceId: z.string().optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** A browser that needs no code for 30 days. Its secret is kept as SHA-256 only. */
const Device = z.object({ deviceId: z.string(), secretHash: z.string(), until: z.iso.datetime() });
export type Device = z.infer<typeof Device>;

/** Colleagues' sign-ins and remembered devices, under the person: a token counts only while its sign-in is kept, so it can be ended. */
export interface SignIns {
  /** Keeps a sign-in until its token expires; false when the device that signed in was forgotten meanwhile. */
  keep(personId: string, signIn: SignIn): Promise<boolean>;
  find(personId: string, tokenId: string): Promise<SignIn | undefined>;
  /** Remembers a device for 30 days. */
  remember(personId: string, device: Omit<Device, 'until'>, now: Date): Promise<void>;
  device(personId: string, deviceId: string): Promise<Device | undefined>;
  /** Ends one sign-in, and forgets the device if one is named. */
  end(personId: string, tokenId: string, deviceId?: string): Promise<void>;
  /** Ends every sign-in and forgets every device. */
  endAll(personId: string): Promise<void>;
}

export function signInsTable(documents: DynamoDBDocumentClient, table: string): SignIns {
  const tokenKey = (personId: string, tokenId: string) => ({ pk: `SIGNIN#${personId}`, sk: `TOKEN#${tokenId}` });
  const deviceKey = (personId: string, deviceId: string) => ({ pk: `SIGNIN#${personId}`, sk: `DEVICE#${deviceId}` });
  const read = async <T>(schema: z.ZodType<T>, Key: { pk: string; sk: string }): Promise<T | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && schema.parse(Item);
  };
  const remove = async (Key: { pk: string; sk: string }) => void (await documents.send(new DeleteCommand({ TableName: table, Key })));
  return {
    keep: async (personId, signIn) => {
      const Item = { ...tokenKey(personId, signIn.tokenId), ...signIn, ttl: ttlAt(signIn.expiresAt) };
      const put: TransactItem = { Put: { TableName: table, Item } };
      const known = signIn.deviceId === undefined ? [] : [stillKnown(table, deviceKey(personId, signIn.deviceId))];
      const steps = [put, ...known].map((item) => ({ label: 'kept', item }));
      return (await transact(documents, steps)).length === 0;
    },
    find: async (personId, tokenId) => await read(SignIn, tokenKey(personId, tokenId)),
    remember: async (personId, device, now) => {
      const until = new Date(now.getTime() + days30).toISOString();
      const Item = { ...deviceKey(personId, device.deviceId), ...device, until, ttl: ttlAt(until) };
      await transact(documents, [{ label: 'remembered', item: { Put: { TableName: table, Item } } }]);
    },
    device: async (personId, deviceId) => await read(Device, deviceKey(personId, deviceId)),
    end: async (personId, tokenId, deviceId) => {
      if (deviceId !== undefined) await remove(deviceKey(personId, deviceId));
      await remove(tokenKey(personId, tokenId));
    },
    endAll: async (personId) => {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `SIGNIN#${personId}` },
        ConsistentRead: true,
      };
      // Devices first (they sort before tokens): none of them makes a new sign-in behind our back.
      for await (const page of paginateQuery({ client: documents }, query))
        for (const { pk, sk } of page.Items ?? []) await remove({ pk: String(pk), sk: String(sk) });
    },
  };
}

function stillKnown(table: string, Key: { pk: string; sk: string }): TransactItem {
  return { ConditionCheck: { TableName: table, Key, ConditionExpression: 'attribute_exists(pk)' } };
}

export function signIns(): SignIns {
  return signInsTable(documents(), settings().peopleTable);
}
