import { ApprovalDecided } from '../../events/approval-decided.ts';
import { ExchangeDeclined } from '../../events/exchange-declined.ts';
import { ExchangeFulfilled } from '../../events/exchange-fulfilled.ts';
import { ParcelReceived } from '../../events/parcel-received.ts';
import { ParcelScanned } from '../../events/parcel-scanned.ts';
import { RefundFailed } from '../../events/refund-failed.ts';
import { RefundSucceeded } from '../../events/refund-succeeded.ts';
import { ReturnCancelled } from '../../events/return-cancelled.ts';
import { ReturnChanged } from '../../events/return-changed.ts';
import { ReturnExpired } from '../../events/return-expired.ts';
import { ReturnInspected } from '../../events/return-inspected.ts';
import { ReturnRestExpired } from '../../events/return-rest-expired.ts';
import { ReturnRestarted } from '../../events/return-restarted.ts';
import { StepWaiting } from '../../events/step-waiting.ts';

/** A step that began to wait, every event that may change what `answerTo` says, and the one that takes the case from whoever waits. */
export const answering = [
  StepWaiting,
  ApprovalDecided,
  ParcelReceived,
  ParcelScanned,
  ReturnInspected,
  ReturnCancelled,
  ReturnChanged,
  ReturnExpired,
  ReturnRestExpired,
  ReturnRestarted,
  RefundSucceeded,
  RefundFailed,
  ExchangeFulfilled,
  ExchangeDeclined,
] as const;
