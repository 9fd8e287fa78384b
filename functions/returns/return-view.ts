import * as z from 'zod';
import { CaseId, Instant, LineId, OrderId, RefundId } from '../../domain/identifiers.ts';
import { Currency, Minor } from '../../domain/money.ts';
import { PaymentMethod, type SoldOrder } from '../../domain/orders/order.ts';
import { type StandingCredit, StoreCredit } from '../../domain/refunds/store-credit.ts';
import { announcedExchange } from '../../domain/refunds/to-exchange.ts';
import { standingRefunds } from '../../domain/returns/refund-standing.ts';
import { Fee, hasEnded, Refund, Remedy, type ReturnCase, ReturnStatus, Route } from '../../domain/returns/return-case.ts';
import { isForCustomers, logText } from '../../domain/texts/log-text.ts';
import { say } from '../../domain/texts/say.ts';
import type { LogRecord } from '../adapters/log-records.ts';
import type { MaskedAccount } from '../adapters/payout-accounts.ts';
import type { CaseText } from '../adapters/people.ts';
import { ExchangePlanView, ExchangeView, exchangePlanView, exchangeView } from '../refunds/exchange-view.ts';

const RefundStatus = Refund.shape.status;

const CreditView = StoreCredit.omit({ caseId: true, orderId: true }).extend({ expired: Minor }).meta({ id: 'StoreCredit' });

/** A return as its customer sees it (interface: `GET /returns/{caseId}`). */
export const ReturnView = z
  .object({
    caseId: CaseId,
    kind: z.literal('return'),
    status: ReturnStatus,
    version: z.int(),
    orderId: OrderId,
    currency: Currency,
    openedAt: Instant,
    promisedBy: Instant,
    /** Until when the parcel, or its missing pieces, must be sent. */
    sendBy: Instant.optional(),
    remedy: Remedy,
    route: Route,
    lines: z.array(
      z.object({
        lineId: LineId,
        quantity: z.int(),
        open: z.int(),
        reason: z.string(),
        amount: Minor,
        /** With remedy `exchange`: the sku that is wanted instead. */
        exchangeFor: z.string().optional(),
        comment: z.string().optional(),
        photos: z.array(z.string()),
      }),
    ),
    fees: z.array(Fee),
    parcel: z.object({
      carrier: z.string().optional(),
      trackingNumber: z.string().optional(),
      shippedAt: Instant.optional(),
      receivedAt: Instant.optional(),
    }),
    /** Is there a label to print under `/returns/{caseId}/label`? */
    label: z.boolean(),
    log: z.array(z.object({ at: Instant, type: z.string(), text: z.string() })),
    messages: z.array(z.object({ at: Instant, by: z.enum(['customer', 'shop']), text: z.string() })),
    decision: z.object({ outcome: z.enum(['approved', 'refused']), because: z.string() }).optional(),
    refunds: z.array(
      z.object({
        refundId: RefundId,
        paymentId: z.string(),
        method: PaymentMethod,
        amount: Minor,
        currency: Currency,
        status: RefundStatus,
        expectedBy: Instant.optional(),
        /** By the provider, paid out by hand, as store credit, or set aside for an exchange (`exchangeId`). */
        via: Refund.shape.via,
        credit: Refund.shape.credit,
        exchangeId: Refund.shape.exchangeId,
        /** The refund that came back and that this one makes by another way. */
        replaces: RefundId.optional(),
      }),
    ),
    /** Store credits of this return, each with what is left of it now. */
    credits: z.array(CreditView).optional(),
    /** With remedy `exchange`, until the shop is asked: what it will be asked for if everything comes and is good. */
    exchange: ExchangePlanView.optional(),
    /** What the shop was asked to send instead. */
    exchanges: z.array(ExchangeView).optional(),
    /** Where payouts go, by its last four characters; absent while no account was given. */
    payoutAccount: z.object({ masked: z.string(), givenAt: Instant }).optional(),
    /** The total, with the least advanced status of its parts. */
    refund: z.object({ amount: Minor, currency: Currency, status: RefundStatus }).optional(),
  })
  .meta({ id: 'ReturnView' });
export type ReturnView = z.infer<typeof ReturnView>;

/** What only colleagues read. */
const leastFirst = ['failed', 'reserved', 'sent', 'awaiting-payout', 'succeeded'] as const;

function totalOf(subject: ReturnCase): Pick<ReturnView, 'refund'> {
  const standing = standingRefunds(subject);
  const status = leastFirst.find((one) => standing.some((refund) => refund.status === one));
  if (status === undefined) return {};
  return { refund: { amount: standing.reduce((sum, { amount }) => sum + amount, 0), currency: subject.currency, status } };
}

/** Drops fields that are undefined, so that an absent one is absent. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** What stands beside a case and is read only where the case speaks of it. */
export interface Beside {
  readonly account?: MaskedAccount | undefined;
  readonly credits?: readonly StandingCredit[] | undefined;
  /** For the titles of what is exchanged. */
  readonly order?: Pick<SoldOrder, 'lines'> | undefined;
}

function exchangesOf(
  subject: ReturnCase,
  order: Beside['order'] = { lines: [] },
  language: string,
): Pick<ReturnView, 'exchange' | 'exchanges'> {
  const { exchanges, currency, status } = subject;
  if (exchanges.length > 0) return { exchanges: exchanges.map((one) => exchangeView(one, order, currency, language)) };
  const planned = hasEnded(status) ? undefined : announcedExchange(subject);
  return planned ? { exchange: exchangePlanView(planned, order, currency, language) } : {};
}

/** The return as its customer reads it, in their language. */
export function returnView(
  subject: ReturnCase,
  log: readonly LogRecord[],
  texts: readonly CaseText[],
  language: string,
  { account, credits = [], order }: Beside = {},
): ReturnView {
  const { caseId, kind, status, version, orderId, currency, openedAt, promisedBy, remedy, route, fees, decision, parcel } = subject;
  const comments = new Map(texts.flatMap(({ kind, lineId, text }) => (kind === 'comment' && lineId ? [[lineId, text]] : [])));
  const parcelClock = subject.clocks.find(({ measure, state }) => state === 'running' && (measure === 'parcel' || measure === 'rest'));
  const { carrier, trackingNumber, shippedAt, receivedAt } = parcel;
  return {
    ...{ caseId, kind, status, version, orderId, currency, openedAt, promisedBy, remedy, route, fees },
    ...(parcelClock ? { sendBy: parcelClock.dueAt } : {}),
    lines: subject.lines.map(({ lineId, quantity, open, reason, amount, photos, exchangeFor }) => ({
      ...{ lineId, quantity, open, reason, amount, photos, ...(exchangeFor ? { exchangeFor: exchangeFor.sku } : {}) },
      ...(comments.has(lineId) ? { comment: comments.get(lineId)! } : {}),
    })),
    parcel: given({ carrier, trackingNumber, shippedAt, receivedAt }),
    label: parcel.label !== undefined,
    log: log.filter(isForCustomers).map(({ type, occurredAt, data }) => ({ at: occurredAt, type, text: logText(type, data, language) })),
    messages: texts.flatMap(({ kind, at, by, text }) =>
      kind === 'message' || kind === 'dispute' ? [{ at, by: by === 'customer' ? ('customer' as const) : ('shop' as const), text }] : [],
    ),
    ...(decision ? { decision: { outcome: decision.outcome, because: say(decision.because, language) } } : {}),
    refunds: subject.refunds.map(({ refundId, paymentId, method, amount, currency, status, via, ...more }) => ({
      ...{ refundId, paymentId, method, amount, currency, status, via },
      ...given({ credit: more.credit, exchangeId: more.exchangeId, expectedBy: more.expectedBy, replaces: more.replaces }),
    })),
    ...(credits.length > 0 ? { credits: credits.map(({ caseId: _case, orderId: _order, ...credit }) => credit) } : {}),
    ...exchangesOf(subject, order, language),
    ...(account ? { payoutAccount: account } : {}),
    ...totalOf(subject),
  };
}
