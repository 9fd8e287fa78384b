import * as z from 'zod';
import { hasEnded, type ReturnCase } from './return-case.ts';

/** What a workflow step can wait for. */
export const Question = z.enum(['decision', 'parcel', 'inspection', 'settlement']);
export type Question = z.infer<typeof Question>;

/** The answer that a case already holds, or undefined while nobody has answered. */
export const Answer = z.enum(['approved', 'refused', 'arrived', 'nothing-more', 'inspected', 'settled', 'failed', 'ended']);
export type Answer = z.infer<typeof Answer>;

/** Does the case already answer the question? Asked whenever a step starts waiting and whenever the case changes, whichever came last. */
export function answerTo(question: Question, subject: ReturnCase): Answer | undefined {
  switch (question) {
    case 'decision':
      return subject.decision ? subject.decision.outcome : hasEnded(subject.status) ? 'ended' : undefined;
    case 'parcel':
      if (subject.status === 'received' || subject.status === 'inspected') return 'arrived';
      if (hasEnded(subject.status)) return 'ended';
      return subject.lines.every((line) => line.open === 0) ? 'nothing-more' : undefined;
    case 'inspection':
      return subject.findings.length > subject.settledFindings ? 'inspected' : hasEnded(subject.status) ? 'ended' : undefined;
    case 'settlement':
      if (subject.refunds.some((refund) => refund.status === 'reserved' || refund.status === 'sent' || refund.status === 'awaiting-payout'))
        return undefined;
      return subject.refunds.some((refund) => refund.status === 'failed') ? 'failed' : 'settled';
  }
}
