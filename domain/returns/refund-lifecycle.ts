import type { NewRecord } from '../cases/move.ts';
import { plus } from '../clocks/duration.ts';
import { visibleBy } from '../refunds/visible-by.ts';
import { laterPromise, nextPromise } from './promises.ts';
import { isUnsettled, openPieces, standingRefunds } from './refund-standing.ts';
import { type Refund, type ReturnCase, type ReturnStatus, standing } from './return-case.ts';
import { stopped } from './return-clocks.ts';
import { notPossible, type Step, transition } from './transition.ts';

const paying: readonly ReturnStatus[] = ['refunding', 'awaiting-payout'];

/** Sets money aside on the ledger, before any provider is called. Without refunds (fees took it all, or everything went back already) the step is settled at once. */
export const reserveRefunds = transition<{ refunds: readonly Refund[]; settlesFindings: number }>(
  'reserve-refunds',
  ['awaiting-parcel', 'inspected', ...paying],
  (before, { refunds, settlesFindings }, on) => {
    if (refunds.some((refund) => before.refunds.some((known) => known.refundId === refund.refundId)))
      return notPossible('already-reserved');
    const old = before.refunds.map((refund) => (refund.status === 'failed' ? { replacedAt: on.toISOString(), ...refund } : refund));
    const all = [...old, ...refunds];
    const step = settled(before, all, on);
    return {
      ...step,
      set: { ...step.set, settledFindings: settlesFindings },
      records: [...refunds.map(reserved), ...step.records],
      reserve: refunds.map(({ paymentId, amount }) => ({ paymentId, amount })),
    };
  },
);

/** The provider has the refund; its outcome is unknown or pending. */
export const markSent = transition<{ refundId: string }>('mark-sent', paying, (before, { refundId }) => {
  if (find(before, refundId)?.status !== 'reserved') return notPossible('refund-not-open');
  return { set: { refunds: change(before, refundId, { status: 'sent' }) }, records: [{ type: 'refund.sent.v1', data: { refundId } }] };
});

/** No provider can give this back: a person pays it out. Their working days may move the promise. */
export const needPayout = transition<{ refundId: string }>('need-payout', paying, (before, { refundId }, on) => {
  const status = find(before, refundId)?.status;
  if (status !== 'reserved') return notPossible('refund-not-open');
  const promise = laterPromise(before, nextPromise('refund', on));
  return {
    set: {
      status: 'awaiting-payout',
      refunds: change(before, refundId, { status: 'awaiting-payout', via: 'payout' }),
      promisedBy: promise.promisedBy,
    },
    records: [{ type: 'payout.needed.v1', data: { refundId } }, ...promise.records],
  };
});

/** A colleague paid it out, never the one who approved the return. The bank's reference is kept in `people`. */
export const markPaid = transition<{ refundId: string; by: string }>('mark-paid', paying, (before, { refundId, by }, on) => {
  if (before.decision?.by === by) return notPossible('approver-pays-nothing');
  if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');
  return succeeded(before, refundId, { paidBy: by }, on);
});

/** The provider's outcome. Forward only: what is settled stays, except that a refund can still fail after it succeeded. */
export const settleRefund = transition<{ refundId: string; status: 'succeeded' | 'failed'; reason?: string | undefined }>(
  'settle-refund',
  ['awaiting-parcel', 'received', 'inspected', ...paying, 'closed'],
  (before, { refundId, status, reason }, on) => {
    const refund = find(before, refundId);
    if (!refund) return notPossible('refund-unknown');
    if (status === 'succeeded') {
      return isUnsettled(refund) ? succeeded(before, refundId, {}, on) : notPossible('refund-not-open');
    }
    return refund.status === 'failed' ? notPossible('refund-not-open') : failed(before, refund, reason ?? 'unknown', on);
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

/** The reservation goes back, or what had gone back counts no more. While the case is paying, what is due is due again; otherwise (a late failure) a person looks. */
function failed(before: ReturnCase, refund: Refund, reason: string, on: Date): Step {
  const { refundId, paymentId, amount } = refund;
  const refunds = change(before, refundId, { status: 'failed', settledAt: on.toISOString() });
  const from = refund.status === 'succeeded' ? 'refunded' : 'reserved';
  const release = [{ paymentId, amount, from } as const];
  if (!paying.includes(standing(before))) {
    const task = { reason: { code: 'refund-failed-later', values: {} }, owner: before.owner ?? 'agents', since: on.toISOString() };
    const stop = { type: 'case.stopped.v1', data: { owner: task.owner, reason: task.reason } };
    return { set: { refunds, settledFindings: 0, task }, records: [failure(refundId, reason), stop], release };
  }
  const promise = laterPromise(before, nextPromise('refund', on));
  const step = settled(before, refunds, on);
  return {
    ...step,
    set: { ...step.set, settledFindings: 0, promisedBy: promise.promisedBy },
    records: [failure(refundId, reason, now(step)), ...promise.records],
    release,
  };
}

/**
 * Where the case stands with these refunds. All succeeded: on to the pieces still open, or ready to close. One failed and none
 * pending: owing again, as after the inspection (keep-item: still refunding), so that a restart finds its way.
 */
function settled(before: ReturnCase, refunds: readonly Refund[], on: Date): Step {
  const after = [...refunds];
  const pending = after.filter(isUnsettled);
  if (pending.length > 0) {
    const waits = pending.some((refund) => refund.status === 'awaiting-payout');
    return { set: { status: waits ? 'awaiting-payout' : 'refunding', refunds: after }, records: [] };
  }
  if (standingRefunds({ refunds: after }).some((refund) => refund.status === 'failed')) {
    return { set: { status: before.keepItem ? 'refunding' : 'inspected', refunds: after }, records: [] };
  }
  const visible = after.flatMap((refund) => refund.expectedBy ?? []).sort();
  const rest = before.clocks.find((clock) => clock.measure === 'rest' && clock.state === 'running');
  const waitsFor = openPieces(before) > 0;
  return {
    set: {
      status: waitsFor ? 'awaiting-parcel' : 'refunding',
      refunds: after,
      promisedBy: (waitsFor ? rest?.dueAt : visible.at(-1)) ?? plus(on, 'P5D'),
    },
    records: [],
    clocks: stopped(before, 'refund'),
  };
}

/** Where the case stands after a step, for its record: what else the log tells does not say it. */
function now({ set }: Step): { status?: ReturnStatus } {
  return set?.status ? { status: set.status } : {};
}

function failure(refundId: string, reason: string, more: { status?: ReturnStatus } = {}): NewRecord {
  return { type: 'refund.failed.v1', data: { refundId, reason, ...more } };
}

function reserved({ refundId, paymentId, amount, currency }: Refund): NewRecord {
  return { type: 'refund.reserved.v1', data: { refundId, paymentId, amount, currency } };
}

function find(subject: ReturnCase, refundId: string): Refund | undefined {
  return subject.refunds.find((refund) => refund.refundId === refundId);
}

function change(subject: ReturnCase, refundId: string, to: Partial<Refund>): Refund[] {
  return subject.refunds.map((refund) => (refund.refundId === refundId ? { ...refund, ...to } : refund));
}
