import * as z from 'zod';
import { route } from '../../runtime/route.ts';
import { answerApproval, Said } from '../answer-approval.ts';
import type { ApprovalDesk } from '../approval-desk.ts';
import { ApprovalView } from '../approval-view.ts';

/** What a page posts: what is said, and which page it was. */
const Decision = Said.extend({ channel: z.enum(['mail', 'console']).default('console') });

/** A decision, question or hand-over by a signed-in person who was asked, about the terms that they were shown. */
export const decideApproval = route({
  method: 'POST',
  path: '/v1/approvals/{approvalId}/decision',
  summary: 'Decide about the terms that were shown, ask first, or hand the decision on',
  caller: 'agent',
  body: Decision,
  answers: {
    200: ApprovalView,
    403: 'Not yours to decide; `fresh-code`: enter a new code first',
    404: 'No such approval',
    409: 'Decided already, or the terms changed',
    410: 'Ended or expired',
    422: 'A refusal without its reason, a question without words, or nobody who may decide',
  },
  run: async ({ params, body, caller, now }, desk: ApprovalDesk) => {
    const { channel, ...said } = body;
    const session = { codeAt: caller.codeAt };
    return { status: 200, body: await answerApproval(desk, { approvalId: params.approvalId, by: caller, said, channel, session }, now) };
  },
});
