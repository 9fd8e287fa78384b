/** Nobody in particular. */
export interface AnyCaller {
  readonly kind: 'anyone';
}

/** A customer who proved to have the address of this one order. */
export interface CustomerCaller {
  readonly kind: 'customer';
  readonly orderId: string;
}

/** A colleague; roles are those of the people policy at this moment, not those at sign-in. */
export interface AgentCaller {
  readonly kind: 'agent';
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Which token this is; ending the sign-in names it. */
  readonly tokenId: string;
  /** When a mailed code opened this session; undefined when a remembered device did. */
  readonly codeAt?: string;
}

export type Caller = AnyCaller | CustomerCaller | AgentCaller;

/** Finds out who holds a bearer token. */
export interface Callers {
  /** Undefined for a token that is unknown, expired, or of a colleague who has left. */
  holderOf(token: string, now: Date): Promise<CustomerCaller | AgentCaller | undefined>;
}
