import type { Store } from './store.ts';

/** One place where a function or workflow changes or asks something outside itself: `CloseReturn/table/TransactWriteItems/return.closed.v1`. */
export interface Effect {
  /** The function or workflow at work; `local` when the local cloud itself acts. */
  readonly by: string;
  readonly service: string;
  readonly operation: string;
  /** Which one of several that the operation may be: the first log record of a transaction. */
  readonly what?: string | undefined;
}

export const effectName = ({ by, service, operation, what }: Effect): string =>
  [by, service, operation, ...(what === undefined ? [] : [what])].join('/');

/** The effects seen so far: the list from which the kill tests take their places. */
export class EffectList {
  private readonly store: Store;
  private readonly known = new Map<string, number>();

  constructor(store: Store) {
    this.store = store;
    for (const row of store.db.prepare('SELECT name FROM effects').all()) this.known.set(String(row.name), 0);
  }

  saw(effect: Effect): void {
    const name = effectName(effect);
    if (!this.known.has(name)) this.store.db.prepare('INSERT OR IGNORE INTO effects (name, seen) VALUES (?, 1)').run(name);
    this.known.set(name, (this.known.get(name) ?? 0) + 1);
  }

  all(): (Effect & { effect: string })[] {
    return [...this.known.keys()].sort().map((effect) => {
      const [by = '', service = '', operation = '', what] = effect.split('/');
      return { effect, by, service, operation, ...(what === undefined ? {} : { what }) };
    });
  }
}
