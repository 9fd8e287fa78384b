import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from '../functions/runtime/route.ts';

/** RFC 9457, as every error is answered. */
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const said: Readonly<Record<number, string>> = {
  400: 'The body is no JSON',
  401: 'The token is absent or expired',
  403: 'The role is another one, or it is not yours to decide',
  413: 'The body is larger than 256 kB',
  415: 'The body is not of type application/json',
  422: 'The content is wrong; `errors` says where and what to do',
};

function statusesOf({ body, query, caller }: Route<never>): readonly number[] {
  return [...(body ? [400, 413, 415, 422] : query ? [422] : []), ...(caller === 'anyone' ? [] : [401, 403])];
}

function answer(status: number, schema: z.ZodType | string) {
  if (typeof schema !== 'string') return { description: status < 300 ? 'Done' : 'Problem', content: { 'application/json': { schema } } };
  return status < 400 ? { description: schema } : { description: schema, content: { 'application/problem+json': { schema: Problem } } };
}

function operation(route: Route<never>): ZodOpenApiOperationObject {
  const { path, body, query, headers = [], caller, answers } = route;
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, z.string()] as const);
  const expected: Readonly<Record<number, z.ZodType | string>> = {
    ...Object.fromEntries(statusesOf(route).map((status) => [status, said[status]!])),
    ...answers,
  };
  const responses = Object.entries(expected).map(([status, schema]) => [status, answer(Number(status), schema)]);
  return {
    summary: route.summary,
    operationId: `${route.method} ${path}`.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, ''),
    security: caller === 'anyone' ? [] : [{ [caller === 'customer' ? 'customer' : 'agent']: [] }],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    requestParams: {
      ...(params.length > 0 ? { path: z.object(Object.fromEntries(params)) } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(headers.length > 0 ? { header: z.object(Object.fromEntries(headers.map((name) => [name, z.string()]))) } : {}),
    },
    responses: Object.fromEntries(responses),
  };
}

/** The OpenAPI 3.1 description of routes, from the schemas that check their requests. */
export function describeApi(routes: readonly Route<never>[]): unknown {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes.toSorted((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Redress', version: '1', description: 'Returns, refunds and promises kept. Errors are RFC 9457 problem+json.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        customer: { type: 'http', scheme: 'bearer', description: 'From POST /v1/lookups/{lookupId}/code; 24 hours, one order' },
        agent: { type: 'http', scheme: 'bearer', description: 'From POST /v1/sessions/code; 12 hours' },
      },
    },
  });
}
