import type { Because } from '../cases/because.ts';
import { reasonsOf } from './open-task.ts';
import type { Refund, ReturnCase } from './return-case.ts';

/** The refunds that were given to the provider, or may have been, and of which nobody knows the outcome; the oldest first. */
export function unknownRefunds({ refunds }: Pick<ReturnCase, 'refunds'>): Refund[] {
  return refunds
    .filter(({ status, via }) => via === 'provider' && (status === 'reserved' || status === 'sent'))
    .toSorted((a, b) => a.reservedAt.localeCompare(b.reservedAt));
}

/** What a person is told about the oldest unknown refund: which, how much, since when. Undefined when every outcome is known. */
export function whatIsUnknown(subject: Pick<ReturnCase, 'refunds'>): Because | undefined {
  const oldest = unknownRefunds(subject)[0];
  if (!oldest) return undefined;
  const { refundId, amount, currency, reservedAt } = oldest;
  return { code: 'refund-unknown-outcome', values: { refundId, amount, currency, since: reservedAt } };
}

const aboutOutcome = new Set(['refund-unknown-outcome', 'provider-silent', 'promise-needs-person']);

/** Is the case a task only because an outcome was unknown, and the customer's date came near meanwhile? */
export function waitsForOutcome({ task }: Pick<ReturnCase, 'task'>): boolean {
  const codes = reasonsOf(task).map(({ code }) => code);
  return codes.some((code) => code !== 'promise-needs-person') && codes.every((code) => aboutOutcome.has(code));
}
