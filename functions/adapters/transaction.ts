import { setTimeout as pause } from 'node:timers/promises';
import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { Overtaken } from '../../domain/errors.ts';
import { jitter } from '../runtime/random.ts';

/** One item of a TransactWriteItems, in plain values. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transact item with the name under which its failed condition is reported. */
export interface Step<Label> {
  readonly label: Label;
  readonly item: TransactItem;
}

const tries = 12;

/**
 * Writes everything or nothing. Answers the labels whose conditions failed (none: it is written). Conflicts with another
 * transaction are tried again, a little later each time; after the last try it throws Overtaken.
 */
export async function transact<Label>(documents: DynamoDBDocumentClient, steps: readonly Step<Label>[]): Promise<readonly Label[]> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: steps.map(({ item }) => item) }));
      return [];
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') throw error;
      const reasons = (error as TransactionCanceledException).CancellationReasons ?? [];
      const failed = steps.filter((_, index) => reasons[index]?.Code === 'ConditionalCheckFailed');
      if (failed.length > 0) return failed.map(({ label }) => label);
      const passing = reasons.some(({ Code }) => Code === 'TransactionConflict' || Code === 'ThrottlingError');
      if (!passing) throw error;
      await pause(jitter(Math.min(1000, 10 * 2 ** attempt)));
    }
  }
  throw new Overtaken('the table was busy with the same records');
}
