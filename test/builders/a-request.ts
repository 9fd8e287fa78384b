import type { AgentCaller, Caller, CustomerCaller } from '../../functions/runtime/caller.ts';

interface Differs {
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ip?: string;
  readonly now?: Date;
  readonly rawBody?: string;
}

export const aCustomer = (orderId = 'A-1'): CustomerCaller => ({ kind: 'customer', orderId });
export const anAgent = (...roles: string[]): AgentCaller => ({
  kind: 'agent',
  personId: 'p_0123456789ab',
  email: 'agent@shop.example',
  name: 'Agent',
  roles: roles.length > 0 ? roles : ['agent'],
  tokenId: 'token-1',
  codeAt: '2026-11-10T09:00:00.000Z',
});

/** A request as a route's `run` gets it, on 10 November 2026. */
export function aRequest<Body = undefined, Who extends Caller = Caller, Query = Record<never, never>>(
  body: Body,
  caller: Who,
  { params = {}, headers = {}, ip = '192.0.2.1', now = new Date('2026-11-10T10:00:00Z'), rawBody = '' }: Differs = {},
  query: Query = {} as Query,
) {
  return { params, query, body, rawBody, header: (name: string) => headers[name.toLowerCase()], caller, ip, now, traceId: 'trace' };
}
