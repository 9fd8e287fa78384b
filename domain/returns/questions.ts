import * as z from 'zod';
import { isRefundedEarly } from './early-refund.ts';
import { isUnderWay, owesAgain, standingRefunds } from './refund-standing.ts';
import { hasEnded, type Refund, type ReturnCase, standing } from './return-case.ts';

/** What a workflow step can wait for. */
export const Question = z.enum(['decision', 'parcel', 'inspection', 'settlement']);
export type Question = z.infer<typeof Question>;

/** The answer that a case already holds, or undefined while nobody has answered. */
export const Answer = z.enum([
  'approved',
  'refused',
  'refund-due',
  'arrived',
  'nothing-more',
  'inspected',
  'settled',
  'owed-again',
  'failed',
  'ended',
]);
export type Answer = z.infer<typeof Answer>;

/** Does the case already answer the question? Asked whenever a step starts waiting and whenever the case changes, whichever came last. */
export function answerTo(question: Question, subject: ReturnCase): Answer | undefined {
  const status = standing(subject);
  switch (question) {
    case 'decision':
      return subject.decision ? subject.decision.outcome : hasEnded(status) ? 'ended' : undefined;
    case 'parcel':
      if (pastTheParcel.has(status)) return 'arrived';
      if (hasEnded(status)) return 'ended';
      if (subject.refundedEarlyAt === undefined && isRefundedEarly(subject)) return 'refund-due';
      return subject.lines.every((line) => line.open === 0) ? 'nothing-more' : undefined;
    case 'inspection':
      if (hasEnded(status)) return 'ended';
      return refundStarted.has(status) || subject.findings.length > subject.settledFindings ? 'inspected' : undefined;
    case 'settlement':
      if (isUnderWay(subject)) return undefined;
      if (standingRefunds(subject).some(isFailure)) return 'failed';
      if (!owesAgain(subject) && !isAcceptedMeanwhile(subject)) return 'settled';
      // A parcel is being looked at: what it brings goes back with the rest.
      return status === 'received' ? undefined : 'owed-again';
  }
}

/** Never went out, and nothing says by which other way it goes. */
const isFailure = ({ status, cameBackAt, exchangeId }: Refund): boolean =>
  status === 'failed' && cameBackAt === undefined && exchangeId === undefined;

/** Were pieces accepted while something else was under way? An early refund was for all of them. */
const isAcceptedMeanwhile = ({ findings, settledFindings, refunds }: ReturnCase): boolean =>
  findings.slice(settledFindings).some(({ outcome }) => outcome === 'accepted') && !refunds.some(({ early }) => early);

/** A restarted workflow walks through what is answered already, so a case whose refund has begun counts as inspected. */
const refundStarted = new Set<string>(['refunding', 'awaiting-payout']);
const pastTheParcel = new Set<string>(['received', 'inspected', ...refundStarted]);
