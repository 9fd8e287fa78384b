import { createHmac } from 'node:crypto';
import { seededChance } from '../../../../infra/local/chance.ts';
import { PaymentWebhooks, WEBHOOK_SECRET } from '../../../../infra/local/fakes/payment-webhooks.ts';
import { PaymentsFake, type ProviderAnswer } from '../../../../infra/local/fakes/payments.ts';
import { ProviderBooks, type RefundStatus } from '../../../../infra/local/fakes/provider-books.ts';
import type { Fault } from '../../../../infra/local/fault-modes.ts';
import type { Job, NewJob, RunQueue } from '../../../../infra/local/run-queue.ts';
import { createSchema } from '../../../../infra/local/schema.ts';
import { openStore } from '../../../../infra/local/store.ts';

/** What a webhook brings. */
export interface News {
  readonly body: string;
}

/** The payment provider of the local cloud in memory: its own books, its keys of 24 hours, and its webhooks, which wait to be delivered. */
export function providerAtHand(seed: number, now: () => Date) {
  const store = openStore();
  createSchema(store);
  const clock = { mode: 'virtual' as const, now: () => now().getTime(), moveTo: () => {} };
  const chance = seededChance(seed);
  const books = new ProviderBooks(store);
  const waiting: News[] = [];
  const queue = { handlers: new Map<string, (job: Job) => unknown>(), add: ({ payload }: NewJob) => waiting.push(payload as News) };
  const webhooks = new PaymentWebhooks({ clock, chance, queue: queue as unknown as RunQueue, call: async () => ({ status: 200 }) });
  const payments = new PaymentsFake({ store, clock, chance, books, tell: (refund, type, times) => webhooks.tell(refund, type, times) });
  let twist: Fault | undefined;

  /** Answers as HTTP does; a twist makes the next refund pending, or loses its answer after it was made. */
  const answered = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    if (init?.method === 'POST') {
      const mode = twist?.mode;
      const made = payments.create(new Headers(init.headers).get('idempotency-key') ?? '', JSON.parse(String(init.body)), twist);
      twist = undefined;
      if (mode === 'timeout-after') throw new TypeError('fetch failed');
      return response(made);
    }
    const id = /^\/refunds\/([^/]+)$/.exec(url.pathname)?.[1];
    return response(id === undefined ? payments.list(url.searchParams) : payments.read(decodeURIComponent(id)));
  };

  return {
    fetch: answered as typeof fetch,
    waiting,
    books,
    charge: (paymentId: string, captured: number, currency: string) => books.setCharge(paymentId, captured, currency),
    next: (mode: Fault['mode'] | undefined) => (twist = mode === undefined ? undefined : ({ mode } as Fault)),
    byHand: (paymentId: string, amount: number) => payments.refundByHand(paymentId, amount),
    settle: (refundId: string, status: RefundStatus) => payments.settle(refundId, status, 1),
    /** The header under which these bytes are believed now. */
    signature: (body: string): string => {
      const t = Math.floor(clock.now() / 1000);
      return `t=${t},v1=${createHmac('sha256', WEBHOOK_SECRET).update(`${t}.${body}`).digest('hex')}`;
    },
    close: () => store.close(),
  };
}

const response = ({ status, body }: ProviderAnswer): Response => Response.json(body, { status });
