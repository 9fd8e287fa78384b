import type { Cloud } from '../cloud.ts';
import type { LocalRequest, LocalResponse } from '../services/http-request.ts';
import { jsonResponse } from '../services/http-request.ts';

/** What a lever is asked: the request with its query, its JSON body and what its path's placeholders stand for. */
export interface Asked {
  readonly request: LocalRequest;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly part: string;
}

/** One thing that scripts can do to the local cloud. `path` may end in `{}`, which stands for one further part. */
export interface Lever {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  pull(cloud: Cloud, asked: Asked): Promise<LocalResponse> | LocalResponse;
}

/** An answer as RFC 9457 wants it. */
export function problem(status: number, detail: string, errors?: { pointer: string; message: string }[]): LocalResponse {
  const title = { 404: 'Not Found', 409: 'Conflict', 422: 'Unprocessable Content' }[status] ?? 'Bad Request';
  const response = jsonResponse(status, { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) });
  return { ...response, headers: { 'content-type': 'application/problem+json' } };
}

/** A lever that shows something as JSON. */
export const shows = (path: string, show: (cloud: Cloud, query: URLSearchParams) => unknown): Lever => ({
  method: 'GET',
  path,
  pull: (cloud, { query }) => jsonResponse(200, show(cloud, query)),
});

/** The members of a JSON body; empty when it is none. */
export function membersOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}
