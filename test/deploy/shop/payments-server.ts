import { createServer } from 'node:http';
import { realChance } from '../../../infra/local/chance.ts';
import { realClock } from '../../../infra/local/clock.ts';
import { PaymentsFake } from '../../../infra/local/fakes/payments.ts';
import { ProviderBooks, type ProviderRefund } from '../../../infra/local/fakes/provider-books.ts';
import { createSchema } from '../../../infra/local/schema.ts';
import { openStore } from '../../../infra/local/store.ts';

/** The payment provider of the local cloud, served over HTTP for functions that run in processes of their own. */
export interface PaymentsServer {
  readonly url: string;
  /** A payment that the shop took before. */
  took(paymentId: string, captured: number, currency: string): void;
  /** What the provider gave back, by payment. */
  refundsOf(paymentId: string): ProviderRefund[];
  /** Every call about a refund, repeated ones too. */
  callsFor(refundId: string): unknown[];
  stop(): Promise<void>;
}

/** Starts the provider on 127.0.0.1 on a free port. */
export async function startPayments(): Promise<PaymentsServer> {
  const store = openStore();
  createSchema(store);
  const books = new ProviderBooks(store);
  const fake = new PaymentsFake({ store, clock: realClock, chance: realChance, books, tell: () => {} });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const id = /^\/refunds\/([^/]+)$/.exec(request.url ?? '')?.[1];
    const key = request.headers['idempotency-key'];
    const answer =
      request.method === 'POST' && request.url === '/refunds' && typeof key === 'string'
        ? fake.create(key, JSON.parse(Buffer.concat(chunks).toString()) as object)
        : request.method === 'GET' && id !== undefined
          ? fake.read(decodeURIComponent(id))
          : { status: 404, body: { error: { code: 'not-found' } } };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the payment provider does not listen');
  return {
    url: `http://127.0.0.1:${address.port}`,
    took: (paymentId, captured, currency) => books.setCharge(paymentId, captured, currency),
    refundsOf: (paymentId) => books.refunds().filter((refund) => refund.paymentId === paymentId),
    callsFor: (refundId) => books.calls(refundId),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      store.close();
    },
  };
}
