import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

interface HttpRequest {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly base64?: boolean;
}

export const aContext = { awsRequestId: 'invocation' } as Context;

/** An HTTP API event (payload format 2.0); a body comes as JSON unless the headers say otherwise. */
export function anHttpEvent({
  method = 'GET',
  path = '/',
  query = '',
  headers = {},
  body,
  base64 = false,
}: HttpRequest): APIGatewayProxyEventV2 {
  const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
  return {
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath: path,
    rawQueryString: query,
    headers: Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')),
    isBase64Encoded: base64,
    ...(body === undefined ? {} : { body }),
    requestContext: {
      accountId: '1',
      apiId: 'a',
      domainName: 'd',
      domainPrefix: 'd',
      requestId: 'request-1',
      routeKey: 'ANY /v1/{proxy+}',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
    },
  };
}
