import { plus } from '../clocks/duration.ts';
import type { Money } from '../money.ts';
import type { ApprovalsPolicy } from './approvals-policy.ts';

/**
 * Must somebody enter a mailed code before they decide about this amount? `codeAt`: when one opened their session, undefined when a remembered
 * device did. A currency without a limit counts as above it; a policy without limits asks always.
 */
export function needsFreshCode(
  amount: Money,
  codeAt: string | undefined,
  { freshCode }: Pick<ApprovalsPolicy, 'freshCode'>,
  on: Date,
): boolean {
  const limit = freshCode?.above[amount.currency];
  if (limit !== undefined && amount.amount <= limit) return false;
  return codeAt === undefined || plus(new Date(codeAt), freshCode?.within ?? 'PT12H') <= on.toISOString();
}
