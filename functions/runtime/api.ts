import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { callers as callersOf } from '../adapters/callers.ts';
import type { Caller, Callers } from './caller.ts';
import { type Edge, edge } from './edge.ts';
import { find } from './find-route.ts';
import { readBody, readQuery, sizeChecked } from './incoming.ts';
import { errorFields, log } from './logger.ts';
import { asProblem, Problem, problemAnswer } from './problem.ts';
import type { Answer, Route, RouteRequest } from './route.ts';
import { connected, wrapped } from './wrapped.ts';

export type ApiHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

export interface Api<D> {
  connect(): D;
  readonly routes: readonly Route<D>[];
  /** Who tells whose a token is; tests bring their own. */
  callers?(): Callers;
  /** What stands before this API; tests bring their own. */
  edge?(): Edge;
}

/**
 * One Lambda that serves the routes of one area behind the HTTP API (payload format 2.0). Checks, in this order: 403 around the edge, 413, 404 and 405,
 * 401 and 403, 415, 400, 422; then the route runs. Whatever goes wrong is answered as problem+json (RFC 9457).
 */
export function api<D>(definition: Api<D>): { handler: ApiHandler; routes: readonly Route<D>[] } {
  const deps = connected(definition.connect);
  const front = connected(definition.edge ?? edge);
  const callers = connected(definition.callers ?? callersOf);
  const serve = async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    const header = (name: string) => event.headers[name.toLowerCase()];
    const viewer = await front().viewerOf(header);
    const raw = sizeChecked(event);
    const { route, params } = find(definition.routes, event.requestContext.http.method, event.rawPath);
    const now = new Date();
    const caller = await authorise(route, header('authorization'), callers, now);
    const body = readBody(route.body, header('content-type'), raw);
    const query = readQuery(route.query, event.rawQueryString);
    const request: RouteRequest<unknown, unknown> = {
      params,
      query,
      body,
      rawBody: raw.toString('utf8'),
      header,
      caller,
      ip: viewer ?? event.requestContext.http.sourceIp,
      now,
      traceId: traceOf(event),
    };
    return await route.run(request as never, deps());
  };
  const handler = wrapped<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
    { done: 'request answered', failed: 'request failed', traceOf, fieldsOf },
    async (event) => {
      try {
        return outgoing(await serve(event), event);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status >= 500) log('request failed', { ...fieldsOf(event, undefined), ...errorFields(error) });
        return outgoing(problemAnswer(problem, `urn:request:${event.requestContext.requestId}`), event);
      }
    },
  );
  return { handler, routes: definition.routes };
}

async function authorise<D>(route: Route<D>, authorization: string | undefined, callers: () => Callers, now: Date): Promise<Caller> {
  if (route.caller === 'anyone') return { kind: 'anyone' };
  const token = /^Bearer +([\w.~+/=-]{1,4096}) *$/i.exec(authorization ?? '')?.[1];
  const holder = token ? await callers().holderOf(token, now) : undefined;
  if (!holder) {
    const detail = token ? 'Your session is over or unknown. Sign in again.' : 'Send your token as `Authorization: Bearer …`.';
    throw new Problem(401, 'sign-in', detail, {}, { 'www-authenticate': 'Bearer' });
  }
  const kind = route.caller === 'customer' ? 'customer' : 'agent';
  if (holder.kind !== kind) {
    throw new Problem(
      403,
      'wrong-role',
      kind === 'agent' ? 'This is for colleagues only.' : 'This is for customers, with the code of their order.',
    );
  }
  const roles = route.caller === 'manager' ? ['manager'] : route.roles;
  if (holder.kind === 'agent' && roles && !holder.roles.some((role) => roles.includes(role))) {
    throw new Problem(403, 'wrong-role', `This needs the role ${roles.join(' or ')}. Ask a manager.`);
  }
  return holder;
}

const standardHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

function outgoing(answer: Answer, event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'application/json', ...standardHeaders, ...answer.headers };
  const body = typeof answer.body === 'string' && answer.headers?.['content-type'] ? answer.body : JSON.stringify(answer.body);
  const shown = event.requestContext.http.method === 'HEAD' ? '' : body;
  return { statusCode: answer.status, headers, body: shown, isBase64Encoded: answer.base64 ?? false };
}

function traceOf(event: APIGatewayProxyEventV2): string {
  return /Root=([\w-]{1,64})/.exec(event.headers['x-amzn-trace-id'] ?? '')?.[1] ?? event.requestContext.requestId;
}

function fieldsOf(event: APIGatewayProxyEventV2, result: unknown): { route: string; status?: number } {
  const { http, routeKey } = { http: event.requestContext.http, routeKey: event.routeKey };
  const status = (result as APIGatewayProxyStructuredResultV2 | undefined)?.statusCode;
  return { route: `${http.method} ${routeKey?.split(' ')[1] ?? ''}`.trim(), ...(status === undefined ? {} : { status }) };
}
