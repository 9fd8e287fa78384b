import { formatMoney } from '../../domain/format-money.ts';
import type { Customer, SoldOrder } from '../../domain/orders/order.ts';
import { compositionOf, withoutRefund } from '../../domain/refunds/composition-of.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { amountLines, shareText, titlesOf } from '../../domain/texts/amount-parts.ts';
import { readableLocale } from '../../domain/texts/fill.ts';
import type { People } from '../adapters/people.ts';
import type { Policies } from '../adapters/policies.ts';
import { reasonsIn } from '../refunds/part-view.ts';
import type { CustomerEvent } from './heard.ts';
import { methodName } from './render-notice.tsx';

interface Deps {
  readonly people: Pick<People, 'texts'>;
  readonly policies: Pick<Policies, 'version'>;
}
interface About {
  readonly subject: ReturnCase;
  readonly order: SoldOrder;
  readonly customer: Pick<Customer, 'locale'>;
}

/**
 * How the amount that an event tells of comes about, line by line with its figures: a refund's, or the nothing that a return closed with.
 * Undefined for other events, and where it cannot be told any more.
 */
export async function refundComposition(
  event: CustomerEvent,
  { subject, order, customer }: About,
  deps: Deps,
): Promise<string[] | undefined> {
  if (event.type !== 'refund.succeeded.v1' && event.type !== 'return.closed.v1') return undefined;
  const policy = ReturnPolicy.safeParse((await deps.policies.version('returns', subject.policyVersion))?.body).data;
  const composed =
    policy &&
    (event.type === 'return.closed.v1'
      ? withoutRefund(subject, order, policy)
      : compositionOf(event.data.refundId, subject, order, policy));
  if (!composed) return undefined;
  const locale = readableLocale(customer.locale);
  const facts = { titles: titlesOf(order), reasons: reasonsIn(await deps.people.texts(subject.caseId)) };
  const shares = composed.refunds.map(({ method, via, amount, currency }) => {
    const to = via === 'exchange' ? undefined : methodName(method, locale);
    return `${shareText(to, locale)}: ${formatMoney({ amount, currency }, locale)}`;
  });
  return [...amountLines(composed, facts, composed.currency, locale), ...(shares.length > 1 ? shares : [])];
}
