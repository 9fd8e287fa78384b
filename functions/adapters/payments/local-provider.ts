import * as z from 'zod';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import { bestOf } from './best-of.ts';
import type { PaymentGateway, ProviderRefund, RefundOutcome } from './gateway.ts';

const Answer = z.object({
  status: z.enum(['succeeded', 'pending', 'requires_action', 'failed', 'canceled']),
  reason: z.string().optional(),
});
type Answer = z.infer<typeof Answer>;
const Entry = Answer.extend({
  id: z.string(),
  paymentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  created: z.int(),
  metadata: z.object({ refundId: z.string(), caseId: z.string() }).partial(),
});
const Page = z.object({ data: z.array(Entry), hasMore: z.boolean() });
const Refusal = z.object({ error: z.object({ code: z.string() }) });

/**
 * The payment provider of the local cloud, with Stripe's habits: `POST /refunds {refundId,caseId,paymentId,amount,currency}` with
 * `Idempotency-Key`, `GET /refunds/{id}`, `GET /refunds?paymentId=&since=&startingAfter=` (newest first, a page at a time). Says no as
 * `{error:{code}}`.
 */
export function localProvider(url: string): PaymentGateway {
  const base = url.replace(/\/+$/, '');
  const get = async (path: string) => await call(`${base}${path}`, { method: 'GET' });
  const listed = async (query: Record<string, string>): Promise<ProviderRefund[]> => {
    const found: ProviderRefund[] = [];
    let after: string | undefined;
    do {
      const asked = new URLSearchParams({ ...query, ...(after === undefined ? {} : { startingAfter: after }) });
      const { data, hasMore } = await understood(await get(`/refunds?${asked}`), Page);
      found.push(...data.map(refundOf));
      after = hasMore ? data.at(-1)?.id : undefined;
    } while (after !== undefined);
    return found.reverse();
  };
  return {
    async refund(order) {
      const response = await call(`${base}/refunds`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': order.refundId },
        body: JSON.stringify(order),
      });
      return outcomeOf(await understood(response, Answer));
    },
    find: async ({ refundId, paymentId }) => bestOf((await listed({ paymentId })).filter((refund) => refund.refundId === refundId)),
    async read(providerId) {
      const response = await get(`/refunds/${encodeURIComponent(providerId)}`);
      return response.status === 404 ? undefined : refundOf(await understood(response, Entry));
    },
    ofPayment: async (paymentId) => await listed({ paymentId }),
    since: async (from) => await listed({ since: from.toISOString() }),
  };
}

async function call(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(15_000) });
  } catch (cause) {
    throw new GatewayUnavailable('the payment provider did not answer', { cause });
  }
}

/** `requires_action` waits for the customer's bank, `canceled` never moved. */
function outcomeOf({ status, reason }: Answer): RefundOutcome {
  if (status === 'succeeded') return { status };
  if (status === 'failed' || status === 'canceled') return { status: 'failed', reason: reason ?? status };
  return { status: 'pending' };
}

function refundOf(entry: z.infer<typeof Entry>): ProviderRefund {
  const { id, paymentId, amount, currency, created, metadata } = entry;
  const { refundId, caseId } = metadata;
  return {
    ...outcomeOf(entry),
    ...{ providerId: id, paymentIds: [paymentId], amount, currency, madeAt: new Date(created).toISOString() },
    ...(refundId ? { refundId } : {}),
    ...(caseId ? { caseId } : {}),
  };
}

async function understood<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  if (response.status >= 500 || response.status === 429 || response.status === 409) {
    throw new GatewayUnavailable(`the payment provider answered ${response.status}`);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new GatewayRefused(Refusal.safeParse(body).data?.error.code ?? `http-${response.status}`);
  const answer = schema.safeParse(body);
  if (!answer.success) throw new GatewayUnavailable('the payment provider answered in an unknown form', { cause: answer.error });
  return answer.data;
}
