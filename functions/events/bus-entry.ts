import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { LogRecord } from '../adapters/log-records.ts';

/** What one PutEvents call takes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const mostEntries = 10;
const mostBytes = 256 * 1024;

/** A log record as the bus carries it. The record is the event: same id, same instant, however often it is put. */
export function busEntry(record: LogRecord, busName: string): PutEventsRequestEntry {
  const { type, data, ...metadata } = record;
  return {
    EventBusName: busName,
    Source: 'redress',
    DetailType: type,
    Time: new Date(record.occurredAt),
    Detail: JSON.stringify({ metadata, data }),
  };
}

/** Cuts records into batches that PutEvents takes, in their order. */
export function batchesOf<T extends { readonly entry: PutEventsRequestEntry }>(all: readonly T[]): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const one of all) {
    const size = sizeOf(one.entry);
    const current = batches.at(-1);
    if (current && current.length < mostEntries && bytes + size <= mostBytes) {
      current.push(one);
      bytes += size;
    } else {
      batches.push([one]);
      bytes = size;
    }
  }
  return batches;
}

/** As AWS counts: 14 bytes for the time, and the UTF-8 of source, detail-type and detail. */
function sizeOf({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return 14 + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}
