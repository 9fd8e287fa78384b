import * as z from 'zod';
import { Because } from '../cases/because.ts';
import { Clock } from '../clocks/clock.ts';
import { ApprovalId, CaseId, ExchangeId, Instant, LineId, OrderId, PersonId, RefundId } from '../identifiers.ts';
import { Currency, Minor, Money } from '../money.ts';
import { PaymentMethod } from '../orders/order.ts';
import { Exchange, Wanted } from './exchange.ts';
import { RefundTrigger } from './refund-trigger.ts';

export const OpenStatus = z.enum([
  'requested',
  'awaiting-approval',
  'awaiting-customer',
  'awaiting-parcel',
  'received',
  'inspected',
  'refunding',
  'awaiting-payout',
]);
export const EndStatus = z.enum(['closed', 'refused', 'cancelled', 'expired']);
export const ReturnStatus = z.enum([...OpenStatus.options, ...EndStatus.options]);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

export const Remedy = z.enum(['refund', 'store-credit', 'exchange']);
export type Remedy = z.infer<typeof Remedy>;
export const Route = z.enum(['own-postage', 'label', 'store']);
export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;
export const Grade = z.enum(['A', 'B', 'C', 'D']);

/** What the inspection found of one line; several findings per line when pieces differ. */
export const Finding = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(1),
  outcome: z.enum(['accepted', 'rejected', 'wrong-item']),
  grade: z.string().max(32).optional(),
  deduction: Minor.optional(),
  /** The text (in `people`) that gives the deduction's reason. */
  noteId: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** One returned line. `open` pieces are still expected; `amount` is what the announced pieces are worth after discounts, in minor units. */
export const ReturnLine = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(1),
  open: z.int().min(0),
  reason: z.string(),
  photos: z.array(z.string()),
  amount: Minor,
  /** What `amount` left off the price: the line's discount, its share of the order's, and what was never paid. */
  lineDiscount: Minor.optional(),
  orderDiscount: Minor.optional(),
  notPaid: Minor.optional(),
  /** With remedy `exchange`: what the customer gets instead. */
  exchangeFor: Wanted.optional(),
});
export type ReturnLine = z.infer<typeof ReturnLine>;

/** One movement of money to one tender. */
export const Refund = z.strictObject({
  refundId: RefundId,
  paymentId: z.string(),
  method: PaymentMethod,
  amount: Minor,
  currency: Currency,
  /** reserved = on our ledger only; sent = given to the provider, outcome unknown or pending. */
  status: z.enum(['reserved', 'sent', 'awaiting-payout', 'succeeded', 'failed']),
  via: z.enum(['provider', 'payout', 'credit', 'exchange']),
  /** With via `exchange`: the exchange that it is set aside for. */
  exchangeId: ExchangeId.optional(),
  /** With via `credit`: what the shop adds (minor units), and when the credit runs out. */
  credit: z.strictObject({ bonus: Minor, expiresAt: Instant.optional() }).optional(),
  reservedAt: Instant,
  /** How many findings of the case it was composed from; with `early` also from the pieces that were still expected. */
  findings: z.int().min(0).optional(),
  early: z.literal(true).optional(),
  /** The workflow execution that reserved it: what failed there is tried again only by another one, started by a person. */
  execution: z.string().optional(),
  settledAt: Instant.optional(),
  expectedBy: Instant.optional(),
  paidBy: PersonId.optional(),
  /** Since when money that had gone out is back: the refund failed after it had succeeded, or the bank returned the transfer. */
  cameBackAt: Instant.optional(),
  /** The refund whose money came back and that this one makes by another way. */
  replaces: RefundId.optional(),
  /** A failed refund whose money a later reservation (after a restart) sets aside anew. */
  replacedAt: Instant.optional(),
});
export type Refund = z.infer<typeof Refund>;

export const Fee = z.strictObject({ code: z.enum(['restocking', 'return-shipping']), amount: Minor });
export type Fee = z.infer<typeof Fee>;

/** Whose move it is when the machinery stopped: shown to agents as an open task. */
export const OpenTask = z.strictObject({
  reason: Because,
  owner: z.string(),
  since: Instant,
  /** What it was about before and still is, the newest first. */
  also: z.array(Because).min(1).optional(),
});
export type OpenTask = z.infer<typeof OpenTask>;

/** A case about sending goods back. Ids only: names, addresses and free text live in the table `people`. */
export const ReturnCase = z.strictObject({
  caseId: CaseId,
  kind: z.literal('return'),
  status: ReturnStatus,
  /** While `awaiting-customer`: the status that their answer leads back to. */
  resumes: OpenStatus.optional(),
  /** Sequence number of the newest log record; every change raises it. */
  version: z.int().min(1),
  orderId: OrderId,
  openedAt: Instant,
  updatedAt: Instant,
  /** `customer`, or the colleague who opened it on the customer's behalf. */
  openedBy: z.union([z.literal('customer'), PersonId]),
  locale: z.string(),
  country: z.string(),
  currency: Currency,
  lines: z.array(ReturnLine).min(1),
  remedy: Remedy,
  route: Route,
  policyVersion: z.int().min(0),
  /** When the money goes back, as policy chose when the return was opened; absent: once the goods were inspected. */
  refundOn: RefundTrigger.optional(),
  value: Money,
  fees: z.array(Fee),
  /** Raised when lines, amount, remedy or policy change; approvals name it. */
  terms: z.int().min(1),
  keepItem: z.boolean(),
  promisedBy: Instant,
  firstPromisedBy: Instant,
  priority: Priority,
  /** The customer's tier when they asked. */
  tier: z.string().optional(),
  owner: z.string().optional(),
  decision: z.strictObject({ outcome: z.enum(['approved', 'refused']), because: Because, by: z.string(), at: Instant }).optional(),
  approvalId: ApprovalId.optional(),
  /** What an approver wants to know before deciding, and of whom; until it is answered nobody is reminded. */
  question: z
    .strictObject({
      approvalId: ApprovalId,
      by: PersonId,
      to: z.union([z.literal('customer'), PersonId]),
      textId: z.string(),
      askedAt: Instant,
    })
    .optional(),
  execution: z.string().optional(),
  restarts: z.int().min(0),
  /** Questions that a workflow step is waiting on. */
  waitingFor: z.string().optional(),
  parcel: z.strictObject({
    carrier: z.string().optional(),
    trackingNumber: z.string().optional(),
    shippedAt: Instant.optional(),
    label: z.string().optional(),
    receivedAt: Instant.optional(),
    /** When a carrier first had it, and when one said that it was delivered, by the carrier's own time. */
    scannedAt: Instant.optional(),
    deliveredAt: Instant.optional(),
  }),
  extensions: z.int().min(0),
  /** A withdrawal by law: the delivery costs go back with the whole order whatever the inspection finds. */
  statutory: z.literal(true).optional(),
  findings: z.array(Finding),
  /** How many of `findings` are already covered by `refunds`. */
  settledFindings: z.int().min(0),
  refunds: z.array(Refund),
  /** Since when the refund ahead of the inspection is set aside, also where fees left nothing of it: it is made once. */
  refundedEarlyAt: Instant.optional(),
  /** What went back for goods that were rejected or never came, in minor units, and who let it be. */
  acceptedLoss: z.strictObject({ amount: Minor, by: PersonId }).optional(),
  /** What the shop was asked to send instead, in the order of asking. */
  exchanges: z.array(Exchange).default([]),
  adjustment: z.strictObject({ amount: z.int(), by: PersonId }).optional(),
  lastEditedBy: PersonId.optional(),
  task: OpenTask.optional(),
  /** At most one per measure. The table keeps each as an item of its own as well, so that `byWake` finds it. */
  clocks: z.array(Clock).default([]),
});
export type ReturnCase = z.infer<typeof ReturnCase>;

/** Who looks after the case: its own owner, else whoever has its open task. */
export function ownerOf(subject: Pick<ReturnCase, 'owner' | 'task'>): string | undefined {
  return subject.owner ?? subject.task?.owner;
}

/** Where the case stands, whether or not it waits for the customer's answer meanwhile. */
export function standing(subject: Pick<ReturnCase, 'status' | 'resumes'>): ReturnStatus {
  return subject.status === 'awaiting-customer' ? (subject.resumes ?? subject.status) : subject.status;
}

/** Has the case ended? */
export function hasEnded(status: ReturnStatus): boolean {
  return (EndStatus.options as readonly string[]).includes(status);
}
