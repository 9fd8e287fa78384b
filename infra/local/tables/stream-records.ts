import { hash } from 'node:crypto';
import { type StoredItem, toStored } from './attribute-values.ts';
import type { Rows } from './item-rows.ts';
import { itemSize } from './item-size.ts';
import { LOCAL_REGION, type TableDefinition } from './table-definition.ts';

/** One change of one item, as a function behind the table's stream receives it; attributes in DynamoDB's JSON, binaries in base64. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: {
    /** Epoch seconds. */
    ApproximateCreationDateTime: number;
    Keys: StoredItem;
    NewImage?: StoredItem;
    OldImage?: StoredItem;
    /** Digits of constant length, so that text order is commit order. */
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: string;
  };
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
}

/** An item before and after a change; one of the two is absent when the item was created or removed. */
export interface Change {
  before: StoredItem | undefined;
  after: StoredItem | undefined;
}

/** Who makes the records: numbers them across restarts, and stamps them with the time of `now` (epoch milliseconds). */
export function openStreams({ sql }: Rows, now: () => number) {
  sql('CREATE TABLE IF NOT EXISTS dynamodb_sequence (last INTEGER NOT NULL)').run();
  sql('INSERT INTO dynamodb_sequence SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM dynamodb_sequence)').run();

  const nextNumber = (): string => {
    const last = sql('UPDATE dynamodb_sequence SET last = last + 1 RETURNING last').get()?.last;
    return `1${String(last).padStart(20, '0')}`;
  };

  /** The record of a change, or nothing when the table has no stream. */
  return (table: TableDefinition, { before, after }: Change, expired: boolean): StreamRecord | undefined => {
    const StreamViewType = table.StreamSpecification?.StreamViewType;
    const image = after ?? before;
    if (!StreamViewType || !image) return undefined;
    const Keys = Object.fromEntries(table.KeySchema.map(({ AttributeName }) => [AttributeName, image[AttributeName] ?? {}]));
    const NewImage = StreamViewType.startsWith('NEW') ? after : undefined;
    const OldImage = StreamViewType.endsWith('OLD_IMAGES') || StreamViewType === 'OLD_IMAGE' ? before : undefined;
    const SequenceNumber = nextNumber();
    const record: StreamRecord = {
      eventID: hash('md5', `${table.TableName}/${SequenceNumber}`),
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: LOCAL_REGION,
      eventSourceARN: table.LatestStreamArn ?? '',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now() / 1000),
        Keys,
        ...(NewImage && { NewImage }),
        ...(OldImage && { OldImage }),
        SequenceNumber,
        SizeBytes: itemSize(Keys) + itemSize(NewImage ?? {}) + itemSize(OldImage ?? {}),
        StreamViewType,
      },
      ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    };
    // A copy: whoever hears it may change it while the answer still carries the same item.
    return toStored(record) as StreamRecord;
  };
}
