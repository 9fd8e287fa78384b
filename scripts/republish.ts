import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { LogRecord } from '../functions/adapters/log-records.ts';
import { batchesOf, busEntry } from '../functions/events/bus-entry.ts';

export interface Republishing {
  readonly documents: DynamoDBDocumentClient;
  readonly bus: Pick<EventBridgeClient, 'send'>;
  readonly table: string;
  readonly busName: string;
  /** RFC 3339 in UTC: records from this instant on. */
  readonly since: string;
}

const tries = 5;

/** Puts every log record since an instant on the bus again, oldest first, each with its own event id: whoever heard it before ignores it. */
export async function republish({ documents, bus, table, busName, since }: Republishing): Promise<number> {
  const found: LogRecord[] = [];
  const scan = {
    TableName: table,
    FilterExpression: 'begins_with(sk, :log) AND occurredAt >= :since',
    ExpressionAttributeValues: { ':log': 'LOG#', ':since': since },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateScan({ client: documents }, scan)) {
    found.push(...Items.map((item) => LogRecord.parse(item)));
  }
  found.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.caseId.localeCompare(b.caseId) || a.version - b.version);
  for (const batch of batchesOf(found.map((record) => ({ entry: busEntry(record, busName) })))) {
    await put(
      bus,
      batch.map(({ entry }) => entry),
    );
  }
  return found.length;
}

/** Puts entries; those that the bus did not take are put again. Throws when some are never taken. */
async function put(bus: Republishing['bus'], entries: readonly PutEventsRequestEntry[]): Promise<void> {
  let left = [...entries];
  for (let attempt = 0; attempt < tries && left.length > 0; attempt += 1) {
    const { Entries = [] } = await bus.send(new PutEventsCommand({ Entries: left }));
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
  }
  if (left.length > 0) throw new Error(`the bus did not take ${left.length} events; run the command again`);
}
