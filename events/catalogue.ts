import { ApprovalAnswered } from './approval-answered.ts';
import { ApprovalAsked } from './approval-asked.ts';
import { ApprovalDecided } from './approval-decided.ts';
import { ApprovalEnded } from './approval-ended.ts';
import { ApprovalHandedOver } from './approval-handed-over.ts';
import { ApprovalQuestioned } from './approval-questioned.ts';
import { ApprovalReminded } from './approval-reminded.ts';
import { ApprovalSuperseded } from './approval-superseded.ts';
import { ApprovalUnread } from './approval-unread.ts';
import { CaseAcknowledged } from './case-acknowledged.ts';
import { CaseAssigned } from './case-assigned.ts';
import { CasePrioritised } from './case-prioritised.ts';
import { CaseStopped } from './case-stopped.ts';
import { ClockRang } from './clock-rang.ts';
import { CreditIssued } from './credit-issued.ts';
import { CustomerErased } from './customer-erased.ts';
import { CustomerErasureRequested } from './customer-erasure-requested.ts';
import { CustomerExported } from './customer-exported.ts';
import { ExchangeDeclined } from './exchange-declined.ts';
import { ExchangeFulfilled } from './exchange-fulfilled.ts';
import { ExchangeRequested } from './exchange-requested.ts';
import { HoldingSent } from './holding-sent.ts';
import { LabelProvided } from './label-provided.ts';
import { LookupRequested } from './lookup-requested.ts';
import { MessageReceived } from './message-received.ts';
import { MessageSent } from './message-sent.ts';
import { NoteAdded } from './note-added.ts';
import { ParcelReceived } from './parcel-received.ts';
import { ParcelScanned } from './parcel-scanned.ts';
import { ParcelShipped } from './parcel-shipped.ts';
import { PayoutDetailsGiven } from './payout-details-given.ts';
import { PayoutDetailsSeen } from './payout-details-seen.ts';
import { PayoutNeeded } from './payout-needed.ts';
import { PayoutReturned } from './payout-returned.ts';
import { PolicyPublished } from './policy-published.ts';
import { PromiseMade } from './promise-made.ts';
import { PromiseMoved } from './promise-moved.ts';
import { RefundFailed } from './refund-failed.ts';
import { RefundReserved } from './refund-reserved.ts';
import { RefundSent } from './refund-sent.ts';
import { RefundSucceeded } from './refund-succeeded.ts';
import { ReturnApproved } from './return-approved.ts';
import { ReturnCancelled } from './return-cancelled.ts';
import { ReturnChanged } from './return-changed.ts';
import { ReturnClosed } from './return-closed.ts';
import { ReturnExpired } from './return-expired.ts';
import { ReturnExtended } from './return-extended.ts';
import { ReturnInspected } from './return-inspected.ts';
import { ReturnRefused } from './return-refused.ts';
import { ReturnReopened } from './return-reopened.ts';
import { ReturnRequested } from './return-requested.ts';
import { ReturnRestExpired } from './return-rest-expired.ts';
import { ReturnRestarted } from './return-restarted.ts';
import { SessionRequested } from './session-requested.ts';
import { ShopCreditSpent } from './shop-credit-spent.ts';
import { ShopExchangeDeclined } from './shop-exchange-declined.ts';
import { ShopExchangeFulfilled } from './shop-exchange-fulfilled.ts';
import { ShopOrderDelivered } from './shop-order-delivered.ts';
import { ShopOrderPlaced } from './shop-order-placed.ts';
import { ShopOrderShipped } from './shop-order-shipped.ts';
import { SlaAcknowledged } from './sla-acknowledged.ts';
import { SlaEscalated } from './sla-escalated.ts';
import { StepWaiting } from './step-waiting.ts';
import { TaskFinished } from './task-finished.ts';

/** Every event that crosses the bus, by its detail-type. */
export const catalogue = {
  'approval.answered.v1': ApprovalAnswered,
  'approval.asked.v1': ApprovalAsked,
  'approval.decided.v1': ApprovalDecided,
  'approval.ended.v1': ApprovalEnded,
  'approval.handed-over.v1': ApprovalHandedOver,
  'approval.questioned.v1': ApprovalQuestioned,
  'approval.reminded.v1': ApprovalReminded,
  'approval.superseded.v1': ApprovalSuperseded,
  'approval.unread.v1': ApprovalUnread,
  'case.acknowledged.v1': CaseAcknowledged,
  'case.assigned.v1': CaseAssigned,
  'case.prioritised.v1': CasePrioritised,
  'case.stopped.v1': CaseStopped,
  'clock.rang.v1': ClockRang,
  'credit.issued.v1': CreditIssued,
  'customer.erased.v1': CustomerErased,
  'customer.erasure-requested.v1': CustomerErasureRequested,
  'customer.exported.v1': CustomerExported,
  'exchange.declined.v1': ExchangeDeclined,
  'exchange.fulfilled.v1': ExchangeFulfilled,
  'exchange.requested.v1': ExchangeRequested,
  'holding.sent.v1': HoldingSent,
  'label.provided.v1': LabelProvided,
  'lookup.requested.v1': LookupRequested,
  'message.received.v1': MessageReceived,
  'message.sent.v1': MessageSent,
  'note.added.v1': NoteAdded,
  'parcel.received.v1': ParcelReceived,
  'parcel.scanned.v1': ParcelScanned,
  'parcel.shipped.v1': ParcelShipped,
  'payout.details-given.v1': PayoutDetailsGiven,
  'payout.details-seen.v1': PayoutDetailsSeen,
  'payout.needed.v1': PayoutNeeded,
  'payout.returned.v1': PayoutReturned,
  'policy.published.v1': PolicyPublished,
  'promise.made.v1': PromiseMade,
  'promise.moved.v1': PromiseMoved,
  'refund.failed.v1': RefundFailed,
  'refund.reserved.v1': RefundReserved,
  'refund.sent.v1': RefundSent,
  'refund.succeeded.v1': RefundSucceeded,
  'return.approved.v1': ReturnApproved,
  'return.cancelled.v1': ReturnCancelled,
  'return.changed.v1': ReturnChanged,
  'return.closed.v1': ReturnClosed,
  'return.expired.v1': ReturnExpired,
  'return.extended.v1': ReturnExtended,
  'return.inspected.v1': ReturnInspected,
  'return.refused.v1': ReturnRefused,
  'return.reopened.v1': ReturnReopened,
  'return.requested.v1': ReturnRequested,
  'return.rest-expired.v1': ReturnRestExpired,
  'return.restarted.v1': ReturnRestarted,
  'session.requested.v1': SessionRequested,
  'shop.credit.spent.v1': ShopCreditSpent,
  'shop.exchange.declined.v1': ShopExchangeDeclined,
  'shop.exchange.fulfilled.v1': ShopExchangeFulfilled,
  'shop.order.delivered.v1': ShopOrderDelivered,
  'shop.order.placed.v1': ShopOrderPlaced,
  'shop.order.shipped.v1': ShopOrderShipped,
  'sla.acknowledged.v1': SlaAcknowledged,
  'sla.escalated.v1': SlaEscalated,
  'step.waiting.v1': StepWaiting,
  'task.finished.v1': TaskFinished,
} as const;

export type EventType = keyof typeof catalogue;
