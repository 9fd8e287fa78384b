import { serviceError } from '../service-error.ts';
import type { Store } from '../store.ts';

/** A user as `AdminGetUser` answers it. */
export interface PoolUser {
  readonly Username: string;
  readonly sub: string;
  readonly UserStatus: string;
  readonly Enabled: boolean;
}

/** A sign-in under way; each answer takes it and leaves another one or none. */
export interface PoolSession {
  readonly pool: string;
  readonly client: string;
  readonly username: string;
  readonly results: readonly object[];
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What the local user pools keep: users, and sign-ins under way. */
export class PoolRecords {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  find(pool: string, name: string): PoolUser | undefined {
    const row = this.store.db.prepare('SELECT body FROM pool_users WHERE pool = ? AND name = ?').get(pool, name);
    return row === undefined ? undefined : (JSON.parse(String(row.body)) as PoolUser);
  }

  /** Throws UserNotFoundException. */
  user(pool: string, name: string): PoolUser {
    const user = this.find(pool, name);
    if (!user) throw serviceError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  /** Throws UsernameExistsException. */
  addUser(pool: string, user: PoolUser): PoolUser {
    if (this.find(pool, user.Username)) throw serviceError('UsernameExistsException', 'User account already exists');
    return this.keepUser(pool, user);
  }

  keepUser(pool: string, user: PoolUser): PoolUser {
    this.store.db
      .prepare('INSERT OR REPLACE INTO pool_users (pool, name, body) VALUES (?, ?, ?)')
      .run(pool, user.Username, JSON.stringify(user));
    return user;
  }

  keepSession(session: string, body: PoolSession): void {
    this.store.db.prepare('INSERT INTO pool_sessions (session, body) VALUES (?, ?)').run(session, JSON.stringify(body));
  }

  /** A session is answered once. */
  takeSession(session: string): PoolSession | undefined {
    const row = this.store.db.prepare('DELETE FROM pool_sessions WHERE session = ? RETURNING body').get(session);
    return row === undefined ? undefined : (JSON.parse(String(row.body)) as PoolSession);
  }
}
