import { DatabaseSync } from 'node:sqlite';

/** The one SQLite file of the local cloud: everything that must commit together is written inside one `transaction`. */
export interface Store {
  readonly db: DatabaseSync;
  /** Runs `work` in one SQLite transaction; nested calls join the outer one. Throws what `work` throws, after rolling back. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens the store at `file`, or in memory when no file is given. Survives SIGKILL: write-ahead log, every commit synced to the OS. */
export function openStore(file = ':memory:'): Store {
  const db = new DatabaseSync(file);
  // What is deleted is overwritten, so that erasing a customer leaves nothing in the file.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000; PRAGMA secure_delete = ON;');
  let depth = 0;
  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work();
    db.exec('BEGIN IMMEDIATE');
    depth += 1;
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    } finally {
      depth -= 1;
    }
  };
  return { db, transaction, close: () => db.close() };
}
