import type { Refund, ReturnCase } from '../returns/return-case.ts';
import type { ReturnPolicy } from '../returns/return-policy.ts';
import type { PaidOrder } from './compose-amount.ts';
import { type ComposedDue, composeDue } from './compose-refund.ts';

/** What a refund, together with those reserved with it, was composed of. */
export interface Composition extends ComposedDue {
  /** The movements that make up the amount, one per payment. */
  readonly refunds: readonly Refund[];
}

/**
 * The composition of a refund as it was when it was reserved, whatever the case came to since. Undefined when it cannot be told any
 * more (the terms changed since): never lines that do not sum to the money that moved.
 */
export function compositionOf(refundId: string, subject: ReturnCase, order: PaidOrder, policy: ReturnPolicy): Composition | undefined {
  const refund = subject.refunds.find((candidate) => candidate.refundId === refundId);
  if (!refund) return undefined;
  const refunds = subject.refunds.filter(({ reservedAt }) => reservedAt === refund.reservedAt);
  const findings = subject.findings.slice(0, refund.findings ?? subject.findings.length);
  const before = subject.refunds.filter((other) => other.reservedAt < refund.reservedAt);
  const exchanges = subject.exchanges.filter(({ requestedAt }) => requestedAt < refund.reservedAt);
  const then = {
    ...subject,
    findings,
    exchanges,
    refunds: before,
    lines: subject.lines.map((line) => ({ ...line, open: openOf(line, findings) })),
  };
  const composed = composeDue(then, order, policy, refund.early ? 'announced' : 'accepted');
  return composed.due === refunds.reduce((sum, { amount }) => sum + amount, 0) ? { ...composed, refunds } : undefined;
}

/** Why accepted pieces of a case brought nothing (wear, fees and adjustments took it all). Undefined where money went back, or nothing was accepted. */
export function withoutRefund(subject: ReturnCase, order: PaidOrder, policy: ReturnPolicy): Composition | undefined {
  if (subject.refunds.length > 0) return undefined;
  const composed = composeDue(subject, order, policy);
  return composed.due === 0 && composed.parts.length > 0 ? { ...composed, refunds: [] } : undefined;
}

function openOf({ lineId, quantity }: ReturnCase['lines'][number], findings: ReturnCase['findings']): number {
  return findings.filter((finding) => finding.lineId === lineId).reduce((left, finding) => left - finding.quantity, quantity);
}
