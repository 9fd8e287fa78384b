import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DeleteSuppressedDestinationCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { buckets, documents, mails } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

interface Key {
  readonly pk: string;
  readonly sk: string;
}
/** An item of table `people` as it is kept. */
export type KeptItem = Readonly<Record<string, unknown>> & Key;

/** Whatever is held about a person: all of it stands under an order, under its cases, or under an upload of theirs. */
export interface PersonalData {
  /** Everything under an order and its cases, as it is kept. */
  held(orderId: string, caseIds: readonly string[]): Promise<readonly KeptItem[]>;
  /** From now on nothing personal is kept about the order. False when there is no such order. */
  close(orderId: string, now: Date): Promise<boolean>;
  /** Takes `close` back: a case was opened before it, and still needs its customer. */
  reopen(orderId: string): Promise<void>;
  /** Deletes the items, and the files named by their ids. Repeating it is harmless. */
  erase(items: readonly Key[], uploadIds: readonly string[]): Promise<void>;
  /** The mail service forgets the address: SES keeps one that bounced or complained on its suppression list. */
  forgetAddress(email: string): Promise<void>;
}

interface Places {
  readonly cases: string;
  readonly people: string;
  readonly bucket: () => string;
}

export function personalData(documents: DynamoDBDocumentClient, files: S3Client, mail: () => SESv2Client, places: Places): PersonalData {
  const under = async (pk: string): Promise<KeptItem[]> => {
    const query = {
      TableName: places.people,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    };
    const items: KeptItem[] = [];
    for await (const page of paginateQuery({ client: documents }, query)) items.push(...((page.Items ?? []) as KeptItem[]));
    return items;
  };
  const remove = async ({ pk, sk }: Key) => {
    await documents.send(new DeleteCommand({ TableName: places.people, Key: { pk, sk } }));
  };
  return {
    held: async (orderId, caseIds) => (await Promise.all([`ORDER#${orderId}`, ...caseIds.map((id) => `CASE#${id}`)].map(under))).flat(),
    close: async (orderId, now) =>
      await marked(documents, places.cases, orderId, {
        UpdateExpression: 'SET erasedAt = if_not_exists(erasedAt, :now), revision = if_not_exists(revision, :none) + :one',
        ExpressionAttributeValues: { ':now': now.toISOString(), ':none': 0, ':one': 1 },
      }),
    reopen: async (orderId) => {
      await marked(documents, places.cases, orderId, {
        UpdateExpression: 'SET revision = if_not_exists(revision, :none) + :one REMOVE erasedAt',
        ExpressionAttributeValues: { ':none': 0, ':one': 1 },
      });
    },
    erase: async (items, uploadIds) => {
      for (const uploadId of uploadIds) {
        await files.send(new DeleteObjectCommand({ Bucket: places.bucket(), Key: `uploads/${uploadId}` }));
        await remove({ pk: `UPLOAD#${uploadId}`, sk: 'UPLOAD' });
      }
      for (const item of items) await remove(item);
    },
    forgetAddress: async (email) => {
      try {
        await mail().send(new DeleteSuppressedDestinationCommand({ EmailAddress: email }));
      } catch (error) {
        // The usual case: the address was never on the list.
        if (!(error instanceof Error) || error.name !== 'NotFoundException') throw error;
      }
    },
  };
}

/** Changes the order's mark; false when there is no such order. */
async function marked(
  documents: DynamoDBDocumentClient,
  table: string,
  orderId: string,
  change: Pick<ConstructorParameters<typeof UpdateCommand>[0], 'UpdateExpression' | 'ExpressionAttributeValues'>,
): Promise<boolean> {
  const Key = { pk: `ORDER#${orderId}`, sk: 'ORDER' };
  try {
    await documents.send(new UpdateCommand({ TableName: table, Key, ...change, ConditionExpression: 'attribute_exists(pk)' }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

export function keptPersonalData(): PersonalData {
  const { casesTable, peopleTable } = settings();
  return personalData(documents(), buckets(), mails, { cases: casesTable, people: peopleTable, bucket: () => settings().uploadsBucket });
}
