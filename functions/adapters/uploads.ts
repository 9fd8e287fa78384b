import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import { buckets, documents } from '../runtime/clients.ts';
import { newId } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';
import { ttlAt } from './hashes.ts';
import { type TransactItem, transact } from './transaction.ts';

export const UploadType = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/heic']);
/** 10 MB. */
export const largestUpload = 10 * 1024 * 1024;
const presignedSeconds = 900;

const Upload = z.object({ uploadId: z.string(), orderId: z.string().optional(), type: UploadType.or(z.string()), size: z.int() });
/** A photo or label: where it belongs. The bytes are in the bucket under `uploads/<uploadId>`. */
export type Upload = z.infer<typeof Upload>;

export interface PlaceForUpload {
  readonly uploadId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Uploads {
  /** A presigned form for one file of that type, at most that large. */
  place(upload: { readonly type: string; readonly size: number; readonly orderId?: string }, now: Date): Promise<PlaceForUpload>;
  read(uploadId: string): Promise<Upload | undefined>;
  /** The file itself; undefined when nobody sent it. */
  bytes(uploadId: string): Promise<Uint8Array | undefined>;
}

export function uploadsBucket(
  documents: DynamoDBDocumentClient,
  client: S3Client,
  { people, bucket, uploadDays }: { readonly people: string; readonly bucket: () => string; readonly uploadDays: number },
): Uploads {
  return {
    place: async ({ type, size, orderId }, now) => {
      const uploadId = newId();
      const Item = { pk: `UPLOAD#${uploadId}`, sk: 'UPLOAD', uploadId, orderId, type, size, ttl: ttlAt(now, uploadDays * 86_400) };
      const put = (item: Record<string, unknown>): TransactItem => ({ Put: { TableName: people, Item: item } });
      // A photo is its customer's data also when they never sent the return: their order finds it.
      const link = { pk: `ORDER#${orderId}`, sk: `UPLOAD#${uploadId}`, uploadId, ttl: Item.ttl };
      const items = orderId === undefined ? [put(Item)] : [put(Item), put(link)];
      await transact(
        documents,
        items.map((item) => ({ label: 'upload', item })),
      );
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket(),
        Key: `uploads/${uploadId}`,
        Expires: presignedSeconds,
        Fields: { 'Content-Type': type },
        Conditions: [
          ['content-length-range', 1, size],
          ['eq', '$Content-Type', type],
        ],
      });
      return { uploadId, url, fields };
    },
    read: async (uploadId) => {
      const Key = { pk: `UPLOAD#${uploadId}`, sk: 'UPLOAD' };
      const { Item } = await documents.send(new GetCommand({ TableName: people, Key, ConsistentRead: true }));
      return Item && Upload.parse(Item);
    },
    bytes: async (uploadId) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket(), Key: `uploads/${uploadId}` }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
  };
}

export function uploads(): Uploads {
  return uploadsBucket(documents(), buckets(), {
    people: settings().peopleTable,
    bucket: () => settings().uploadsBucket,
    uploadDays: settings().retention.uploadDays,
  });
}
