import Stripe from 'stripe';
import * as z from 'zod';
import { settleRefund } from '../../domain/returns/refund-lifecycle.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { secret } from '../adapters/secret.ts';
import { type Seen, seen } from '../adapters/seen.ts';
import { api } from '../runtime/api.ts';
import { malformed } from '../runtime/incoming.ts';
import { log } from '../runtime/logger.ts';
import { Problem } from '../runtime/problem.ts';
import { type RouteRequest, route } from '../runtime/route.ts';
import { settings } from '../runtime/settings.ts';
import { paymentEvent, type RefundNews } from './payment-event.ts';

interface Deps {
  readonly cases: Pick<Cases, 'change'>;
  readonly seen: Seen;
  /** The endpoint's signing secret. */
  secret(): Promise<string>;
}

const takes = (path: string) =>
  route({
    method: 'POST',
    path,
    summary: "A payment provider's news about a refund, in Stripe's format and with Stripe's signature.",
    caller: 'anyone',
    headers: ['Stripe-Signature'],
    answers: {
      200: z.object({ received: z.literal(true) }),
      400: 'What was signed is no JSON.',
      401: 'The signature is missing, wrong, or older or newer than five minutes.',
    },
    run: async (request, deps: Deps) => {
      const event = signedEvent(request, await deps.secret());
      const news = paymentEvent(event);
      if (news) await settle(event.id, news, deps, request.now);
      return { status: 200, body: { received: true } };
    },
  });

/** Settles refunds by the provider's webhooks: each event once, only forward. Events about anything else are acknowledged and dropped. */
export const { handler, routes } = api({
  connect: (): Deps => ({ cases: cases(), seen: seen(), secret: () => secret(settings().webhookSecretName) }),
  routes: [takes('/v1/webhooks/payments'), takes('/webhooks/payments')],
});

const toleranceSeconds = 300;

/** The event, if Stripe (or the local provider) signed exactly these bytes within five minutes of now, before or after. */
function signedEvent({ rawBody, header, now }: Pick<RouteRequest, 'rawBody' | 'header' | 'now'>, key: string): Stripe.Event {
  const signature = header('stripe-signature') ?? '';
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  try {
    // Stripe's own check refuses what is too old only.
    if (signedAt - now.getTime() / 1000 > toleranceSeconds) throw new Error('signed in the future');
    return Stripe.webhooks.constructEvent(rawBody, signature, key, toleranceSeconds, undefined, now.getTime());
  } catch (error) {
    // Signed rightly, as the signature is checked first, but no JSON.
    if (error instanceof SyntaxError) throw malformed();
    log('webhook refused', { error: error instanceof Error ? error.name : 'unknown' });
    throw new Problem(401, 'signature', 'The signature does not fit. Sign the exact body with the shared secret, and check the clock.');
  }
}

async function settle(eventId: string, { caseId, refundId, status, reason }: RefundNews, deps: Deps, now: Date): Promise<void> {
  const taken = [deps.seen.item('payments', eventId, now)];
  const outcome = await deps.cases.change(caseId, (before) => settleRefund(before, { refundId, status, reason }, now), taken);
  if (outcome && 'refused' in outcome) log('webhook repeated', { caseId, refundId, eventId });
}
