import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** Differences between the provider's books and ours that a person was told of. */
export interface Differences {
  /** The item that notes a difference; its condition fails when it was noted before. */
  item(paymentId: string, name: string, caseId: string, now: Date): TransactItem;
}

export function differencesTable(table: string): Differences {
  return {
    item: (paymentId, name, caseId, now) => ({
      Put: {
        TableName: table,
        Item: { pk: `DIFFERENCE#${paymentId}`, sk: name, caseId, foundAt: now.toISOString() },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
  };
}

export function differences(): Differences {
  return differencesTable(settings().casesTable);
}
