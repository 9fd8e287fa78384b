import { Construct } from 'constructs';
import { ApprovalDecided } from '../../../events/approval-decided.ts';
import { ParcelReceived } from '../../../events/parcel-received.ts';
import { RefundFailed } from '../../../events/refund-failed.ts';
import { RefundSucceeded } from '../../../events/refund-succeeded.ts';
import { ReturnApproved } from '../../../events/return-approved.ts';
import { ReturnCancelled } from '../../../events/return-cancelled.ts';
import { ReturnExpired } from '../../../events/return-expired.ts';
import { ReturnInspected } from '../../../events/return-inspected.ts';
import { ReturnRefused } from '../../../events/return-refused.ts';
import { ReturnRestExpired } from '../../../events/return-rest-expired.ts';
import { StepWaiting } from '../../../events/step-waiting.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';
import type { Workflow } from '../../constructs/workflow.ts';

/** A step that began to wait, and everything that may be its answer. */
export const answering = [
  StepWaiting,
  ApprovalDecided,
  ReturnApproved,
  ReturnRefused,
  ReturnCancelled,
  ReturnExpired,
  ReturnRestExpired,
  ParcelReceived,
  ReturnInspected,
  RefundSucceeded,
  RefundFailed,
] as const;

/** Waiting steps go on when the case answers them. The only reader of task tokens. */
export class Waiting extends Construct {
  constructor(scope: Construct, id: string, { workflow }: { readonly workflow: Workflow }) {
    super(scope, id);
    const resume = new TaskFunction(this, 'ResumeWorkflow', { area: 'waiting', reads: ['cases'], writes: ['vault'] });
    workflow.mayAnswerTasks(resume);
    new EventSubscription(this, 'ResumeWorkflowOnAnswers', {
      to: resume,
      when: hears(surroundingsOf(this).bus, answering),
      impact: 'Decisions, parcels and inspections are recorded, but their returns do not go on.',
    });
  }
}
