import { seededChance } from './chance.ts';
import type { SystemClock } from './clock.ts';
import { type Effect, effectName } from './effects.ts';
import type { Fault } from './fault-modes.ts';
import type { Store } from './store.ts';

interface Planted {
  readonly id: number;
  readonly fault: Fault;
  remaining: number | undefined;
  readonly until: number | undefined;
  drawn: number;
}

/** The faults that tests planted; kept in the store, so that a kill after the first does not bring it back. */
export class Faults {
  private readonly store: Store;
  private readonly clock: SystemClock;
  private planted: Planted[];

  constructor(store: Store, clock: SystemClock) {
    this.store = store;
    this.clock = clock;
    this.planted = store.db
      .prepare('SELECT * FROM faults ORDER BY id')
      .all()
      .map((row) => ({
        id: Number(row.id),
        fault: JSON.parse(String(row.body)) as Fault,
        remaining: row.remaining === null ? undefined : Number(row.remaining),
        until: row.until === null ? undefined : Number(row.until),
        drawn: Number(row.drawn),
      }));
  }

  plant(fault: Fault): void {
    const remaining = fault.count ?? (fault.mode === 'skew' ? undefined : 1);
    const until = fault.seconds === undefined || fault.mode === 'skew' ? undefined : this.clock.now() + fault.seconds * 1000;
    const { lastInsertRowid } = this.store.db
      .prepare('INSERT INTO faults (body, remaining, until) VALUES (?, ?, ?)')
      .run(JSON.stringify(fault), remaining ?? null, until ?? null);
    this.planted.push({ id: Number(lastInsertRowid), fault, remaining, until, drawn: 0 });
  }

  clear(): void {
    this.store.db.exec('DELETE FROM faults');
    this.planted = [];
  }

  list(): (Fault & { remaining?: number })[] {
    return this.planted.map(({ fault, remaining }) => ({ ...fault, ...(remaining === undefined ? {} : { remaining }) }));
  }

  /** Is a fault planted for exactly this function, rather than for any? */
  names(effect: Effect): boolean {
    return this.planted.some(
      ({ fault }) => fault.effect === effectName(effect) || (fault.service === effect.service && fault.operation === effect.by),
    );
  }

  /** The fault that strikes this call, if any; it counts as used. `modes` are those that make sense at this moment. */
  strike(effect: Effect, modes: readonly string[]): Fault | undefined {
    for (const planted of this.planted) {
      if (!modes.includes(planted.fault.mode) || !this.concerns(planted, effect)) continue;
      if (planted.fault.seed !== undefined && !this.drawn(planted, planted.fault.seed)) continue;
      this.use(planted);
      return planted.fault;
    }
    return undefined;
  }

  private concerns({ fault, until }: Planted, effect: Effect): boolean {
    if (fault.service !== effect.service || (until !== undefined && this.clock.now() > until)) return false;
    if (fault.effect !== undefined && fault.effect !== effectName(effect)) return false;
    return fault.operation === undefined || fault.operation === effect.operation || fault.operation === effect.by;
  }

  private drawn(planted: Planted, seed: number): boolean {
    planted.drawn += 1;
    this.store.db.prepare('UPDATE faults SET drawn = ? WHERE id = ?').run(planted.drawn, planted.id);
    return seededChance(seed * 7919 + planted.drawn).next() < 0.5;
  }

  private use(planted: Planted): void {
    if (planted.remaining === undefined) return;
    planted.remaining -= 1;
    if (planted.remaining > 0) this.store.db.prepare('UPDATE faults SET remaining = ? WHERE id = ?').run(planted.remaining, planted.id);
    else {
      this.store.db.prepare('DELETE FROM faults WHERE id = ?').run(planted.id);
      this.planted = this.planted.filter((each) => each !== planted);
    }
  }
}
