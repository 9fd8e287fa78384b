import * as z from 'zod';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import type { PaymentGateway, RefundOutcome } from './gateway.ts';

const Answer = z.object({ status: z.enum(['succeeded', 'pending', 'failed']), reason: z.string().optional() });
const Refusal = z.object({ error: z.object({ code: z.string() }) });

/**
 * The payment provider of the local cloud: `POST /refunds {refundId,caseId,paymentId,amount,currency}` with `Idempotency-Key`,
 * `GET /refunds/{refundId}`; both answer `{status,reason?}`, or `{error:{code}}` with 400 for the provider's no.
 */
export function localProvider(url: string): PaymentGateway {
  const base = url.replace(/\/+$/, '');
  return {
    async refund(order) {
      const response = await call(`${base}/refunds`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': order.refundId },
        body: JSON.stringify(order),
      });
      return await outcomeOf(response);
    },
    async find({ refundId }) {
      const response = await call(`${base}/refunds/${encodeURIComponent(refundId)}`, { method: 'GET' });
      return response.status === 404 ? undefined : await outcomeOf(response);
    },
  };
}

async function call(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(15_000) });
  } catch (cause) {
    throw new GatewayUnavailable('the payment provider did not answer', { cause });
  }
}

async function outcomeOf(response: Response): Promise<RefundOutcome> {
  if (response.status >= 500 || response.status === 429 || response.status === 409) {
    throw new GatewayUnavailable(`the payment provider answered ${response.status}`);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const answer = Answer.safeParse(body);
    if (!answer.success) throw new GatewayUnavailable('the payment provider answered in an unknown form', { cause: answer.error });
    return { status: answer.data.status, ...(answer.data.reason === undefined ? {} : { reason: answer.data.reason }) };
  }
  throw new GatewayRefused(Refusal.safeParse(body).data?.error.code ?? `http-${response.status}`);
}
