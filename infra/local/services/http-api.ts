import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Guard } from '../guarded.ts';
import type { RouteModel } from '../template/model.ts';
import { PLACE } from '../template/place.ts';
import { guardedInvoke } from './asynchronous.ts';
import { jsonResponse, type LocalRequest, type LocalResponse } from './http-request.ts';
import type { Lambda } from './lambda.ts';
import { findRoute, type Match } from './routes.ts';

const TEXTUAL = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|.*\+json|.*\+xml))/;

interface FunctionAnswer {
  readonly statusCode?: number;
  readonly headers?: Record<string, string | number | boolean>;
  readonly cookies?: string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** The HTTP API of the templates: requests become events of payload format 2.0, answers become responses. */
export class HttpApi {
  private readonly of: { routes: readonly RouteModel[]; lambda: Lambda; clock: SystemClock; chance: Chance; guard: Guard };

  constructor(of: HttpApi['of']) {
    this.of = of;
  }

  serves(method: string, path: string): boolean {
    return findRoute(this.of.routes, method, path) !== undefined;
  }

  async answer(request: LocalRequest): Promise<LocalResponse> {
    const match = findRoute(this.of.routes, request.method, request.path);
    if (match === undefined) return jsonResponse(404, { message: 'Not Found' });
    const { guard, lambda } = this.of;
    const model = lambda.find(match.route.functionName);
    const event = this.eventOf(request, match);
    // A fault of functions at large is meant for what runs behind the scenes, not for whoever asks over HTTP.
    const meant = guard.faults.names({ by: model.short, service: 'functions', operation: 'Invoke' });
    const result = await (meant ? guardedInvoke(guard, lambda, model, event) : lambda.invoke(model, event));
    if (!result.ok) {
      const timedOut = result.error.errorType === 'Sandbox.Timedout';
      return timedOut ? jsonResponse(503, { message: 'Service Unavailable' }) : jsonResponse(500, { message: 'Internal Server Error' });
    }
    return responseOf(result.output);
  }

  private eventOf(request: LocalRequest, { route, parameters }: Match): object {
    const now = this.of.clock.now();
    const requestId = this.of.chance.bytes(8).toString('hex');
    const { headers, query, body } = request;
    const textual = headers['content-type'] === undefined || TEXTUAL.test(headers['content-type']);
    const values = new Map<string, string[]>();
    for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
    const { cookie, ...rest } = headers;
    return {
      version: '2.0',
      routeKey: route.key,
      rawPath: request.path,
      rawQueryString: query,
      ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
      headers: { ...rest, 'x-forwarded-for': rest['x-forwarded-for'] ?? request.ip },
      ...(values.size === 0 ? {} : { queryStringParameters: Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')])) }),
      ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
      requestContext: {
        accountId: PLACE.account,
        apiId: 'local',
        domainName: headers.host ?? 'localhost',
        domainPrefix: 'local',
        http: {
          method: request.method,
          path: request.path,
          protocol: 'HTTP/1.1',
          sourceIp: request.ip.replace(/^::ffff:/, ''),
          userAgent: headers['user-agent'] ?? '',
        },
        requestId,
        routeKey: route.key,
        stage: '$default',
        time: new Date(now).toUTCString(),
        timeEpoch: now,
      },
      ...(body.length === 0 ? {} : { body: textual ? body.toString('utf8') : body.toString('base64') }),
      isBase64Encoded: body.length > 0 && !textual,
    };
  }
}

/** An answer without `statusCode` is the body of a 200, as API Gateway takes it. */
function responseOf(output: unknown): LocalResponse {
  const answer = output as FunctionAnswer | null;
  if (typeof answer !== 'object' || answer === null || answer.statusCode === undefined) return jsonResponse(200, output);
  const headers: Record<string, string> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = String(value);
  if (answer.cookies !== undefined) headers['set-cookie'] = answer.cookies.join(', ');
  const body = answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : (answer.body ?? '');
  return { status: answer.statusCode, headers, body };
}
