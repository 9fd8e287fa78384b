/** One movement of money back to one payment. `refundId` is the idempotency key and never changes; `amount` is in minor units. */
export interface RefundOrder {
  readonly refundId: string;
  readonly caseId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
}

/** What the provider says of a refund; `pending` is settled later, by webhook. */
export interface RefundOutcome {
  readonly status: 'succeeded' | 'pending' | 'failed';
  readonly reason?: string;
}

/** The port to whoever moves money. Same key, same answer: calling it again is always safe while the provider keeps the key (24 h). */
export interface PaymentGateway {
  /** Throws GatewayUnavailable (outcome unknown: call again, same key) or GatewayRefused (the provider's no, nothing moved). */
  refund(order: RefundOrder): Promise<RefundOutcome>;
  /** The refund by our id, for when the key may be forgotten. Throws GatewayUnavailable. */
  find(order: Pick<RefundOrder, 'refundId' | 'paymentId'>): Promise<RefundOutcome | undefined>;
}
