import type { Because } from '../cases/because.ts';
import { isOver, runningClock } from '../clocks/plain-clock.ts';
import type { Basis } from '../refunds/compose-refund.ts';
import { openPieces } from './refund-standing.ts';
import { type ReturnCase, standing } from './return-case.ts';

/** What carriers report before they have the parcel, or without having it. */
const notYetHandedOver = new Set([
  ...['pre-transit', 'label-created', 'label-printed', 'info-received', 'information-received', 'announced', 'registered'],
  ...['created', 'pending', 'unknown', 'not-found', 'cancelled', 'canceled', 'voided', 'error'],
]);

/**
 * What a carrier's report says about where the parcel is; `at` is the carrier's own time. One from before the return was opened is
 * about another journey: nobody is refunded for the parcel that brought the goods.
 */
export function reported(status: string, at: string, openedAt: string): Pick<ReturnCase['parcel'], 'scannedAt' | 'deliveredAt'> {
  if (Date.parse(at) < Date.parse(openedAt)) return {};
  const plain = status
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  if (notYetHandedOver.has(plain)) return {};
  return plain === 'delivered' ? { scannedAt: at, deliveredAt: at } : { scannedAt: at };
}

/**
 * Has what policy refunds on happened before the inspection? Never for goods that the customer keeps, nor for an exchange
 * (the shop sends something for goods that were looked at), and no more once something was
 * inspected: from then on the findings say what is due.
 */
export function isRefundedEarly(subject: ReturnCase): boolean {
  if (subject.keepItem || subject.remedy === 'exchange' || subject.decision?.outcome !== 'approved') return false;
  if (subject.findings.length > 0 || openPieces(subject) === 0 || !early.has(standing(subject))) return false;
  switch (subject.refundOn) {
    case 'request':
      return true;
    case 'first-scan':
      return subject.parcel.scannedAt !== undefined;
    case 'delivery':
      return subject.parcel.deliveredAt !== undefined;
    default:
      return false;
  }
}

/** What an amount is made from just now: the pieces that were announced while the refund comes before the inspection, the accepted ones afterwards. */
export function basisNow(subject: ReturnCase): Basis {
  return isRefundedEarly(subject) ? 'announced' : 'accepted';
}

const early = new Set<string>(['awaiting-parcel', 'refunding', 'awaiting-payout']);

/** When the customer is refunded if not after the inspection, as they are told once it is approved: no carrier reports what is brought to a store. */
export function refundedWhen({
  refundOn = 'inspection',
  route,
  remedy,
}: Pick<ReturnCase, 'refundOn' | 'route' | 'remedy'>): Because | undefined {
  const isEarly = refundOn === 'request' || (refundOn !== 'inspection' && route !== 'store');
  return isEarly && remedy !== 'exchange' ? { code: `refund-on-${refundOn}`, values: {} } : undefined;
}

/** What went back (or is on its way) before the inspection, in minor units. */
export function earlyMoney({ refunds }: Pick<ReturnCase, 'refunds'>): number {
  return refunds.filter(({ early, status }) => early && status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
}

/** What a person is told once the time of goods is over that were refunded before they came: undefined while it is not, or when nothing went back. */
export function neverSent(subject: ReturnCase): Because | undefined {
  const isLate = (['parcel', 'rest'] as const).some((measure) => isOver(runningClock(subject.clocks, measure)));
  const [amount, pieces] = [earlyMoney(subject), openPieces(subject)];
  if (!isLate || amount === 0 || pieces === 0) return undefined;
  return { code: 'refunded-not-sent', values: { amount, currency: subject.currency, pieces } };
}

/** Tasks about money that went back for goods that were rejected, or never came. `values`: `{amount,currency}` that went back too much. */
export const lossTasks: readonly string[] = ['refunded-too-much', 'refunded-not-sent'];
