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

/** A refund as it stands in the provider's books, ours or one that somebody made in the provider's own dashboard. */
export interface ProviderRefund extends RefundOutcome {
  /** The provider's own id, such as `re_1Nispe2eZvKYlo2C`. */
  readonly providerId: string;
  /** Ids under which an order may know the payment: the payment intent's and the charge's. */
  readonly paymentIds: readonly string[];
  /** ISO minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly madeAt: string;
  /** From our metadata; absent for a refund that we did not make. */
  readonly refundId?: string;
  readonly caseId?: string;
}

/** The port to whoever moves money. Same key, same answer: calling it again is always safe while the provider keeps the key (24 h). */
export interface PaymentGateway extends PaymentBooks {
  /** Throws GatewayUnavailable (outcome unknown: call again, same key) or GatewayRefused (the provider's no, nothing moved). */
  refund(order: RefundOrder): Promise<RefundOutcome>;
}

/** Looking into the provider's books; moves nothing. Everything here throws GatewayUnavailable when the provider does not answer. */
export interface PaymentBooks {
  /** The refund by our id, for when the key may be forgotten. */
  find(order: Pick<RefundOrder, 'refundId' | 'paymentId'>): Promise<RefundOutcome | undefined>;
  /** A refund by the provider's own id; undefined when there is none. */
  read(providerId: string): Promise<ProviderRefund | undefined>;
  /** Every refund of a payment, whoever made it, oldest first. */
  ofPayment(paymentId: string): Promise<readonly ProviderRefund[]>;
  /** Every refund made since an instant, on whatever payment. */
  since(from: Date): Promise<readonly ProviderRefund[]>;
}
