import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { LogRecord } from '../adapters/log-records.ts';
import { buses } from '../runtime/clients.ts';
import { errorFields, log } from '../runtime/logger.ts';
import { settings } from '../runtime/settings.ts';
import { withTrace } from '../runtime/trace.ts';
import { connected, wrapped } from '../runtime/wrapped.ts';
import { batchesOf, busEntry } from './bus-entry.ts';

interface Bus {
  readonly client: Pick<EventBridgeClient, 'send'>;
  readonly busName: string;
}

const connect = connected((): Bus => ({ client: buses(), busName: settings().busName }));

/** Puts every inserted log record on the bus: the audit record is the event. The only caller of PutEvents besides `npm run announce`. */
export const handler = wrapped<DynamoDBStreamEvent, DynamoDBBatchResponse>(
  { done: 'records relayed', failed: 'records failed', traceOf: (_event, context) => context.awsRequestId ?? '-' },
  async (event) => await run(event, connect()),
);

/** Relays a batch of the stream. Stops at the first record that fails: Lambda repeats from there, and repeats are harmless. */
export async function run({ Records }: DynamoDBStreamEvent, bus: Bus): Promise<DynamoDBBatchResponse> {
  const read = readable(Records, bus.busName);
  for (const batch of batchesOf(read.entries)) {
    const failed = await failedOf(batch, bus);
    if (failed) return { batchItemFailures: [{ itemIdentifier: failed }] };
  }
  return { batchItemFailures: read.unreadable === undefined ? [] : [{ itemIdentifier: read.unreadable }] };
}

interface Entry {
  readonly entry: ReturnType<typeof busEntry>;
  readonly at: string;
  readonly record: LogRecord;
}

/** The entries before the first record that is no log record, and where that one stands. */
function readable(records: readonly DynamoDBRecord[], busName: string): { entries: Entry[]; unreadable?: string } {
  const entries: Entry[] = [];
  for (const { dynamodb } of records) {
    const at = dynamodb?.SequenceNumber ?? '';
    const record = LogRecord.safeParse(unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
    if (!record.success) {
      log('records failed', errorFields(record.error));
      return { entries, unreadable: at };
    }
    entries.push({ entry: busEntry(record.data, busName), at, record: record.data });
  }
  return { entries };
}

/** Puts one batch; the sequence number of the first entry that the bus did not take, if any. */
async function failedOf(batch: readonly Entry[], { client }: Bus): Promise<string | undefined> {
  try {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }));
    const first = Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
    if (first >= 0) log('records failed', { error: Entries[first]?.ErrorCode ?? '', count: batch.length });
    for (const { record } of first < 0 ? batch : batch.slice(0, first)) tellOf(record);
    return first < 0 ? undefined : batch[first]?.at;
  } catch (error) {
    log('records failed', { ...errorFields(error), count: batch.length });
    return batch[0]?.at;
  }
}

/** Under the trace of the request that wrote the record, so that the logs of a case join across the bus. */
function tellOf({ traceId, caseId, type, eventId, version }: LogRecord): void {
  withTrace(traceId, () => log('record relayed', { caseId, type, eventId, version }));
}
