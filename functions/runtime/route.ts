import type * as z from 'zod';
import type { AgentCaller, Caller, CustomerCaller } from './caller.ts';

export interface Answer {
  readonly status: number;
  /** A value that becomes JSON; a string together with a `content-type` header goes out as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body is bytes in base64; they go out as bytes. */
  readonly base64?: boolean;
}

/** Who may call: `agent` is any colleague of the people policy, `manager` one with that role. */
export type CallerKind = 'anyone' | 'customer' | 'agent' | 'manager';
type CallerOf<K extends CallerKind> = K extends 'customer' ? CustomerCaller : K extends 'agent' | 'manager' ? AgentCaller : Caller;
type Read<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A request that passed every check of its route. */
export interface RouteRequest<Body = undefined, Query = undefined, Who = Caller> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly rawBody: string;
  header(name: string): string | undefined;
  readonly caller: Who;
  /** The viewer's address, which the edge tells, or that of whoever called. */
  readonly ip: string;
  readonly now: Date;
  readonly traceId: string;
}

interface About {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/v1/returns/{caseId}`; a parameter is one whole segment. */
  readonly path: string;
  readonly summary: string;
  readonly caller: CallerKind;
  /** For `agent`: one of these roles, else 403. */
  readonly roles?: readonly string[];
  readonly headers?: readonly string[];
  /** By status: the body's schema, or a sentence when there is none. */
  readonly answers: Readonly<Record<number, z.ZodType | string>>;
}

/** A route as `api` needs it, whatever its request. */
export interface Route<D> extends About {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly run: (request: never, deps: D) => Promise<Answer>;
}

export interface RouteDefinition<K extends CallerKind, B, Q, D> extends About {
  readonly caller: K;
  readonly body?: B;
  readonly query?: Q;
  readonly run: (request: RouteRequest<Read<NoInfer<B>>, Read<NoInfer<Q>>, CallerOf<NoInfer<K>>>, deps: D) => Promise<Answer>;
}

/** One route: what it takes, who may call it, what it answers. */
export function route<
  const K extends CallerKind,
  D,
  B extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(definition: RouteDefinition<K, B, Q, D>): Omit<Route<D>, 'run'> & Pick<RouteDefinition<K, NoInfer<B>, NoInfer<Q>, D>, 'run'> {
  return definition as Omit<Route<D>, 'run'> & Pick<RouteDefinition<K, B, Q, D>, 'run'>;
}
