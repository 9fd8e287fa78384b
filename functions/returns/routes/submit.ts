import * as z from 'zod';
import { CaseId, Instant } from '../../../domain/identifiers.ts';
import { ReturnRequest } from '../../../domain/returns/return-request.ts';
import { LocaleQuery, languageFor } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { type SubmitDeps, submitReturn } from '../submit-return.ts';
import { unknownOrder } from '../wanted-return.ts';

/** What a submitted return is answered with. */
export const SubmittedView = z.object({ caseId: CaseId, statusUrl: z.string(), promisedBy: Instant }).meta({ id: 'Submitted' });

/** Asks to send items back. What policy decides comes later and is never an error. */
export const submit = route({
  method: 'POST',
  path: '/v1/returns',
  summary: 'Ask to send items back',
  caller: 'customer',
  body: ReturnRequest,
  query: LocaleQuery,
  headers: ['Idempotency-Key'],
  answers: {
    202: SubmittedView,
    404: 'Not the order that the code was for',
    422: 'Something in the request is not right, or the key belongs to another one; there is no case',
  },
  run: async (request, deps: SubmitDeps) => {
    const { body, caller, now, header } = request;
    if (body.orderId !== caller.orderId) throw unknownOrder();
    const key = header('idempotency-key');
    const submitted = await submitReturn({ request: body, key, openedBy: 'customer', now, language: languageFor(request) }, deps);
    return { status: 202, body: submitted, headers: { location: submitted.statusUrl } };
  },
});
