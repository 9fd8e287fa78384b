/** How often an operation read from a table, and how many items it evaluated (before any filter). */
export interface ReadCount {
  calls: number;
  items: number;
}

/** Reads since the last reset. */
export interface ReadCounts {
  /** By table, then by operation. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, ReadCount>>>>;
  readonly total: ReadCount;
  reset(): void;
}

/** A new set of counters, all at nothing. */
export function countReads(): ReadCounts & { add(table: string, operation: string, items: number): void } {
  const tables: Record<string, Record<string, ReadCount>> = {};
  const total = { calls: 0, items: 0 };
  return {
    tables,
    total,
    add(table, operation, items) {
      const perTable = tables[table] ?? {};
      const count = perTable[operation] ?? { calls: 0, items: 0 };
      tables[table] = perTable;
      perTable[operation] = count;
      for (const counter of [count, total]) {
        counter.calls += 1;
        counter.items += items;
      }
    },
    reset() {
      for (const table of Object.keys(tables)) delete tables[table];
      total.calls = 0;
      total.items = 0;
    },
  };
}
