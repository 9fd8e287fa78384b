import type { Money } from '../money.ts';
import { standingRefunds } from './refund-standing.ts';
import type { ReturnCase } from './return-case.ts';

const months12 = 365 * 86_400_000;

/** What a customer sent back in the twelve months before a return: how many returns, how many of them refunded, and how much. */
export interface CustomerHistory {
  readonly returns: number;
  readonly refunded: number;
  /** The sums by currency, in the order in which they were paid first. */
  readonly sums: readonly Money[];
}

/** Counts the customer's other returns; money counts when it arrived, and what paid for an exchange never went back. */
export function customerHistory(subject: ReturnCase, others: readonly ReturnCase[], on: Date): CustomerHistory {
  const since = new Date(on.getTime() - months12).toISOString();
  const counted = others.filter(({ caseId, openedAt }) => caseId !== subject.caseId && openedAt >= since);
  const paid = counted.map((one) => standingRefunds(one).filter(({ status, via }) => status === 'succeeded' && via !== 'exchange'));
  const sums = new Map<string, number>();
  for (const { currency, amount } of paid.flat()) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return {
    returns: counted.length,
    refunded: paid.filter((refunds) => refunds.length > 0).length,
    sums: [...sums].map(([currency, amount]) => ({ currency, amount })),
  };
}
