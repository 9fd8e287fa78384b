import * as z from 'zod';
import { RefundId } from '../../../domain/identifiers.ts';
import { markPaid, openDetails, returnPayout } from '../../../domain/returns/refund-lifecycle.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { say } from '../../../domain/texts/say.ts';
import type { AgentCaller } from '../../runtime/caller.ts';
import { notFound, Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, changeCase, textBy } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

interface PayoutRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: AgentCaller;
  readonly now: Date;
}

/** The refund that a request names, with its case, as the case's own routes want it. Throws 404. */
async function payoutOf<R extends PayoutRequest>(request: R, desk: CaseDesk): Promise<{ about: R; subject: ReturnCase; refund: Refund }> {
  const refundId = RefundId.safeParse(request.params.refundId).data;
  const caseId = refundId && (await desk.refundLinks.caseOf(refundId));
  const subject = caseId && (await desk.cases.read(caseId));
  const refund = subject ? subject.refunds.find((one) => one.refundId === refundId) : undefined;
  if (!subject || !refund) throw notFound('There is no such refund.');
  return { about: { ...request, params: { caseId: subject.caseId } }, subject, refund };
}

/** Whoever approved the return neither sees the account nor pays. Throws 403. */
function notTheApprover({ decision }: ReturnCase, { personId }: AgentCaller): void {
  if (decision?.by === personId) throw new Problem(403, 'approver-pays-nothing', say({ code: 'approver-pays-nothing', values: {} }, 'en'));
}

/** 409 also where the case has ended since: what is over is the payout. */
function stillOpen({ caseId, status, version }: ReturnCase, refund: Refund): void {
  if (refund.status !== 'awaiting-payout')
    throw new Problem(409, 'refund-not-open', say({ code: 'refund-not-open', values: {} }, 'en'), { current: { caseId, status, version } });
}

/** Somebody other than the approver paid by hand what no provider could give back; the bank's reference stays in `people`. */
export const paid = route({
  method: 'POST',
  path: '/v1/agent/payouts/{refundId}/paid',
  summary: 'A refund that no provider makes was paid by hand',
  caller: 'agent',
  body: z.strictObject({ reference: z.string().trim().min(1).max(200) }),
  answers: {
    200: CaseView,
    403: 'Whoever approved the refund does not pay it',
    404: 'No such refund',
    409: 'Nothing is waiting to be paid',
  },
  run: async (request, desk: CaseDesk) => {
    const { about, subject, refund } = await payoutOf(request, desk);
    const { caller, now } = request;
    notTheApprover(subject, caller);
    stillOpen(subject, refund);
    const text = textBy(request, 'note', request.body.reference);
    const last = subject.refunds.filter(({ status }) => status === 'awaiting-payout').length === 1;
    const ends = last ? await desk.accounts.endItems(subject.caseId, now) : [];
    return await changeCase(
      about,
      desk,
      (before) => markPaid(before, { refundId: refund.refundId, by: caller.personId }, now),
      () => [desk.people.textItem(subject.caseId, text), ...ends],
    );
  },
});

/** A colleague looks at the whole account in order to pay; the log says who did. */
export const details = route({
  method: 'POST',
  path: '/v1/agent/payouts/{refundId}/details',
  summary: 'Look at the account that a payout goes to; the log says who looked',
  caller: 'agent',
  body: z.strictObject({}),
  answers: {
    200: z
      .object({
        refundId: RefundId,
        amount: z.int(),
        currency: z.string(),
        holder: z.string(),
        account: z.string(),
        bank: z.string().optional(),
        /** What to write on the transfer. */
        reference: z.string(),
      })
      .meta({ id: 'PayoutDetails' }),
    403: 'Whoever approved the refund does not pay it',
    404: 'No such refund',
    409: 'Nothing is waiting to be paid, or the customer has not said where to',
  },
  run: async (request, desk: CaseDesk) => {
    const { about, subject, refund } = await payoutOf(request, desk);
    const { caller, now } = request;
    notTheApprover(subject, caller);
    stillOpen(subject, refund);
    const account = await desk.accounts.open(subject, now);
    if (!account) throw new Problem(409, 'no-account-yet', 'The customer has not said where the money shall go. Write to them, or wait.');
    const { refundId, amount, currency } = refund;
    await changeCase(about, desk, (before) => openDetails(before, { refundId, by: caller.personId }, now));
    return { status: 200, body: { refundId, amount, currency, ...account, reference: subject.caseId } };
  },
});

/** The bank sent the money back: the account is forgotten, and the customer is asked for another one. */
export const returned = route({
  method: 'POST',
  path: '/v1/agent/payouts/{refundId}/returned',
  summary: 'The bank sent a transfer back; the customer is asked for another account',
  caller: 'agent',
  body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
  answers: { 200: CaseView, 404: 'No such refund', 409: 'This refund was not paid by hand' },
  run: async (request, desk: CaseDesk) => {
    const { about, subject, refund } = await payoutOf(request, desk);
    const text = textBy(request, 'note', request.body.reason);
    const by = { refundId: refund.refundId, by: request.caller.personId, textId: text.textId };
    return await changeCase(
      about,
      desk,
      (before) => returnPayout(before, by, request.now),
      () => [desk.people.textItem(subject.caseId, text), desk.accounts.forgetItem(subject.caseId)],
    );
  },
});
