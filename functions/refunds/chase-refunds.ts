import { GatewayUnavailable } from '../../domain/errors.ts';
import { restart, stop } from '../../domain/returns/case-care.ts';
import { markSent, settleRefund } from '../../domain/returns/refund-lifecycle.ts';
import type { Refund, ReturnCase, ReturnStatus } from '../../domain/returns/return-case.ts';
import { notPossible } from '../../domain/returns/transition.ts';
import { unknownRefunds, waitsForOutcome, whatIsUnknown } from '../../domain/returns/unknown-outcome.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { paymentBooks } from '../adapters/payments/choose-gateway.ts';
import type { PaymentBooks } from '../adapters/payments/gateway.ts';
import { log } from '../runtime/logger.ts';
import { scheduled } from '../runtime/scheduled.ts';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'change' | 'list'>;
  readonly books: Pick<PaymentBooks, 'find'> | undefined;
}

const hour = 3_600_000;
/** Younger ones are the workflow's own business, which is trying. */
const worthLooking = hour;
const worthAPerson = 24 * hour;
/** Where a case is while the provider owes an outcome. */
const usually: readonly ReturnStatus[] = ['refunding'];
/** Where it can be as well: beside a payout, after its task lost its reason, when somebody asked the customer. Looked through four times a day. */
const seldom: readonly ReturnStatus[] = ['awaiting-payout', 'inspected', 'awaiting-parcel', 'awaiting-customer'];
const lookedAt = (now: Date) => (now.getUTCHours() % 6 === 0 ? [...usually, ...seldom] : usually);

/**
 * Looks refunds of unknown outcome up in the provider's books, again and again; moves no money. What is found settles, and a task that
 * was only about it goes, with the workflow going on. What nobody knows for a day becomes a person's task, which says what is known.
 */
export const { handler, run } = scheduled({
  connect: (): Deps => ({ cases: cases(), books: paymentBooks() }),
  run: async ({ now }, deps) => {
    for (const status of deps.books ? lookedAt(now) : []) {
      let cursor: string | undefined;
      do {
        const page = await deps.cases.list({ status, limit: 100, ...(cursor ? { cursor } : {}) });
        for (const { caseId } of page.items.filter(isOpenQuestion)) await chase(caseId, deps, now);
        cursor = page.nextCursor;
      } while (cursor);
    }
  },
});

const isOpenQuestion = (subject: ReturnCase): boolean => waitsForOutcome(subject) || unknownRefunds(subject).length > 0;

async function chase(caseId: string, deps: Deps, now: Date): Promise<void> {
  const subject = await deps.cases.read(caseId);
  const old = subject ? unknownRefunds(subject).filter((refund) => ageOf(refund, now) > worthLooking) : [];
  for (const refund of old) await lookUp(caseId, refund, deps, now);
  const after = await deps.cases.change(caseId, (before) => goOn(before, now));
  if (after && 'moved' in after) log('refund answered', { caseId, status: 'found' });
}

async function lookUp(caseId: string, refund: Refund, { cases, books }: Deps, now: Date): Promise<void> {
  const { refundId } = refund;
  try {
    const found = await books?.find(refund);
    if (!found) return;
    await cases.change(caseId, (before) => {
      const { status, reason } = found;
      return status === 'pending' ? markSent(before, { refundId }, now) : settleRefund(before, { refundId, status, reason }, now);
    });
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error;
    log('refund answered', { caseId, refundId, error: error.name });
  }
}

/** The task goes when its question is answered, and comes when the question is a day old. */
function goOn(before: ReturnCase, now: Date) {
  const open = unknownRefunds(before).filter(({ status }) => status === 'reserved');
  if (open.length === 0 && waitsForOutcome(before)) return restart(before, { by: 'system' }, now);
  const reason = whatIsUnknown({ refunds: open });
  const old = open.some((refund) => ageOf(refund, now) >= worthAPerson);
  return old && reason ? stop(before, { reason, owner: 'supervisor' }, now) : notPossible('nothing-due');
}

function ageOf({ reservedAt }: Refund, now: Date): number {
  return now.getTime() - Date.parse(reservedAt);
}
