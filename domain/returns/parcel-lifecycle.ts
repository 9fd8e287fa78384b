import { reported } from './early-refund.ts';
import { nextPromise } from './promises.ts';
import { openPieces } from './refund-standing.ts';
import { hasEnded, type ReturnCase, type ReturnStatus, standing } from './return-case.ts';
import { type ParcelPolicy, parcelClock, stepClock, stopped } from './return-clocks.ts';
import { everyStatus, notPossible, transition } from './transition.ts';

/** Goods may come while their money is on its way already. */
const expecting: readonly ReturnStatus[] = ['awaiting-parcel', 'refunding', 'awaiting-payout'];

/** The money is on its way, and no pieces are expected after it. */
function isPaidFor(before: ReturnCase): boolean {
  return standing(before) !== 'awaiting-parcel' && openPieces(before) === 0;
}

/** The shop owes a label no more: from here the customer's time runs. A second label replaces the first and starts no new time. */
export const provideLabel = transition<{ uploadId: string; by: string; policy: ParcelPolicy }>(
  'provide-label',
  expecting,
  (before, { uploadId, by, policy }, on) => {
    if (isPaidFor(before)) return notPossible('nothing-expected');
    if (before.route !== 'label') return notPossible('no-label-wanted');
    const records = [{ type: 'label.provided.v1', data: { uploadId, by } }];
    const parcel = { ...before.parcel, label: uploadId };
    if (before.parcel.label) return { set: { parcel }, records };
    const clock = parcelClock(before, policy, on);
    return { set: { parcel, promisedBy: clock.dueAt }, records, clocks: [...stopped(before, 'label'), clock] };
  },
);

/** The customer says how the parcel travels; said again, it corrects. The same said twice (an answer was lost) is said once. */
export const markShipped = transition<{ carrier: string; trackingNumber: string }>(
  'mark-shipped',
  expecting,
  (before, { carrier, trackingNumber }, on) => {
    if (isPaidFor(before)) return notPossible('nothing-expected');
    const { parcel } = before;
    if (parcel.carrier === carrier && parcel.trackingNumber === trackingNumber) return { records: [] };
    return {
      set: { parcel: { ...parcel, carrier, trackingNumber, shippedAt: parcel.shippedAt ?? on.toISOString() } },
      records: [{ type: 'parcel.shipped.v1', data: { carrier } }],
    };
  },
);

/** The carrier reported. Recorded whatever the status; the first report also shows that the parcel was sent. */
export const scan = transition<{ status: string; at: string }>('scan', everyStatus, (before, { status, at }) => ({
  ...(hasEnded(before.status)
    ? {}
    : { set: { parcel: { ...reported(status, at, before.openedAt), ...before.parcel, shippedAt: before.parcel.shippedAt ?? at } } }),
  records: [{ type: 'parcel.scanned.v1', data: { status, at } }],
}));

/** The parcel, or a later one with missing pieces, is here. Findings of an earlier parcel that brought no refund are done with. */
export const receive = transition<{ by: string }>('receive', expecting, (before, { by }, on) => {
  if (openPieces(before) === 0) return notPossible('nothing-expected');
  const promisedBy = nextPromise('inspection', on);
  return {
    set: {
      status: 'received',
      parcel: { ...before.parcel, receivedAt: on.toISOString() },
      settledFindings: before.findings.length,
      promisedBy,
    },
    settles: (code) => code === 'refunded-not-sent',
    records: [{ type: 'parcel.received.v1', data: { by, promisedBy } }],
    clocks: [...stopped(before, 'label', 'parcel', 'rest'), stepClock(before, 'inspection', on)],
  };
});
