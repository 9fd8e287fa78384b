import type { PaymentGateway, RefundOrder, RefundOutcome } from '../../functions/adapters/payments/gateway.ts';

type Act = RefundOutcome | Error;

/** A provider that answers as told, per refund call in turn (the last answer stays), keeps idempotency keys, and writes down every call. */
export function scriptedGateway(...answers: Act[]) {
  const calls: RefundOrder[] = [];
  const looked: string[] = [];
  const kept = new Map<string, RefundOutcome>();
  let known: RefundOutcome | undefined;
  const gateway: PaymentGateway = {
    refund: async (order) => {
      calls.push(order);
      const answer = kept.get(order.refundId) ?? answers[Math.min(calls.length, answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      kept.set(order.refundId, answer);
      return answer;
    },
    find: async ({ refundId }) => {
      looked.push(refundId);
      return known;
    },
  };
  return {
    gateway,
    calls,
    looked,
    knows: (outcome: RefundOutcome) => (known = outcome),
    keys: () => calls.map(({ refundId }) => refundId),
  };
}
