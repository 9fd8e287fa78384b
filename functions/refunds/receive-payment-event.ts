import Stripe from 'stripe';
import * as z from 'zod';
import { GatewayUnavailable } from '../../domain/errors.ts';
import { cases } from '../adapters/cases.ts';
import { elsewhere } from '../adapters/elsewhere.ts';
import { payments } from '../adapters/payments/choose-gateway.ts';
import type { PaymentBooks, ProviderRefund } from '../adapters/payments/gateway.ts';
import { secret } from '../adapters/secret.ts';
import { type SeenBefore, seenBefore } from '../adapters/seen.ts';
import { api } from '../runtime/api.ts';
import { explain } from '../runtime/explain.ts';
import { malformed } from '../runtime/incoming.ts';
import { log } from '../runtime/logger.ts';
import { Problem, wrongContent } from '../runtime/problem.ts';
import { type RouteRequest, route } from '../runtime/route.ts';
import { settings } from '../runtime/settings.ts';
import { type EventSubject, paymentEvent } from './payment-event.ts';
import { type TakeDeps, takeProviderRefund } from './take-provider-refund.ts';

interface Deps extends TakeDeps {
  readonly seen: SeenBefore;
  readonly books: PaymentBooks;
  /** The endpoint's signing secrets: two while one replaces the other. */
  secrets(): Promise<readonly string[]>;
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
      422: 'What was signed is no event.',
      503: 'The refund could not be looked up at the provider just now; send the event again.',
    },
    run: async (request, deps: Deps) => {
      const event = signedEvent(request, await deps.secrets());
      const subject = paymentEvent(event);
      if (subject) await take(event.id, subject, deps, request.now);
      return { status: 200, body: { received: true } };
    },
  });

/**
 * Takes the provider's news about refunds. An event is only a hint: the refund is fetched from the provider before anything is believed,
 * each event once. Events about anything else are acknowledged and dropped.
 */
export const { handler, routes } = api({
  connect: (): Deps => ({
    cases: cases(),
    elsewhere: elsewhere(),
    seen: seenBefore(),
    books: payments(),
    secrets: async () => (await secret(settings().webhookSecretName)).split(/[\s,]+/).filter(Boolean),
  }),
  routes: [takes('/v1/webhooks/payments'), takes('/webhooks/payments')],
});

const toleranceSeconds = 300;
/** As much of an event as is read; https://docs.stripe.com/api/events/object */
const SignedEvent = z.object({ id: z.string().min(1), type: z.string(), data: z.object({ object: z.unknown() }) });

/** The event, if Stripe (or the local provider) signed exactly these bytes with one of the keys within five minutes of now, before or after. */
function signedEvent(request: Pick<RouteRequest, 'rawBody' | 'header' | 'now'>, keys: readonly string[]): z.infer<typeof SignedEvent> {
  const signed = signedBody(request, keys);
  const event = SignedEvent.safeParse(signed);
  if (!event.success) throw wrongContent(explain(event.error, signed));
  return event.data;
}

function signedBody(request: Pick<RouteRequest, 'rawBody' | 'header' | 'now'>, keys: readonly string[]): unknown {
  let last: unknown;
  for (const key of keys) {
    try {
      return signedWith(key, request);
    } catch (error) {
      // Signed rightly, as the signature is checked first, but no JSON.
      if (error instanceof SyntaxError) throw malformed();
      last = error;
    }
  }
  log('webhook refused', { error: last instanceof Error ? last.name : 'unknown' });
  throw new Problem(401, 'signature', 'The signature does not fit. Sign the exact body with the shared secret, and check the clock.');
}

function signedWith(key: string, { rawBody, header, now }: Pick<RouteRequest, 'rawBody' | 'header' | 'now'>): unknown {
  const signature = header('stripe-signature') ?? '';
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  // Stripe's own check refuses what is too old only.
  if (signedAt - now.getTime() / 1000 > toleranceSeconds) throw new Error('signed in the future');
  return Stripe.webhooks.constructEvent(rawBody, signature, key, toleranceSeconds, undefined, now.getTime());
}

async function take(eventId: string, subject: EventSubject, deps: Deps, now: Date): Promise<void> {
  if (await deps.seen.already('payments', eventId)) return log('webhook repeated', { eventId });
  try {
    for (const refund of await fetched(subject, deps.books))
      if (!(subject.onlyElsewhere && refund.refundId)) await takeProviderRefund(refund, deps, now);
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error;
    log('webhook refused', { eventId, error: error.name });
    throw new Problem(503, 'provider-silent', 'The provider did not answer when we looked the refund up. Send the event again.');
  }
  await deps.seen.remember('payments', eventId, now);
}

async function fetched(subject: EventSubject, books: PaymentBooks): Promise<readonly ProviderRefund[]> {
  if ('paymentId' in subject) return await books.ofPayment(subject.paymentId);
  const refund = await books.read(subject.providerId);
  return refund ? [refund] : [];
}
