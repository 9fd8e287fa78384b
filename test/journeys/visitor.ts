import { startLocalCloud } from '../../infra/local/start-local-cloud.ts';
import type { Operations } from '../../web/generated/operations.ts';
import { type Left, leaks, leftOf, taskTokensOf } from './leak-scan.ts';

type Name = keyof Operations;
export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}
interface Extra {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

/** Is told every answer: which operation, and its text. */
type Remember = (operation: string, text: string) => void;

/** Speaks to a cloud as the outside world does: over HTTP, reading the code from a mailbox, the local cloud's own unless said. */
export function visitor(url: string, mailbox?: (to?: string) => Promise<Mail[]>, remember: Remember = () => {}) {
  const raw = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...sent,
    });
    const text = await response.text();
    remember(`${method} ${path.replace(/\?.*/, '')}`, text);
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : { text } };
  };

  /** One operation of the API, typed by its description. */
  const call = async <N extends Name>(
    name: N,
    body?: Operations[N]['body'],
    extra: Extra = {},
  ): Promise<Reply<Operations[N]['answer']>> => {
    const [method, path] = name.split(' ') as [string, string];
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => extra.params?.[key] ?? '');
    const query = extra.query ? `?${new URLSearchParams(extra.query)}` : '';
    const headers = {
      ...(extra.token ? { authorization: `Bearer ${extra.token}` } : {}),
      ...(extra.key ? { 'idempotency-key': extra.key } : {}),
      ...extra.headers,
    };
    return (await raw(method, filled + query, method === 'GET' ? undefined : (body ?? {}), headers)) as Reply<Operations[N]['answer']>;
  };

  const mails = async (to?: string): Promise<Mail[]> => {
    if (mailbox) return await mailbox(to);
    const { body } = await raw('GET', `/local/mailbox.json${to ? `?to=${encodeURIComponent(to)}` : ''}`);
    return body as unknown as Mail[];
  };

  /** Moves virtual time, and with it everything that is due. */
  const advance = async (duration: string): Promise<void> => {
    const { status, body } = await raw('POST', '/local/clock', { advance: duration });
    if (status !== 200) throw new Error(`the clock did not move: ${JSON.stringify(body)}`);
  };

  const codeFor = async (to: string, sent: number): Promise<string> =>
    await eventually(async () => {
      const mail = (await mails(to)).filter(({ notice }) => notice.endsWith('code'))[sent];
      return mail && /\b\d{6}\b/.exec(mail.text)?.[0];
    });
  const codesSent = async (to: string): Promise<number> => (await mails(to)).filter(({ notice }) => notice.endsWith('code')).length;

  return {
    url,
    raw,
    call,
    mails,
    advance,
    /** Opens an order with the code from the mail. */
    customer: async (orderId: string, email: string) => {
      const before = await codesSent(email);
      const { lookupId } = (await call('POST /v1/lookups', { orderId, email })).body;
      const code = await codeFor(email, before);
      const { status, body } = await call('POST /v1/lookups/{lookupId}/code', { code }, { params: { lookupId } });
      if (status !== 200) throw new Error(`the code was not taken: ${JSON.stringify(body)}`);
      return body;
    },
    /** Signs a colleague in with the code from the mail. */
    agent: async (email: string): Promise<string> => {
      const before = await codesSent(email);
      await call('POST /v1/sessions', { email });
      const code = await codeFor(email, before);
      return (await call('POST /v1/sessions/code', { email, code })).body.token;
    },
    /** The return as its customer sees it. */
    look: async (caseId: string, token: string) => (await call('GET /v1/returns/{caseId}', undefined, { params: { caseId }, token })).body,
  };
}
export type Visitor = ReturnType<typeof visitor>;

export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly notice: string;
  readonly locale: string;
  readonly caseId?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Asks again until there is an answer: up to ten seconds, a few milliseconds apart. */
export async function eventually<T>(ask: () => Promise<T | undefined | false>, what = 'what was waited for'): Promise<T> {
  const end = performance.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`${what} did not happen within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Answers that hand a bearer token to whoever asked for it. */
const handsOut = /^POST \/v1\/(?:lookups\/[^/]+\/code|sessions\/(?:code|device))$/;

/**
 * A local cloud of its own, with a visitor; time is virtual unless said otherwise. Stopping it looks through everything that the test left
 * behind and throws if a token, a secret or, in a log, an address is in it.
 */
export async function freshCloud(options: Parameters<typeof startLocalCloud>[0] = {}) {
  const started = await startLocalCloud({ port: 0, virtualTime: true, limits: 'off', ...options });
  const answers: Left[] = [];
  const bearerTokens: string[] = [];
  const remember: Remember = (operation, text) => {
    if (handsOut.test(operation)) bearerTokens.push(...[...text.matchAll(/"(?:token|device)":"([^"]+)"/g)].map((match) => match[1]!));
    else if (operation.includes(' /v1/')) answers.push({ where: 'an API answer', text });
  };
  const stop = async () => {
    const left = [...leftOf(started.cloud), ...answers];
    const found = leaks(left, { taskTokens: taskTokensOf(started.cloud), bearerTokens });
    await started.stop();
    if (found.length > 0) throw new Error(`The test left behind what nobody may see:\n${[...new Set(found)].slice(0, 5).join('\n')}`);
  };
  return { cloud: { ...started, stop }, ...visitor(started.url, undefined, remember) };
}
