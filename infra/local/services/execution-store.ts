import type { Execution } from '../states/execution.ts';
import type { Store } from '../store.ts';

/** The case that an execution is about, found in its input. */
export function caseIdOf(input: unknown): string | undefined {
  const members = input as { metadata?: { caseId?: unknown }; detail?: { metadata?: { caseId?: unknown } }; caseId?: unknown } | null;
  const found = members?.metadata?.caseId ?? members?.detail?.metadata?.caseId ?? members?.caseId;
  return typeof found === 'string' ? found : undefined;
}

/** Executions, their history and their open task tokens. */
export class ExecutionStore {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  find(arn: string): Execution | undefined {
    const row = this.store.db.prepare('SELECT body FROM executions WHERE arn = ?').get(arn);
    return row === undefined ? undefined : (JSON.parse(String(row.body)) as Execution);
  }

  /** Oldest first; of one case when it is named. */
  list(caseId?: string): Execution[] {
    const where = caseId === undefined ? '' : 'WHERE caseId = ?';
    return this.store.db
      .prepare(`SELECT body FROM executions ${where} ORDER BY startedAt, rowid`)
      .all(...(caseId === undefined ? [] : [caseId]))
      .map(({ body }) => JSON.parse(String(body)) as Execution);
  }

  named(name: string): Execution | undefined {
    const row = this.store.db.prepare('SELECT arn FROM executions WHERE name = ?').get(name);
    return row === undefined ? undefined : this.find(String(row.arn));
  }

  insert(execution: Execution): void {
    this.store.db
      .prepare('INSERT INTO executions (arn, machine, name, caseId, status, startedAt, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        execution.arn,
        execution.machineArn,
        execution.name,
        caseIdOf(execution.input) ?? null,
        execution.status,
        execution.startedAt,
        JSON.stringify(execution),
      );
  }

  /** Writes an execution back, and closes the tokens that it no longer waits for. */
  update(execution: Execution): void {
    const { db } = this.store;
    db.prepare('UPDATE executions SET status = ?, body = ? WHERE arn = ?').run(execution.status, JSON.stringify(execution), execution.arn);
    const open = new Map<string, string>();
    for (const { waiting } of Object.values(execution.cursor.strands)) {
      if (execution.status === 'RUNNING' && waiting?.for === 'answer' && waiting.token !== undefined) open.set(waiting.token, waiting.id);
    }
    for (const row of db.prepare("SELECT token FROM tokens WHERE execution = ? AND state = 'open'").all(execution.arn)) {
      if (!open.has(String(row.token))) db.prepare("UPDATE tokens SET state = 'closed' WHERE token = ?").run(String(row.token));
    }
    for (const [token, id] of open) {
      db.prepare("INSERT OR IGNORE INTO tokens (token, execution, invocation, state) VALUES (?, ?, ?, 'open')").run(
        token,
        execution.arn,
        id,
      );
    }
  }

  token(token: string): { execution: string; invocation: string; state: string } | undefined {
    const row = this.store.db.prepare('SELECT execution, invocation, state FROM tokens WHERE token = ?').get(token);
    return row && { execution: String(row.execution), invocation: String(row.invocation), state: String(row.state) };
  }

  /** A token answers once. */
  spendToken(token: string): void {
    this.store.db.prepare("UPDATE tokens SET state = 'closed' WHERE token = ?").run(token);
  }
}
