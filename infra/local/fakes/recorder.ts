import type { SystemClock } from '../clock.ts';
import type { Store } from '../store.ts';

/** Keeps what was asked of a service that does nothing here (Slack, Connect, the shop's own webhooks). */
export class Recorder {
  private readonly store: Store;
  private readonly clock: SystemClock;
  private readonly channel: string;

  constructor(channel: 'slack' | 'connect' | 'webhooks', store: Store, clock: SystemClock) {
    this.channel = channel;
    this.store = store;
    this.clock = clock;
  }

  record(operation: string, input: unknown): void {
    const body = JSON.stringify({ at: new Date(this.clock.now()).toISOString(), operation, input });
    this.store.db.prepare('INSERT INTO recordings (channel, body) VALUES (?, ?)').run(this.channel, body);
  }

  /** Oldest first. */
  all(): unknown[] {
    return this.store.db
      .prepare('SELECT body FROM recordings WHERE channel = ? ORDER BY id')
      .all(this.channel)
      .map(({ body }) => JSON.parse(String(body)));
  }
}
