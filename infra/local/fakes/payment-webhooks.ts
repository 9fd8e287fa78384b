import { createHmac } from 'node:crypto';
import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import { metadataOf, type ProviderRefund, providerIdOf } from './provider-books.ts';

/** The local secret of payment webhooks. */
export const WEBHOOK_SECRET = 'whsec_local';

interface Webhook {
  readonly body: string;
  readonly since: number;
}

/** Calls our own HTTP API as the provider would; answers with the status code. */
export type CallApi = (request: {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}) => Promise<{ status: number }>;

const FOR_THREE_DAYS = 3 * 86_400_000;

/** Tells outcomes by webhooks in Stripe's format and signature; one that is not answered with 2xx is sent again. */
export class PaymentWebhooks {
  private readonly of: { clock: SystemClock; chance: Chance; queue: RunQueue; call: CallApi };

  constructor(of: PaymentWebhooks['of']) {
    this.of = of;
    of.queue.handlers.set('webhook', (job) => this.send(job));
  }

  /** Joins the transaction under way. The same event is sent `times` times, with one id. */
  tell(refund: ProviderRefund, type: string, times: number): void {
    const { clock, chance, queue } = this.of;
    const created = Math.floor(clock.now() / 1000);
    const event = {
      id: `evt_${chance.bytes(12).toString('hex')}`,
      object: 'event',
      type,
      created,
      livemode: false,
      data: { object: type.startsWith('charge.') ? chargeObject(refund) : refundObject(refund) },
    };
    const webhook: Webhook = { body: JSON.stringify(event), since: clock.now() };
    for (let time = 0; time < times; time += 1) queue.add({ kind: 'webhook', payload: webhook });
  }

  private async send({ payload, attempts }: Job): Promise<Outcome> {
    const { body, since } = payload as Webhook;
    const { clock, call } = this.of;
    const t = Math.floor(clock.now() / 1000);
    const v1 = createHmac('sha256', WEBHOOK_SECRET).update(`${t}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${t},v1=${v1}` };
    const { status } = await call({ method: 'POST', path: '/v1/webhooks/payments', headers, body });
    if (status >= 200 && status < 300) return {};
    const againAt = clock.now() + Math.min(3_600_000, 2000 * 2 ** Math.min(attempts, 12));
    return againAt - since > FOR_THREE_DAYS ? {} : { againAt };
  }
}

function refundObject(refund: ProviderRefund): object {
  const { refundId, paymentId, amount, currency, status, at } = refund;
  return {
    id: providerIdOf(refundId),
    object: 'refund',
    amount,
    currency: currency.toLowerCase(),
    created: Math.floor(at / 1000),
    payment_intent: paymentId,
    status,
    ...(status === 'failed' ? { failure_reason: 'declined' } : {}),
    metadata: metadataOf(refund),
  };
}

/** Stripe's newer versions leave the list of refunds out of a charge: whoever hears of it asks for them. */
function chargeObject({ paymentId, amount, currency }: ProviderRefund): object {
  return {
    id: `ch_${paymentId.replace(/\W/g, '')}`,
    object: 'charge',
    payment_intent: paymentId,
    amount_refunded: amount,
    currency: currency.toLowerCase(),
  };
}
