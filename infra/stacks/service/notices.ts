import { Construct } from 'constructs';
import { ClockRang } from '../../../events/clock-rang.ts';
import { LabelProvided } from '../../../events/label-provided.ts';
import { MessageSent } from '../../../events/message-sent.ts';
import { ParcelReceived } from '../../../events/parcel-received.ts';
import { RefundSucceeded } from '../../../events/refund-succeeded.ts';
import { ReturnApproved } from '../../../events/return-approved.ts';
import { ReturnCancelled } from '../../../events/return-cancelled.ts';
import { ReturnClosed } from '../../../events/return-closed.ts';
import { ReturnExpired } from '../../../events/return-expired.ts';
import { ReturnRefused } from '../../../events/return-refused.ts';
import { ReturnRequested } from '../../../events/return-requested.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { maySendMail } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';

/** What customers hear of. Notices listen to the log; no workflow waits for one. */
export const noticed = [
  ReturnRequested,
  ReturnApproved,
  ReturnRefused,
  ReturnCancelled,
  ReturnExpired,
  LabelProvided,
  ClockRang,
  ParcelReceived,
  RefundSucceeded,
  MessageSent,
  ReturnClosed,
] as const;

export class Notices extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const send = new TaskFunction(this, 'SendNotice', { area: 'notices', writes: ['cases'], reads: ['people'] });
    maySendMail(send);
    new EventSubscription(this, 'SendNoticeOfWhatHappened', {
      to: send,
      when: hears(surroundingsOf(this).bus, noticed),
      impact: 'Customers hear nothing: a promise moves or a refund is made and no mail says so.',
    });
  }
}
