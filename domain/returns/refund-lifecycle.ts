import type { NewRecord } from '../cases/move.ts';
import { visibleBy } from '../refunds/visible-by.ts';
import { accountGiven, askForAccount, withoutAsking } from './ask-for-account.ts';
import { isRefundedEarly } from './early-refund.ts';
import type { Exchange } from './exchange.ts';
import { asking } from './exchange-request.ts';
import { stoppedFor } from './open-task.ts';
import { laterPromise, nextPromise } from './promises.ts';
import { now, settled } from './refund-outcome.ts';
import { isUnsettled } from './refund-standing.ts';
import { type Refund, type ReturnCase, type ReturnStatus, standing } from './return-case.ts';
import { type ParcelPolicy, stepClock } from './return-clocks.ts';
import { notPossible, type Step, transition } from './transition.ts';

const paying: readonly ReturnStatus[] = ['refunding', 'awaiting-payout'];
/** Where money can be on its way: the goods of an early refund may come, and be looked at, meanwhile. */
const owing: readonly ReturnStatus[] = ['received', ...paying];
/** Where a refund of the case may have an outcome: wherever one can have been made. */
const settleable: readonly ReturnStatus[] = ['awaiting-parcel', 'received', 'inspected', ...paying, 'closed'];

/** Sets money aside on the ledger, before any provider is called. Without refunds (fees took it all, or everything went back already) the step is settled at once. */
export const reserveRefunds = transition<{
  refunds: readonly Refund[];
  settlesFindings: number;
  early?: boolean;
  /** What the shop is asked for with this very step; the refunds with via `exchange` are set aside for it. */
  exchange?: Exchange | undefined;
}>('reserve-refunds', ['awaiting-parcel', 'inspected', ...paying], (before, { refunds, settlesFindings, early = false, exchange }, on) => {
  if (early && !isRefundedEarly(before)) return notPossible('not-early-any-more');
  if (refunds.some((refund) => before.refunds.some((known) => known.refundId === refund.refundId))) return notPossible('already-reserved');
  const replaced = { replacedAt: on.toISOString() };
  const old = before.refunds.map((refund) => (refund.status === 'failed' ? { ...replaced, ...refund } : refund));
  const answered = before.exchanges.map((one) => (one.status === 'declined' ? { ...replaced, ...one } : one));
  const exchanges = [...answered, ...(exchange ? [exchange] : [])];
  const step = settled({ ...before, exchanges }, [...old, ...refunds], on);
  const asked = exchange ? asking(before, exchange, on) : { records: [] };
  return {
    ...step,
    set: {
      ...step.set,
      ...asked.set,
      exchanges,
      settledFindings: settlesFindings,
      ...(early ? { refundedEarlyAt: on.toISOString() } : {}),
    },
    records: [...refunds.map(reserved), ...step.records, ...asked.records],
    clocks: [...(step.clocks ?? []), ...(early && refunds.length > 0 ? [stepClock(before, 'refund', on)] : []), ...(asked.clocks ?? [])],
    reserve: perPayment(refunds),
  };
});

/** The provider has the refund; its outcome is unknown or pending. */
export const markSent = transition<{ refundId: string }>('mark-sent', owing, (before, { refundId }) => {
  if (find(before, refundId)?.status !== 'reserved') return notPossible('refund-not-open');
  return { set: { refunds: change(before, refundId, { status: 'sent' }) }, records: [{ type: 'refund.sent.v1', data: { refundId } }] };
});

/** The customer said where the money shall go. Their words are kept in `people`, encrypted; said again before it is paid, they replace the last. From now on we have five days to pay. */
export const giveDetails = transition<Record<never, never>>('give-details', owing, (before, _, on) => {
  if (!before.refunds.some((refund) => refund.status === 'awaiting-payout')) return notPossible('no-payout-open');
  const { promisedBy, told, clocks } = accountGiven(before, on);
  return {
    set: { promisedBy },
    records: [{ type: 'payout.details-given.v1', data: { ...told } }],
    clocks: [...clocks],
    settles: (code) => code === 'account-overdue',
  };
});

/** A colleague looks at the account in order to pay, never the one who approved the return; the log says who and when. */
export const openDetails = transition<{ refundId: string; by: string }>('open-details', owing, (before, { refundId, by }) => {
  if (before.decision?.by === by) return notPossible('approver-pays-nothing');
  if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');
  return { records: [{ type: 'payout.details-seen.v1', data: { refundId, by } }] };
});

/** No provider can give this back: a person pays it out, once the customer has said where to. */
export const needPayout = transition<{ refundId: string; policy: ParcelPolicy }>(
  'need-payout',
  owing,
  (before, { refundId, policy }, on) => {
    const status = find(before, refundId)?.status;
    if (status !== 'reserved') return notPossible('refund-not-open');
    const { promisedBy, told, records, clocks } = askForAccount(before, policy, on);
    return {
      set: {
        ...(standing(before) === 'received' ? {} : { status: 'awaiting-payout' as const }),
        refunds: change(before, refundId, { status: 'awaiting-payout', via: 'payout' }),
        promisedBy,
      },
      records: [{ type: 'payout.needed.v1', data: { refundId, ...told } }, ...records],
      clocks: [...clocks],
    };
  },
);

/** A colleague paid it out, never the one who approved the return. The bank's reference is kept in `people`. */
export const markPaid = transition<{ refundId: string; by: string }>('mark-paid', owing, (before, { refundId, by }, on) => {
  if (before.decision?.by === by) return notPossible('approver-pays-nothing');
  if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');
  return withoutAsking(before, succeeded(before, refundId, { paidBy: by }, on));
});

/** The bank sent a transfer back: the money is owed again, by another way. `textId` names the colleague's words about it. */
export const returnPayout = transition<{ refundId: string; by: string; textId: string }>(
  'return-payout',
  settleable,
  (before, { refundId, by, textId }, on) => {
    const refund = find(before, refundId);
    if (refund?.via !== 'payout' || refund.status !== 'succeeded') return notPossible('payout-not-made');
    const step = failed(before, refund, 'payout-returned', on);
    return { ...step, records: [{ type: 'payout.returned.v1', data: { refundId, by, textId } }, ...step.records] };
  },
);

/** The customer has it as store credit from now on: the credit is written with this very step. */
export const issueCredit = transition<{ refundId: string }>('issue-credit', settleable, (before, { refundId }, on) => {
  const refund = find(before, refundId);
  if (refund?.via !== 'credit' || refund.status !== 'reserved') return notPossible('refund-not-open');
  const { orderId, caseId } = before;
  const { amount, currency, credit: { bonus, expiresAt } = { bonus: 0 } } = refund;
  const promised = { creditId: refundId, orderId, currency, bonus, ...(expiresAt ? { expiresAt } : {}) };
  const step = succeeded(before, refundId, {}, on);
  return {
    ...step,
    records: [{ type: 'credit.issued.v1', data: { ...promised, amount } }, ...step.records],
    issue: [{ ...promised, caseId, issued: amount, spent: 0, remaining: amount + bonus, issuedAt: on.toISOString() }],
  };
});

/** The provider's outcome. Forward only: what is settled stays, except that a refund can still fail after it succeeded. */
export const settleRefund = transition<{ refundId: string; status: 'succeeded' | 'failed'; reason?: string | undefined }>(
  'settle-refund',
  settleable,
  (before, { refundId, status, reason }, on) => {
    const refund = find(before, refundId);
    if (!refund) return notPossible('refund-unknown');
    if (status === 'succeeded') {
      return isUnsettled(refund) ? succeeded(before, refundId, {}, on) : notPossible('refund-not-open');
    }
    return refund.status === 'failed' ? notPossible('refund-not-open') : failed(before, refund, reason ?? 'unknown', on);
  },
);

/**
 * Somebody refunded in the provider's own dashboard what a payout had set aside: nobody may pay it out any more, and a person looks.
 * `values`: what was refunded there, as `refunded-elsewhere` says it.
 */
export const giveWay = transition<{ paymentId: string; values: { amount: number; currency: string }; owner: string }>(
  'give-way',
  owing,
  (before, { paymentId, values, owner }, on) => {
    const refund = before.refunds.find((one) => one.paymentId === paymentId && one.status === 'awaiting-payout');
    if (!refund) return notPossible('refund-not-open');
    const step = withoutAsking(before, failed(before, refund, 'refunded-elsewhere', on));
    const task = { reason: { code: 'refunded-elsewhere', values }, owner, since: on.toISOString() };
    return {
      ...step,
      set: { ...step.set, task },
      records: [...step.records, ...stoppedFor(task)],
    };
  },
);

function succeeded(before: ReturnCase, refundId: string, more: Partial<Refund>, on: Date): Step {
  const { paymentId, amount, currency, method, via } = find(before, refundId)!;
  const expectedBy = visibleBy(method, via, on);
  const refunds = change(before, refundId, { status: 'succeeded', settledAt: on.toISOString(), expectedBy, ...more });
  const step = settled(before, refunds, on);
  const record = { type: 'refund.succeeded.v1', data: { refundId, amount, currency, method, expectedBy, ...now(step) } };
  return { ...step, records: [record, ...step.records], settle: [{ paymentId, amount }] };
}

/**
 * The reservation goes back, or what had gone back counts no more. What never went out is a person's business; what came back is owed
 * by another way at once, for which a case that was closed opens again.
 */
function failed(before: ReturnCase, refund: Refund, reason: string, on: Date): Step {
  const { refundId, paymentId, amount } = refund;
  const hadGone = refund.status === 'succeeded';
  const refunds = change(before, refundId, {
    status: 'failed',
    settledAt: on.toISOString(),
    ...(hadGone ? { cameBackAt: on.toISOString() } : {}),
  });
  const release = [{ paymentId, amount, from: hadGone ? ('refunded' as const) : ('reserved' as const) }];
  const record = (more: { status?: ReturnStatus } = {}) => failure(refundId, reason, hadGone, more);
  // A parcel is being looked at: the refund that follows covers this one too.
  if (standing(before) === 'received') return { set: { refunds }, records: [record()], release };
  const promise = laterPromise(before, nextPromise('refund', on));
  const step = settled(before, refunds, on);
  return {
    ...step,
    set: { ...step.set, settledFindings: 0, promisedBy: promise.promisedBy },
    records: [record(now(step)), ...promise.records, ...(before.status === 'closed' ? [reopened(before, step)] : [])],
    ...(before.status === 'closed' ? { settles: () => true, drop: ['execution', 'waitingFor'] as const } : {}),
    release,
  };
}

function reopened({ caseId }: ReturnCase, step: Step): NewRecord {
  return { type: 'return.reopened.v1', data: { caseId, because: { code: 'money-came-back', values: {} }, ...now(step) } };
}

function failure(refundId: string, reason: string, cameBack: boolean, more: { status?: ReturnStatus }): NewRecord {
  return { type: 'refund.failed.v1', data: { refundId, reason, ...(cameBack ? { cameBack } : {}), ...more } };
}

function reserved({ refundId, paymentId, amount, currency }: Refund): NewRecord {
  return { type: 'refund.reserved.v1', data: { refundId, paymentId, amount, currency } };
}

/** One entry per payment: part of it may go back while part of it is set aside for an exchange. */
function perPayment(refunds: readonly Refund[]): { paymentId: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { paymentId, amount } of refunds) sums.set(paymentId, (sums.get(paymentId) ?? 0) + amount);
  return [...sums].map(([paymentId, amount]) => ({ paymentId, amount }));
}

function find(subject: ReturnCase, refundId: string): Refund | undefined {
  return subject.refunds.find((refund) => refund.refundId === refundId);
}

function change(subject: ReturnCase, refundId: string, to: Partial<Refund>): Refund[] {
  return subject.refunds.map((refund) => (refund.refundId === refundId ? { ...refund, ...to } : refund));
}
