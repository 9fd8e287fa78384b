import { isOver, postpone, runningClock } from '../clocks/plain-clock.ts';
import { earlyMoney } from './early-refund.ts';
import { isUnderWay, openPieces, owesAgain, standingRefunds } from './refund-standing.ts';
import { stopped } from './return-clocks.ts';
import type { ReturnPolicy } from './return-policy.ts';
import { giveBackOpen, notPossible, transition } from './transition.ts';

/** Takes the request back, before anything has arrived. `by`: `customer` or a colleague. */
export const cancel = transition<{ by: string }>(
  'cancel',
  ['requested', 'awaiting-approval', 'awaiting-customer', 'awaiting-parcel'],
  (before, { by }) => {
    if (before.findings.length > 0) return notPossible('partly-received');
    if (earlyMoney(before) > 0) return notPossible('refunded-already');
    const { giveBack, lines } = giveBackOpen(before);
    return { set: { status: 'cancelled', lines }, records: [{ type: 'return.cancelled.v1', data: { by } }], giveBack };
  },
);

/** Gives the customer more time for the parcel, or for missing pieces, as often as policy allows. */
export const extend = transition<{ policy: Pick<ReturnPolicy, 'extend'> }>('extend', ['awaiting-parcel'], (before, { policy }, on) => {
  const clock = runningClock(before.clocks, 'parcel') ?? runningClock(before.clocks, 'rest');
  if (!clock) return notPossible('no-deadline-yet');
  if (before.extensions >= policy.extend.times) return notPossible('no-more-extensions', { times: policy.extend.times });
  const later = postpone(clock, policy.extend.by, on);
  const times = before.extensions + 1;
  return {
    set: { extensions: times, promisedBy: later.dueAt },
    records: [{ type: 'return.extended.v1', data: { until: later.dueAt, times } }],
    clocks: [later],
  };
});

/** Ends a return that nobody sent. Only once the parcel clock's deadline rang; what is said to be on its way needs a person. */
export const expire = transition<Record<never, never>>('expire', ['awaiting-parcel'], (before) => {
  if (!isOver(runningClock(before.clocks, 'parcel'))) return notPossible('not-due-yet');
  if (before.parcel.shippedAt) return notPossible('parcel-on-its-way');
  if (earlyMoney(before) > 0) return notPossible('refunded-already');
  const { giveBack, lines } = giveBackOpen(before);
  return { set: { status: 'expired', lines }, records: [{ type: 'return.expired.v1', data: { measure: 'parcel' } }], giveBack };
});

/** Gives up on missing pieces once the rest clock's deadline rang; the case goes on with what arrived. */
export const expireRest = transition<Record<never, never>>(
  'expire-rest',
  ['awaiting-parcel', 'inspected', 'refunding', 'awaiting-payout'],
  (before) => {
    if (!isOver(runningClock(before.clocks, 'rest'))) return notPossible('not-due-yet');
    if (earlyMoney(before) > 0) return notPossible('refunded-already');
    const { giveBack, lines } = giveBackOpen(before);
    return {
      set: { lines },
      records: [{ type: 'return.rest-expired.v1', data: { pieces: openPieces(before) } }],
      clocks: stopped(before, 'rest'),
      giveBack,
    };
  },
);

/** Ends a return in which nothing is expected and nothing is owed any more. */
export const close = transition<Record<never, never>>('close', ['inspected', 'awaiting-parcel', 'refunding'], (before) => {
  if (openPieces(before) > 0) return notPossible('pieces-open', { pieces: openPieces(before) });
  if (isUnderWay(before) || owesAgain(before) || standingRefunds(before).some(({ status }) => status === 'failed'))
    return notPossible('refund-open');
  const gone = before.refunds.filter(({ status, via }) => status === 'succeeded' && via !== 'exchange');
  const amount = gone.reduce((sum, refund) => sum + refund.amount, 0);
  return {
    set: { status: 'closed' },
    records: [{ type: 'return.closed.v1', data: { refunded: { amount, currency: before.currency } } }],
  };
});
