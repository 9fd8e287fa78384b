import { Overtaken } from '../../domain/errors.ts';
import type { Answer } from './route.ts';

/** One thing wrong with a body, by JSON Pointer (a header by its name), with what to do about it. */
export interface PointedError {
  readonly pointer: string;
  readonly message: string;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Please sign in',
  403: 'Not yours to do',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible now',
  410: 'Over',
  413: 'Too large',
  415: 'Wrong type',
  422: 'Wrong content',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available',
};

/** An answer that is no success, thrown by a route. `code` is stable; `extra` members travel beside the standard ones (`errors`, `current`). */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly extra: { readonly errors?: readonly PointedError[]; readonly [member: string]: unknown };
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, extra: Problem['extra'] = {}, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.extra = extra;
    this.headers = headers;
  }
}

/** 422 with what is wrong and where. */
export function wrongContent(errors: readonly PointedError[]): Problem {
  const first = errors[0]?.message ?? 'Check what you sent.';
  return new Problem(422, 'wrong-content', errors.length > 1 ? `${errors.length} things need changing.` : first, { errors });
}

/** 404, the same whether there is no such thing or it is somebody else's. */
export function notFound(detail = 'There is nothing here under this address.'): Problem {
  return new Problem(404, 'not-found', detail);
}

/** 429; `seconds` until the caller may try again. */
export function tooMany(seconds: number): Problem {
  return new Problem(429, 'too-many', `Wait ${seconds} seconds, then try again.`, {}, { 'retry-after': String(seconds) });
}

/** Any error as the problem that the caller sees; an unexpected one says nothing about itself. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Overtaken) {
    return new Problem(409, 'overtaken', 'This changed in the meantime. Read it again, then decide again.');
  }
  return new Problem(500, 'unexpected', 'This is our fault, not yours. Try again in a moment.');
}

/** The answer for a problem (RFC 9457); `instance` names the request for support. */
export function problemAnswer(problem: Problem, instance: string): Answer {
  const { status, code, detail, extra, headers } = problem;
  const body = { type: `urn:redress:problem:${code}`, title: titles[status] ?? 'Problem', status, detail, instance, ...extra };
  return { status, body, headers: { ...headers, 'content-type': 'application/problem+json' } };
}
