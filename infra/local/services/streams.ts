import { createHash } from 'node:crypto';
import type { SystemClock } from '../clock.ts';
import type { Guard } from '../guarded.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import type { Store } from '../store.ts';
import type { StreamRecord } from '../tables/stream-records.ts';
import type { MappingModel } from '../template/model.ts';
import { guardedInvoke, type SendTo } from './asynchronous.ts';
import { matches } from './event-pattern.ts';
import type { Lambda } from './lambda.ts';

const SHARDS = 4;

interface Reading {
  readonly mapping: string;
  readonly shard: number;
  /** How often the first records in line have failed, and how many of them to try next. */
  readonly failures: number;
  readonly limit: number;
  readonly tag: 'reading';
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly record: StreamRecord;
}

/** Table streams: a record waits in its shard until its function took it, in order, or until the mapping gives it up. */
export class Streams {
  private readonly of: {
    store: Store;
    clock: SystemClock;
    queue: RunQueue;
    guard: Guard;
    lambda: Lambda;
    mappings: readonly MappingModel[];
    sendTo: SendTo;
  };

  constructor(of: Streams['of']) {
    this.of = of;
    of.queue.handlers.set('stream', (job) => this.read(job));
  }

  /** Hears a change inside its transaction. */
  append(table: string, record: StreamRecord): void {
    const shard =
      (createHash('md5')
        .update(JSON.stringify(Object.values(record.dynamodb.Keys)[0]))
        .digest()[0] ?? 0) % SHARDS;
    for (const mapping of this.of.mappings) {
      if (mapping.table !== table) continue;
      if (mapping.filters.length > 0 && !mapping.filters.some((filter) => matches(filter, record))) continue;
      const { store, clock } = this.of;
      store.db
        .prepare('INSERT INTO stream_records (mapping, shard, at, record) VALUES (?, ?, ?, ?)')
        .run(mapping.id, shard, clock.now(), JSON.stringify(record));
      this.wake(mapping, shard);
    }
  }

  private wake(mapping: MappingModel, shard: number): void {
    const lane = `stream:${mapping.id}:${shard}`;
    const waiting = this.of.store.db.prepare('SELECT 1 FROM jobs WHERE lane = ?').get(lane);
    if (waiting !== undefined) return;
    const reading: Reading = { mapping: mapping.id, shard, failures: 0, limit: mapping.batchSize, tag: 'reading' };
    this.of.queue.add({ kind: 'stream', lane, payload: reading, due: this.of.clock.now() + pollingDelay(this.of.clock) });
  }

  private async read({ payload }: Job): Promise<Outcome> {
    const reading = payload as Reading;
    const mapping = this.of.mappings.find(({ id }) => id === reading.mapping);
    if (mapping === undefined) return {};
    const rows = this.rows(reading);
    if (rows.length === 0) return this.proceed(mapping, reading, []);
    const { guard, lambda } = this.of;
    const duplicate = guard.faults.strike({ by: 'local', service: 'table', operation: 'stream' }, ['duplicate']);
    const records = rows.flatMap(({ record }) => (duplicate ? [record, record] : [record]));
    const result = await guardedInvoke(guard, lambda, lambda.find(mapping.functionName), { Records: records });
    const taken = result.ok ? takenOf(rows, mapping.reportsItems ? result.output : undefined) : 0;
    if (taken === rows.length) return this.proceed(mapping, reading, rows);
    if (taken > 0) return this.proceed(mapping, reading, rows.slice(0, taken));
    return this.afterFailure(mapping, reading, rows, result.ok ? 'the function reported failed items' : result.error);
  }

  private rows({ mapping, shard, limit }: Reading): Row[] {
    return this.of.store.db
      .prepare('SELECT seq, at, record FROM stream_records WHERE mapping = ? AND shard = ? ORDER BY seq LIMIT ?')
      .all(mapping, shard, limit)
      .map((row) => ({ seq: Number(row.seq), at: Number(row.at), record: JSON.parse(String(row.record)) as StreamRecord }));
  }

  /** Removes the records that are done with; what came meanwhile is read next. */
  private proceed(mapping: MappingModel, reading: Reading, done: readonly Row[], message?: unknown): Outcome {
    const last = done.at(-1)?.seq ?? 0;
    const { store, sendTo } = this.of;
    return {
      commit: () => {
        store.db.prepare('DELETE FROM stream_records WHERE mapping = ? AND shard = ? AND seq <= ?').run(mapping.id, reading.shard, last);
        if (message !== undefined && mapping.onFailure !== undefined) sendTo(mapping.onFailure, message);
        if (this.rows({ ...reading, limit: 1 }).length > 0) this.wake(mapping, reading.shard);
      },
    };
  }

  private afterFailure(mapping: MappingModel, reading: Reading, rows: readonly Row[], error: unknown): Outcome {
    if (mapping.bisect && rows.length > 1) return { againAt: this.soon(0), payload: { ...reading, limit: Math.ceil(rows.length / 2) } };
    const tooOld = this.of.clock.now() - (rows[0]?.at ?? 0) > mapping.maxAgeSeconds * 1000;
    if (tooOld || (mapping.retries >= 0 && reading.failures >= mapping.retries)) {
      return this.proceed(mapping, reading, rows, { mapping: mapping.id, error, records: rows.map(({ record }) => record) });
    }
    return { againAt: this.soon(reading.failures), payload: { ...reading, limit: rows.length, failures: reading.failures + 1 } };
  }

  private soon(failures: number): number {
    return this.of.clock.now() + (failures === 0 ? 0 : Math.min(60_000, 100 * 2 ** failures));
  }
}

/**
 * Streams are polled, not pushed, here as on AWS. The delay differs from time to time so that what happens behind the scenes of one
 * request never falls on the next one: whoever measures the front door must not learn from it whether an order exists.
 */
function pollingDelay(clock: SystemClock): number {
  return clock.mode === 'virtual' ? 0 : 20 + Math.floor(Math.random() * 40);
}

/** How many rows from the front the function took: all, or those before the first that it reported. */
function takenOf(rows: readonly Row[], output: unknown): number {
  const failures = (output as { batchItemFailures?: { itemIdentifier: string }[] } | undefined)?.batchItemFailures ?? [];
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const first = rows.findIndex(({ record }) => failed.has(record.dynamodb.SequenceNumber));
  return first < 0 ? (failed.size > 0 ? 0 : rows.length) : first;
}
