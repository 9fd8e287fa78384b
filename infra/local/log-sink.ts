import type { SystemClock } from './clock.ts';
import type { Store } from './store.ts';

/** Keeps what functions log, with when and by whom: a JSON line as it is, any other text as `message`. */
export class LogSink {
  private readonly store: Store;
  private readonly clock: SystemClock;

  constructor(store: Store, clock: SystemClock) {
    this.store = store;
    this.clock = clock;
  }

  add(by: string, line: string, level: 'info' | 'error'): void {
    let entry: Record<string, unknown>;
    try {
      const read: unknown = JSON.parse(line);
      entry = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : { message: line };
    } catch {
      entry = { level: level.toUpperCase(), message: line };
    }
    const body = JSON.stringify({ ...entry, at: new Date(this.clock.now()).toISOString(), by });
    this.store.db.prepare('INSERT INTO logs (body) VALUES (?)').run(body);
  }

  /** Oldest first. */
  all(): unknown[] {
    return this.store.db
      .prepare('SELECT body FROM logs ORDER BY id')
      .all()
      .map(({ body }) => JSON.parse(String(body)));
  }
}
