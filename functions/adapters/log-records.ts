import * as z from 'zod';
import type { NewRecord } from '../../domain/cases/move.ts';
import { EventMetadata } from '../../events/define-event.ts';
import { currentTrace } from '../runtime/trace.ts';
import type { TransactItem } from './transaction.ts';

/** A record of a log, as stored: the event that the relay puts on the bus. */
export const LogRecord = EventMetadata.extend({ type: z.string(), data: z.record(z.string(), z.unknown()) });
export type LogRecord = z.infer<typeof LogRecord>;

/** `LOG#` and the version in six digits, so that the key orders the log. */
export function logKey(version: number): string {
  return `LOG#${String(version).padStart(6, '0')}`;
}

/** Where a record stands: its partition, the owner that events name as `caseId`, its place in the owner's log. */
export interface LogPlace {
  readonly pk: string;
  readonly owner: string;
  readonly version: number;
  readonly at: string;
  /** Seconds since 1970 when the record may vanish; only for lookups and sessions. */
  readonly ttl?: number;
}

/** The item that appends a record to a log. The event id follows from the place, so that a repeated write is the same event. */
export function recordItem(table: string, place: LogPlace, record: NewRecord): TransactItem {
  const { pk, owner, version, at, ttl } = place;
  const stored: LogRecord = {
    type: record.type,
    eventId: `${owner}.${version}`,
    occurredAt: at,
    caseId: owner,
    version,
    traceId: currentTrace(),
    data: record.data,
  };
  return {
    Put: {
      TableName: table,
      Item: { pk, sk: logKey(version), ...stored, ...(ttl === undefined ? {} : { ttl }) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
