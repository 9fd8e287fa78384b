import type { PaymentGateway, ProviderRefund, RefundOrder, RefundOutcome } from '../../functions/adapters/payments/gateway.ts';

type Act = RefundOutcome | Error;

/** A provider that answers as told, per refund call in turn (the last answer stays), keeps idempotency keys, and writes down every call. Its books hold what `books` is told. */
export function scriptedGateway(...answers: Act[]) {
  const calls: RefundOrder[] = [];
  const looked: string[] = [];
  const kept = new Map<string, RefundOutcome>();
  const entries = new Map<string, ProviderRefund>();
  let known: RefundOutcome | undefined;
  let silent: Error | undefined;
  const speak = () => {
    if (silent) throw silent;
  };
  const gateway: PaymentGateway = {
    refund: async (order) => {
      calls.push(order);
      const answer = kept.get(order.refundId) ?? answers[Math.min(calls.length, answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      kept.set(order.refundId, answer);
      return answer;
    },
    find: async ({ refundId }) => {
      speak();
      looked.push(refundId);
      return known ?? [...entries.values()].find((entry) => entry.refundId === refundId);
    },
    read: async (providerId) => {
      speak();
      looked.push(providerId);
      return entries.get(providerId);
    },
    ofPayment: async (paymentId) => {
      speak();
      return [...entries.values()].filter(({ paymentIds }) => paymentIds.includes(paymentId));
    },
    since: async (from) => {
      speak();
      return [...entries.values()].filter(({ madeAt }) => madeAt >= from.toISOString());
    },
  };
  return {
    gateway,
    calls,
    looked,
    knows: (outcome: RefundOutcome) => (known = outcome),
    /** What the provider's books say of a refund from now on. */
    books: (entry: ProviderRefund) => entries.set(entry.providerId, entry),
    falls: (error?: Error) => (silent = error),
    keys: () => calls.map(({ refundId }) => refundId),
  };
}
