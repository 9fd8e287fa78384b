import { createHash } from 'node:crypto';
import { DynamoDbError } from './dynamodb-error.ts';
import type { Rows } from './item-rows.ts';

const TEN_MINUTES = 600_000;

const digestOf = (parameters: unknown) => createHash('sha256').update(JSON.stringify(parameters)).digest('hex');

/** Remembers for ten minutes which successful transaction a ClientRequestToken stood for. */
export function openTokens({ sql }: Rows, now: () => number) {
  sql('CREATE TABLE IF NOT EXISTS dynamodb_tokens (token TEXT PRIMARY KEY, digest TEXT, at REAL)').run();

  /** Whether the transaction has been done under this token. Throws IdempotentParameterMismatchException if another one has. */
  const isSpent = (token: string, parameters: unknown): boolean => {
    const known = sql('SELECT digest FROM dynamodb_tokens WHERE token = ? AND at > ?').get(token, now() - TEN_MINUTES);
    if (known && known.digest !== digestOf(parameters))
      throw new DynamoDbError(
        'IdempotentParameterMismatchException',
        'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
      );
    return known !== undefined;
  };

  /** Notes that the transaction has been done. */
  const spend = (token: string, parameters: unknown): void => {
    sql('DELETE FROM dynamodb_tokens WHERE at <= ?').run(now() - TEN_MINUTES);
    sql('INSERT OR REPLACE INTO dynamodb_tokens VALUES (?, ?, ?)').run(token, digestOf(parameters), now());
  };

  return { isSpent, spend };
}
