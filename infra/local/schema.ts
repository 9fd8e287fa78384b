import type { Store } from './store.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, due INTEGER NOT NULL, turn INTEGER NOT NULL,
    lane TEXT, payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS jobs_due ON jobs (due, turn, id);
  CREATE INDEX IF NOT EXISTS jobs_lane ON jobs (lane) WHERE lane IS NOT NULL;
  CREATE TABLE IF NOT EXISTS stream_records (seq INTEGER PRIMARY KEY AUTOINCREMENT, mapping TEXT NOT NULL, shard INTEGER NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS stream_records_shard ON stream_records (mapping, shard, seq);
  CREATE TABLE IF NOT EXISTS bus_events (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, bus TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS executions (arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, caseId TEXT, status TEXT NOT NULL,
    startedAt INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS executions_case ON executions (caseId);
  CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, execution TEXT NOT NULL, invocation TEXT NOT NULL, state TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS mailbox (id INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS recordings (id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS charges (paymentId TEXT PRIMARY KEY, captured INTEGER NOT NULL, currency TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS refunds (refundId TEXT PRIMARY KEY, paymentId TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, caseId TEXT, origin TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS refund_calls (id INTEGER PRIMARY KEY AUTOINCREMENT, refundId TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS idempotency_keys (key TEXT PRIMARY KEY, params TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS logs (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS dead_letters (id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS faults (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, remaining INTEGER, until INTEGER, drawn INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS effects (name TEXT PRIMARY KEY, seen INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS pool_users (pool TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (pool, name));
  CREATE TABLE IF NOT EXISTS pool_sessions (session TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS uploads (bucket TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (bucket, key));
`;

/** Creates what the local cloud keeps besides the DynamoDB tables; harmless on a file that has it. */
export function createSchema(store: Store): void {
  store.db.exec(TABLES);
}

/** One remembered value of the local cloud itself, such as its virtual time. */
export function readMeta(store: Store, key: string): string | undefined {
  const row = store.db.prepare('SELECT value FROM meta WHERE key = ?').get(key);
  return row === undefined ? undefined : String(row.value);
}

export function writeMeta(store: Store, key: string, value: string): void {
  store.db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}
