import type { Effect } from '../effects.ts';
import type { Fault } from '../fault-modes.ts';
import type { Guard } from '../guarded.ts';
import type { PaymentsFake, ProviderAnswer } from './payments.ts';
import type { Recorder } from './recorder.ts';
import { type SlackAnswer, type SlackFake, slackInput } from './slack.ts';

const STATUS: Record<string, number> = { Refused: 400, ThrottlingException: 429, Conflict: 409, AccessDeniedException: 403 };

/** `fetch` as functions see it: only the payment provider, Slack and the shop's webhooks can be reached. A call elsewhere fails as an unknown host does. */
export function providerFetch(
  by: string,
  of: { payments: PaymentsFake; slack: SlackFake; webhooks: Recorder; guard: Guard },
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { host, pathname, searchParams } = new URL(request.url);
    if (host === 'slack.com' || host === 'hooks.slack.com') return await askSlack(by, of, request);
    const body: unknown = request.method === 'GET' ? undefined : await request.json();
    if (host === 'payments.local') return askPayments(by, of, request, { path: pathname, query: searchParams }, body);
    if (host === 'webhooks.local') {
      return answered(of.guard, { by, service: 'webhooks', operation: 'Post' }, (twist) => {
        const headers = Object.fromEntries(request.headers);
        if (twist?.mode !== 'lose') of.webhooks.record(`${request.method} ${pathname}`, { headers, body });
        return { status: 200, body: {} };
      });
    }
    const reached = 'payments.local, slack.com, hooks.slack.com and webhooks.local';
    throw new TypeError('fetch failed', { cause: new Error(`The local cloud reaches ${reached}, not ${host}`) });
  };
}

async function askSlack(by: string, { slack, guard }: { slack: SlackFake; guard: Guard }, request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  const input = slackInput(request.headers.get('content-type') ?? '', await request.text());
  const operation = host === 'slack.com' ? pathname.replace('/api/', '') : 'response_url';
  const act = (twist: Fault | undefined): SlackAnswer =>
    host === 'slack.com' ? slack.perform(operation, request.headers.get('authorization'), input, twist) : slack.hook(request.url, input);
  try {
    const { status, body, headers = {} } = guard.call({ by, service: 'slack', operation }, act);
    return Response.json(body, { status, headers });
  } catch (error) {
    const { name } = error as Error;
    if (name === 'ThrottlingException')
      return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers: { 'retry-after': '30' } });
    if (name === 'Refused' || name === 'AccessDeniedException') return Response.json({ ok: false, error: 'channel_not_found' });
    throw error;
  }
}

function askPayments(
  by: string,
  { payments, guard }: { payments: PaymentsFake; guard: Guard },
  request: Request,
  { path, query }: { path: string; query: URLSearchParams },
  body: unknown,
): Response {
  if (request.method === 'POST' && path === '/refunds') {
    const key = request.headers.get('idempotency-key') ?? '';
    let reached = false;
    const effect = { by, service: 'payments', operation: 'CreateRefund' };
    return answered(
      guard,
      effect,
      (twist) => {
        reached = true;
        return payments.create(key, body as object, twist);
      },
      (error) => {
        if (!reached) payments.note(body as object, key, error.name);
      },
    );
  }
  if (request.method === 'GET' && path === '/refunds') {
    return answered(guard, { by, service: 'payments', operation: 'ListRefunds' }, () => payments.list(query));
  }
  const providerId = /^\/refunds\/([^/]+)$/.exec(path)?.[1];
  if (request.method === 'GET' && providerId !== undefined) {
    return answered(guard, { by, service: 'payments', operation: 'ReadRefund' }, () => payments.read(decodeURIComponent(providerId)));
  }
  return Response.json({ error: { code: 'not-found' } }, { status: 404 });
}

function answered(
  guard: Guard,
  effect: Effect,
  act: (twist: Fault | undefined) => ProviderAnswer,
  struck: (error: Error) => void = () => {},
): Response {
  try {
    const { status, body } = guard.call(effect, act);
    return Response.json(body, { status });
  } catch (error) {
    struck(error as Error);
    const { name, message } = error as Error;
    const status = STATUS[name];
    if (status === undefined) throw error;
    const code = name === 'Conflict' ? 'idempotency_key_in_use' : name;
    return Response.json({ error: { code, message } }, { status });
  }
}
