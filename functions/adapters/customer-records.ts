import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { NewRecord } from '../../domain/cases/move.ts';
import { CustomerErased } from '../../events/customer-erased.ts';
import { CustomerErasureRequested } from '../../events/customer-erasure-requested.ts';
import { CustomerExported } from '../../events/customer-exported.ts';
import { documents } from '../runtime/clients.ts';
import { newId } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';
import { LogRecord, recordItem } from './log-records.ts';
import { transact } from './transaction.ts';

type Asked = ReturnType<typeof CustomerErasureRequested.record>['data'];
type Done = ReturnType<typeof CustomerErased.record>['data'];

/** What was done with customers' own data, who did it and when: records of ids only, each of a log of its own. */
export interface CustomerRecords {
  exported(asked: Asked, now: Date): Promise<void>;
  /** The new erasure's id. */
  requestErasure(asked: Asked, now: Date): Promise<string>;
  /** Says that an erasure is done; saying it again changes nothing. */
  erased(erasureId: string, done: Done, now: Date): Promise<void>;
  read(erasureId: string): Promise<{ readonly asked: Asked; readonly done?: Done } | undefined>;
}

export function customerRecordsTable(documents: DynamoDBDocumentClient, table: string): CustomerRecords {
  const append = async (id: string, version: number, record: NewRecord, now: Date) => {
    const place = { pk: `PRIVACY#${id}`, owner: id, version, at: now.toISOString() };
    await transact(documents, [{ label: 'record', item: recordItem(table, place, record) }]);
  };
  return {
    exported: async (asked, now) => await append(newId(), 1, CustomerExported.record(asked), now),
    requestErasure: async (asked, now) => {
      const erasureId = newId();
      await append(erasureId, 1, CustomerErasureRequested.record(asked), now);
      return erasureId;
    },
    erased: async (erasureId, done, now) => await append(erasureId, 2, CustomerErased.record(done), now),
    read: async (erasureId) => {
      const query = { TableName: table, KeyConditionExpression: 'pk = :pk', ConsistentRead: true };
      const { Items = [] } = await documents.send(
        new QueryCommand({ ...query, ExpressionAttributeValues: { ':pk': `PRIVACY#${erasureId}` } }),
      );
      const [asked, done] = Items.map((item) => LogRecord.parse(item));
      if (asked?.type !== CustomerErasureRequested.type) return undefined;
      return { asked: CustomerErasureRequested.data.parse(asked.data), ...(done ? { done: CustomerErased.data.parse(done.data) } : {}) };
    },
  };
}

export function customerRecords(): CustomerRecords {
  return customerRecordsTable(documents(), settings().casesTable);
}
