import type { CaseView } from './case-facts.tsx';

/** Statuses as colleagues say them, in the order of a return's life. */
export const statusText: Record<CaseView['status'], string> = {
  requested: 'Requested',
  'awaiting-approval': 'Waiting for a decision',
  'awaiting-customer': 'Waiting for the customer',
  'awaiting-parcel': 'Waiting for the parcel',
  received: 'Parcel here, to be inspected',
  inspected: 'Inspected',
  refunding: 'Refund under way',
  'awaiting-payout': 'To be paid out by hand',
  closed: 'Closed',
  refused: 'Refused',
  cancelled: 'Cancelled',
  expired: 'Expired',
};
