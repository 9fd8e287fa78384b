import type { ProviderAnswer } from '../fakes/payments.ts';
import { jsonResponse, type LocalResponse } from '../services/http-request.ts';
import { type Lever, membersOf, problem, shows } from './lever.ts';

const STATUSES = ['succeeded', 'pending', 'requires_action', 'failed', 'canceled'] as const;

function told({ status, body }: ProviderAnswer): LocalResponse {
  if (status === 200) return jsonResponse(200, body);
  const { error } = body as { error: { code: string; message: string } };
  return problem(status === 404 ? 404 : 422, error.message, [{ pointer: '/', message: error.code }]);
}

/** Levers over the payment provider. */
export const payments: readonly Lever[] = [
  shows('/local/payments.json', ({ fakes: { books } }) =>
    books.refunds().map(({ refundId, paymentId, amount, currency, status, caseId, origin, at }) => {
      const more = { caseId, origin, at: new Date(at).toISOString() };
      return { refundId, paymentId, amount, currency, status, calls: books.calls(refundId), ...more };
    }),
  ),
  {
    method: 'POST',
    path: '/local/payments',
    pull: ({ fakes }, { body }) => {
      const { paymentId, amount } = membersOf(body);
      if (typeof paymentId !== 'string') return problem(422, 'Say which payment.', [{ pointer: '/paymentId', message: 'must be a text' }]);
      if (!Number.isSafeInteger(amount) || Number(amount) < 1)
        return problem(422, 'Say how much.', [{ pointer: '/amount', message: 'must be a whole number of minor units' }]);
      return told(fakes.payments.refundByHand(paymentId, Number(amount)));
    },
  },
  {
    method: 'POST',
    path: '/local/payments/{}',
    pull: ({ fakes }, { body, part }) => {
      const { status, times = 1 } = membersOf(body);
      const wanted = STATUSES.find((each) => each === status);
      if (wanted === undefined)
        return problem(422, 'Say how the refund ended.', [{ pointer: '/status', message: `must be one of ${STATUSES.join(', ')}` }]);
      if (!Number.isInteger(times) || Number(times) < 0 || Number(times) > 100)
        return problem(422, 'Say how often to tell.', [{ pointer: '/times', message: 'must be a whole number from 0 to 100' }]);
      return told(fakes.payments.settle(part, wanted, Number(times)));
    },
  },
];
