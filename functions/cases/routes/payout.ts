import * as z from 'zod';
import { RefundId } from '../../../domain/identifiers.ts';
import { markPaid } from '../../../domain/returns/refund-lifecycle.ts';
import { say } from '../../../domain/texts/say.ts';
import { notFound, Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, caseOf, changeCase, textBy } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

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
    const { params, body, caller, now } = request;
    const refundId = RefundId.safeParse(params.refundId).data;
    const caseId = refundId && (await desk.refundLinks.caseOf(refundId));
    if (!refundId || !caseId) throw notFound('There is no such refund.');
    const about = { ...request, params: { caseId } };
    if ((await caseOf(about, desk)).decision?.by === caller.personId) {
      throw new Problem(403, 'approver-pays-nothing', say({ code: 'approver-pays-nothing', values: {} }, 'en'));
    }
    const text = textBy(request, 'note', body.reference);
    return await changeCase(
      about,
      desk,
      (before) => markPaid(before, { refundId, by: caller.personId }, now),
      () => [desk.people.textItem(caseId, text)],
    );
  },
});
