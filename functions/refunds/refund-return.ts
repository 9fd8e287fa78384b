import * as z from 'zod';
import { CaseId } from '../../domain/identifiers.ts';
import { answerTo } from '../../domain/returns/questions.ts';
import { isUnderWay, openPieces } from '../../domain/returns/refund-standing.ts';
import { hasEnded, type ReturnCase } from '../../domain/returns/return-case.ts';
import { cases } from '../adapters/cases.ts';
import { elsewhere } from '../adapters/elsewhere.ts';
import { orders } from '../adapters/orders.ts';
import { payments } from '../adapters/payments/choose-gateway.ts';
import { policies } from '../adapters/policies.ts';
import { refundLinks } from '../adapters/refund-links.ts';
import { task } from '../runtime/task.ts';
import { type Reserving, reserveDue } from './reserve-due.ts';
import { sendRefunds } from './send-refunds.ts';
import { tellWhyStuck } from './tell-why-stuck.ts';

export const RefundProgress = z.object({
  status: z.enum(['settled', 'pending', 'owed-again', 'failed', 'overtaken']),
  open: z.int().min(0),
  /** The name under which a failed execution says why. */
  error: z.enum(['RefundFailed', 'RefundShort']).optional(),
});
type RefundProgress = z.infer<typeof RefundProgress>;

/**
 * Gives the money back: reserves on the ledger, asks the provider under the refund's own never-changing id, settles. May be invoked
 * again at any point: what is reserved is sent, what was sent is sent again under the same id, what is settled stays. Throws
 * GatewayUnavailable when an outcome is unknown. A refund that failed in this very execution is not tried again.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string() }),
  output: RefundProgress,
  connect: () => ({
    cases: cases(),
    orders: orders(),
    policies: policies(),
    links: refundLinks(),
    elsewhere: elsewhere(),
    gateway: payments(),
  }),
  run: async ({ caseId, execution }, deps, { now }): Promise<RefundProgress> => {
    const subject = await deps.cases.read(caseId);
    if (!subject || subject.execution !== execution || hasEnded(subject.status)) return { status: 'overtaken', open: 0 };
    if (failedIn(execution, subject)) {
      await tellWhyStuck(subject, execution, deps, now);
      return { status: 'failed', open: openPieces(subject), error: 'RefundFailed' };
    }
    const reserved = await reserveDue(subject, execution, deps, now);
    if (reserved === 'short') await tellWhyStuck(subject, execution, deps, now);
    if (reserved !== 'reserved') return { ...stopped[reserved], open: openPieces(subject) };
    await sendRefunds(caseId, deps, now);
    const after = await deps.cases.read(caseId);
    if (after && failedIn(execution, after)) await tellWhyStuck(after, execution, deps, now);
    return after ? progressOf(after) : { status: 'overtaken', open: 0 };
  },
});

const stopped: Record<Exclude<Reserving, 'reserved'>, Pick<RefundProgress, 'status' | 'error'>> = {
  short: { status: 'failed', error: 'RefundShort' },
  overtaken: { status: 'overtaken' },
};

/** Did the newest refund fail in this very execution? A restart by a person, being another execution, tries again with a new refund. */
function failedIn(execution: string, subject: ReturnCase): boolean {
  const failed = answerTo('settlement', subject) === 'failed' && !isUnderWay(subject);
  return failed && subject.refunds.some((refund) => refund.status === 'failed' && refund.execution === execution);
}

function progressOf(subject: ReturnCase): RefundProgress {
  const open = openPieces(subject);
  switch (answerTo('settlement', subject)) {
    case undefined:
      return { status: 'pending', open };
    case 'failed':
      return { status: 'failed', open, error: 'RefundFailed' };
    case 'owed-again':
      return { status: 'owed-again', open };
    default:
      return { status: 'settled', open };
  }
}
