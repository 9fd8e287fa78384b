import type { Chance } from './chance.ts';
import type { SystemClock } from './clock.ts';
import type { Store } from './store.ts';

/** Something that is to happen at `due` (epoch ms). Jobs of one `lane` never run side by side. */
export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly due: number;
  readonly lane: string | undefined;
  readonly payload: unknown;
  readonly attempts: number;
}

export interface NewJob {
  readonly kind: string;
  readonly payload: unknown;
  readonly due?: number;
  readonly lane?: string;
}

/** What a job leads to: `commit` runs in the transaction that removes it; with `againAt` it stays and runs again then. */
export interface Outcome {
  readonly commit?: () => void;
  /** Runs when that transaction is through. */
  readonly committed?: () => void;
  readonly againAt?: number;
  readonly payload?: unknown;
}

export type Handler = (job: Job) => Promise<Outcome> | Outcome;

/** The jobs table: nothing is forgotten by a crash, and a job is removed together with what it did. */
export class RunQueue {
  readonly handlers = new Map<string, Handler>();
  private readonly store: Store;
  private readonly clock: SystemClock;
  private readonly chance: Chance;
  private listener: () => void = () => {};

  constructor(store: Store, clock: SystemClock, chance: Chance) {
    this.store = store;
    this.clock = clock;
    this.chance = chance;
  }

  /** Tells somebody that there may be work; called after each new job. */
  onWork(listener: () => void): void {
    this.listener = listener;
  }

  /** Joins the transaction under way. In virtual time jobs due together run in a seeded order, a lane's in the order they came. */
  add(job: NewJob): number {
    const due = job.due ?? this.clock.now();
    const turn = this.clock.mode === 'virtual' && job.lane === undefined ? Math.floor(this.chance.next() * 1_000_000) : 0;
    const added = this.store.db
      .prepare('INSERT INTO jobs (kind, due, turn, lane, payload) VALUES (?, ?, ?, ?, ?)')
      .run(job.kind, due, turn, job.lane ?? null, JSON.stringify(job.payload));
    this.listener();
    return Number(added.lastInsertRowid);
  }

  /** Takes back the jobs of a lane, or of one sort (`tag`) within it. */
  cancel(lane: string, tag?: string): void {
    const sql = "DELETE FROM jobs WHERE lane = ? AND (? IS NULL OR json_extract(payload, '$.tag') = ?)";
    this.store.db.prepare(sql).run(lane, tag ?? null, tag ?? null);
  }

  remove(id: number): void {
    this.store.db.prepare('DELETE FROM jobs WHERE id = ?').run(id);
  }

  /** The jobs due at `instant`, in the order in which they are to run. */
  due(instant: number, limit: number): Job[] {
    return this.store.db
      .prepare('SELECT id, kind, due, lane, payload, attempts FROM jobs WHERE due <= ? ORDER BY due, turn, id LIMIT ?')
      .all(instant, limit)
      .map((row) => ({
        id: Number(row.id),
        kind: String(row.kind),
        due: Number(row.due),
        lane: row.lane === null ? undefined : String(row.lane),
        payload: JSON.parse(String(row.payload)),
        attempts: Number(row.attempts),
      }));
  }

  /** When the next job is due, if there is one. */
  nextDue(): number | undefined {
    const due = this.store.db.prepare('SELECT min(due) AS due FROM jobs').get()?.due;
    return due === null || due === undefined ? undefined : Number(due);
  }

  count(kind: string): number {
    return Number(this.store.db.prepare('SELECT count(*) AS n FROM jobs WHERE kind = ?').get(kind)?.n);
  }

  /** Runs one job and commits what it did. An error that no handler expected is told and tried again a little later. */
  async run(job: Job): Promise<void> {
    const handler = this.handlers.get(job.kind);
    if (handler === undefined) throw new Error(`No handler for jobs of kind "${job.kind}"`);
    let outcome: Outcome;
    try {
      outcome = await handler(job);
    } catch (error) {
      process.stderr.write(`local cloud: ${job.kind} failed and is tried again: ${error instanceof Error ? error.stack : String(error)}\n`);
      outcome = { againAt: this.clock.now() + Math.min(60_000, 100 * 2 ** Math.min(job.attempts, 10)) };
    }
    this.store.transaction(() => {
      if (outcome.againAt === undefined) this.remove(job.id);
      else
        this.store.db
          .prepare('UPDATE jobs SET due = ?, attempts = attempts + 1, payload = ? WHERE id = ?')
          .run(outcome.againAt, JSON.stringify(outcome.payload ?? job.payload), job.id);
      outcome.commit?.();
    });
    outcome.committed?.();
  }
}
