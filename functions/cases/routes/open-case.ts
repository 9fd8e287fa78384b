import { ReturnRequest } from '../../../domain/returns/return-request.ts';
import { SubmittedView } from '../../returns/routes/submit.ts';
import { submitReturn } from '../../returns/submit-return.ts';
import { route } from '../../runtime/route.ts';
import type { CaseDesk } from '../case-desk.ts';

/** Asks for a return on a customer's behalf; whoever opened a case never decides it. */
export const openCase = route({
  method: 'POST',
  path: '/v1/agent/cases',
  summary: "Open a return on a customer's behalf",
  caller: 'agent',
  body: ReturnRequest,
  headers: ['Idempotency-Key'],
  answers: { 202: SubmittedView, 404: 'No such order', 422: 'Something in the request is not right; there is no case' },
  run: async ({ body, caller, now, header }, desk: CaseDesk) => {
    const submission = { request: body, key: header('idempotency-key'), openedBy: caller.personId, now, language: 'en' };
    const submitted = await submitReturn(submission, desk);
    return { status: 202, body: submitted, headers: { location: submitted.statusUrl } };
  },
});
