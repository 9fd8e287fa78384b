import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface StripeCall {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly params: Readonly<Record<string, string>>;
}
interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const error = (status: number, type: string, code: string): Reply => ({ status, body: { error: { type, code, message: code } } });

/** What the next refund meets, as https://docs.stripe.com/api/idempotent_requests and /errors describe it. */
export const stripeSays = {
  rateLimited: error(429, 'invalid_request_error', 'rate_limit'),
  inFlight: error(409, 'invalid_request_error', 'idempotency_key_in_use'),
  broken: error(500, 'api_error', 'api_error'),
  alreadyRefunded: error(400, 'invalid_request_error', 'charge_already_refunded'),
  unauthorised: error(401, 'invalid_request_error', 'api_key_invalid'),
  changedParameters: error(400, 'idempotency_error', 'idempotency_error'),
};

/** Stripe's refunds over real HTTP on this machine: keeps idempotency keys with their parameters, writes down every call. */
export async function stripeServer() {
  const calls: StripeCall[] = [];
  const kept = new Map<string, { params: string; reply: Reply }>();
  const made: Record<string, unknown>[] = [];
  let planned: (Reply | 'hang-up' | { status: string; failure_reason?: string })[] = [];

  const refund = (key: string, params: Readonly<Record<string, string>>): Reply | 'hang-up' => {
    const before = kept.get(key);
    if (before) return before.params === JSON.stringify(params) ? before.reply : stripeSays.changedParameters;
    const plan = planned.shift() ?? { status: 'succeeded' };
    if (plan === 'hang-up') return plan;
    if (typeof plan.status === 'number') return plan as Reply;
    const metadata = { refundId: params['metadata[refundId]'], caseId: params['metadata[caseId]'] };
    const { payment_intent = null, charge = null } = params;
    const books = { amount: Number(params.amount), currency: 'gbp', created: 1_790_000_000 + made.length, payment_intent, charge };
    const body = { id: `re_${made.length + 1}`, object: 'refund', ...books, metadata, ...plan };
    made.push(body);
    const reply = { status: 200, body };
    kept.set(key, { params: JSON.stringify(params), reply });
    return reply;
  };

  /** One refund by its id, or the newest first, two a page at most: https://docs.stripe.com/api/refunds/list */
  const looked = (path: string, params: Readonly<Record<string, string>>): Reply => {
    const id = /^\/v1\/refunds\/(.+)$/.exec(path)?.[1];
    const one = made.find((each) => each.id === id);
    if (id) return one ? { status: 200, body: one } : error(404, 'invalid_request_error', 'resource_missing');
    const since = Number(params['created[gte]'] ?? 0);
    const fits = made.filter(
      (each) =>
        Number(each.created) >= since &&
        (['payment_intent', 'charge'] as const).every((name) => !params[name] || params[name] === each[name]),
    );
    const newest = fits.toReversed();
    const start = newest.findIndex((each) => each.id === params.starting_after) + 1;
    const data = newest.slice(start, start + 2);
    return { status: 200, body: { object: 'list', data, has_more: newest.length > start + 2, url: '/v1/refunds' } };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://stripe');
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString() || url.search));
    const key = request.headers['idempotency-key'] as string | undefined;
    calls.push({ method: request.method ?? '', path: url.pathname, key, params });
    const reply = request.method === 'POST' ? refund(key ?? '', params) : looked(url.pathname, params);
    if (reply === 'hang-up') return request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    calls,
    made,
    plan: (...next: typeof planned) => (planned = next),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}
