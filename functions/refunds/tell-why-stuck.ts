import type { Because } from '../../domain/cases/because.ts';
import { composeRefund } from '../../domain/refunds/compose-refund.ts';
import { stop } from '../../domain/returns/case-care.ts';
import { basisNow } from '../../domain/returns/early-refund.ts';
import { standingRefunds } from '../../domain/returns/refund-standing.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import type { Cases } from '../adapters/cases.ts';
import type { Elsewhere } from '../adapters/elsewhere.ts';
import { heldBy } from '../adapters/held-by.ts';
import type { OrderRecord, Orders } from '../adapters/orders.ts';
import { type Policies, policyBody } from '../adapters/policies.ts';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'change'>;
  readonly orders: Orders;
  readonly policies: Pick<Policies, 'version'>;
  readonly elsewhere: Pick<Elsewhere, 'count'>;
}

/**
 * Makes a refund that cannot go on a person's task which says what is known: what the provider's dashboard gave back meanwhile (counted
 * now, as far as something remains), or how much is due and how much is left. Says nothing where the stopped workflow says as much.
 */
export async function tellWhyStuck(subject: ReturnCase, execution: string, deps: Deps, now: Date): Promise<void> {
  const before = await deps.orders.read(subject.orderId);
  for (const made of before?.uncounted ?? []) await deps.elsewhere.count(subject.orderId, made);
  const [after, sold] = [await deps.cases.read(subject.caseId), await deps.orders.read(subject.orderId)];
  if (!before || !after || !sold) return;
  const reason = madeElsewhere(after, before) ?? (await aboveTheRest(after, sold, deps, now));
  if (reason)
    await deps.cases.change(
      subject.caseId,
      heldBy(execution, (one) => stop(one, { reason, owner: 'supervisor' }, now)),
    );
}

/** What somebody refunded in the dashboard while this return had the money set aside. */
function madeElsewhere(subject: ReturnCase, { uncounted }: OrderRecord): Because | undefined {
  const failed = standingRefunds(subject).filter(({ status, via }) => status === 'failed' && via === 'provider');
  const made = uncounted.filter(({ paymentId }) => failed.some((refund) => refund.paymentId === paymentId));
  const amount = made.reduce((sum, one) => sum + one.amount, 0);
  return amount > 0 ? { code: 'refunded-elsewhere', values: { amount, currency: subject.currency } } : undefined;
}

async function aboveTheRest(subject: ReturnCase, sold: OrderRecord, { policies }: Deps, now: Date): Promise<Because | undefined> {
  const policy = policyBody(ReturnPolicy, await policies.version('returns', subject.policyVersion));
  const { amount: rest, short, currency } = composeRefund(subject, sold.order, sold.ledgers, policy, now, basisNow(subject));
  return short > 0 ? { code: 'refund-above-rest', values: { amount: rest + short, rest, currency } } : undefined;
}
