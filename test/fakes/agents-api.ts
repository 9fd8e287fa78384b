import { api } from '../../functions/runtime/api.ts';
import type { Route } from '../../functions/runtime/route.ts';
import { aCustomer } from '../builders/a-request.ts';
import { type Colleague, callerOf, colleagues } from '../builders/a-staff.ts';
import { aContext, anHttpEvent } from '../builders/an-http-event.ts';

interface Asked {
  readonly body?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls routes as the HTTP API would, signed in as one of the colleagues, or as the customer. */
export function agentsApi<D>(routes: readonly Route<D>[], deps: D) {
  const holderOf = async (token: string) =>
    token === 'customer' ? aCustomer() : colleagues.includes(token as Colleague) ? callerOf(token as Colleague) : undefined;
  const { handler } = api({ connect: () => deps, callers: () => ({ holderOf }), routes });
  return async (
    who: Colleague | 'customer',
    call: `${'GET' | 'POST' | 'PUT' | 'PATCH'} ${string}`,
    { body, query = '', headers = {} }: Asked = {},
  ) => {
    const [method, path] = call.split(' ') as [string, string];
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const event = anHttpEvent({ method, path, query, headers: { ...headers, authorization: `Bearer ${who}` }, ...sent });
    const answer = await handler(event, aContext);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came.
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? '') as Record<string, any> };
  };
}
