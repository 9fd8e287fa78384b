import { CaseAcknowledged } from '../../events/case-acknowledged.ts';
import { ClockRang } from '../../events/clock-rang.ts';
import { ExchangeDeclined } from '../../events/exchange-declined.ts';
import { ExchangeFulfilled } from '../../events/exchange-fulfilled.ts';
import { ExchangeRequested } from '../../events/exchange-requested.ts';
import { HoldingSent } from '../../events/holding-sent.ts';
import { LabelProvided } from '../../events/label-provided.ts';
import { MessageSent } from '../../events/message-sent.ts';
import { ParcelReceived } from '../../events/parcel-received.ts';
import { PayoutNeeded } from '../../events/payout-needed.ts';
import { PromiseMade } from '../../events/promise-made.ts';
import { RefundFailed } from '../../events/refund-failed.ts';
import { RefundSucceeded } from '../../events/refund-succeeded.ts';
import { ReturnApproved } from '../../events/return-approved.ts';
import { ReturnCancelled } from '../../events/return-cancelled.ts';
import { ReturnClosed } from '../../events/return-closed.ts';
import { ReturnExpired } from '../../events/return-expired.ts';
import { ReturnInspected } from '../../events/return-inspected.ts';
import { ReturnRefused } from '../../events/return-refused.ts';
import type { Heard } from '../runtime/subscriber.ts';

/** What customers hear of. */
export const customerEvents = [
  CaseAcknowledged,
  ReturnApproved,
  ReturnRefused,
  LabelProvided,
  ClockRang,
  ParcelReceived,
  ReturnInspected,
  RefundSucceeded,
  RefundFailed,
  PayoutNeeded,
  ExchangeRequested,
  ExchangeFulfilled,
  ExchangeDeclined,
  ReturnClosed,
  ReturnCancelled,
  ReturnExpired,
  MessageSent,
  HoldingSent,
  PromiseMade,
] as const;
export type CustomerEvent = Heard<typeof customerEvents>;
