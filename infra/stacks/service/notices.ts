import { Construct } from 'constructs';
import { approvalEvents } from '../../../functions/approvals/approval-mails.ts';
import { customerEvents } from '../../../functions/notices/heard.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { maySendMail } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';

/** What customers hear of, and approvers. Notices listen to the log; no workflow waits for one. */
export class Notices extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const send = new TaskFunction(this, 'SendNotice', { area: 'notices', writes: ['cases'], reads: ['people'] });
    maySendMail(send);
    new EventSubscription(this, 'SendNoticeOfWhatHappened', {
      to: send,
      when: hears(surroundingsOf(this).bus, customerEvents),
      impact: 'Customers hear nothing: a promise moves or a refund is made and no mail says so.',
    });
    const mail = new TaskFunction(this, 'MailApproval', { area: 'approvals', writes: ['cases'], reads: ['people'], queries: ['byStatus'] });
    maySendMail(mail);
    new EventSubscription(this, 'MailApprovalsToColleagues', {
      to: mail,
      when: hears(surroundingsOf(this).bus, approvalEvents),
      impact: 'Approvers get no mail: decisions wait until somebody looks into the console, and promises to customers slip.',
    });
  }
}
