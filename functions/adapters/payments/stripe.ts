import Stripe from 'stripe';
import { GatewayRefused, GatewayUnavailable } from '../../../domain/errors.ts';
import { bestOf } from './best-of.ts';
import type { PaymentGateway, ProviderRefund, RefundOutcome } from './gateway.ts';
import { isoAmount, stripeAmount } from './stripe-amount.ts';

export interface StripeSettings {
  /** The secret key, fetched when first needed. */
  key(): Promise<string>;
  /** Another endpoint than Stripe's own, e.g. `http://127.0.0.1:4123`. */
  readonly apiBase?: string | undefined;
}

/**
 * Stripe: the idempotency key is our refundId, and metadata carry refundId and caseId, so that webhooks and look-ups find the way back.
 * No retries here: Step Functions repeats the whole task. Wrong credentials are thrown as they are, since they say nothing about the refund.
 */
export function stripeGateway(settings: StripeSettings): PaymentGateway {
  let client: Promise<Stripe> | undefined;
  const stripe = async () => {
    client ??= settings.key().then((key) => connect(key, settings.apiBase));
    return await client.catch((error: unknown) => {
      client = undefined;
      throw error;
    });
  };
  const listed = async (query: Stripe.RefundListParams): Promise<ProviderRefund[]> => {
    const api = await stripe();
    return await translated(async () => {
      const found: ProviderRefund[] = [];
      for await (const refund of api.refunds.list({ ...query, limit: 100 })) found.push(refundOf(refund));
      return found.reverse();
    });
  };
  return {
    async refund({ refundId, caseId, paymentId, amount, currency }) {
      const api = await stripe();
      const wanted = { ...targetOf(paymentId), amount: stripeAmount(amount, currency), metadata: { refundId, caseId } };
      return outcomeOf(await translated(() => api.refunds.create(wanted, { idempotencyKey: refundId })));
    },
    async find({ refundId, paymentId }) {
      const ours = (await listed(targetOf(paymentId))).filter((refund) => refund.refundId === refundId);
      return bestOf(ours);
    },
    async read(providerId) {
      const api = await stripe();
      try {
        return refundOf(await translated(() => api.refunds.retrieve(providerId)));
      } catch (error) {
        if (error instanceof GatewayRefused && error.message === 'resource_missing') return undefined;
        throw error;
      }
    },
    ofPayment: async (paymentId) => await listed(targetOf(paymentId)),
    since: async (from) => await listed({ created: { gte: Math.floor(from.getTime() / 1000) } }),
  };
}

function targetOf(paymentId: string): { charge: string } | { payment_intent: string } {
  return paymentId.startsWith('ch_') || paymentId.startsWith('py_') ? { charge: paymentId } : { payment_intent: paymentId };
}

function connect(key: string, apiBase: string | undefined): Stripe {
  const base = apiBase ? new URL(apiBase) : undefined;
  const protocol = base?.protocol === 'http:' ? 'http' : 'https';
  const endpoint = base ? ({ host: base.hostname, port: base.port || (protocol === 'http' ? 80 : 443), protocol } as const) : {};
  return new Stripe(key, { ...endpoint, maxNetworkRetries: 0, timeout: 15_000, telemetry: false });
}

/** `requires_action` waits for the customer's bank, `canceled` never moved. */
function outcomeOf(refund: Pick<Stripe.Refund, 'status' | 'failure_reason'>): RefundOutcome {
  if (refund.status === 'succeeded') return { status: 'succeeded' };
  if (refund.status === 'failed' || refund.status === 'canceled') {
    return { status: 'failed', reason: refund.failure_reason ?? refund.status };
  }
  return { status: 'pending' };
}

const idOf = (named: string | { readonly id: string } | null | undefined): string[] =>
  named ? [typeof named === 'string' ? named : named.id] : [];

function refundOf(refund: Stripe.Refund): ProviderRefund {
  const currency = refund.currency.toUpperCase();
  const { refundId, caseId } = refund.metadata ?? {};
  return {
    ...outcomeOf(refund),
    providerId: refund.id,
    paymentIds: [...idOf(refund.payment_intent), ...idOf(refund.charge)],
    amount: isoAmount(refund.amount, currency),
    currency,
    madeAt: new Date(refund.created * 1000).toISOString(),
    ...(refundId ? { refundId } : {}),
    ...(caseId ? { caseId } : {}),
  };
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? translate(error) : error;
  }
}

/** Stripe's errors by what we can do: https://docs.stripe.com/error-low-level */
function translate(error: Stripe.errors.StripeError): Error {
  const { errors } = Stripe;
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) return error;
  if (
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeRateLimitError ||
    error.code === 'idempotency_key_in_use' ||
    error instanceof errors.StripeAPIError
  ) {
    return new GatewayUnavailable(`Stripe: ${error.type}`, { cause: error });
  }
  return new GatewayRefused(error.code ?? error.type, { cause: error });
}
