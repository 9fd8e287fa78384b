import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ReturnReopened } from '../../../events/return-reopened.ts';
import { ReturnRequested } from '../../../events/return-requested.ts';
import { ReturnRestarted } from '../../../events/return-restarted.ts';
import { mayAskProvider } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';
import { Workflow } from '../../constructs/workflow.ts';

/** The path that most returns take; it may not pass more than ten states. */
export const autoApprovedJourney = [
  'Decide the return',
  'Decided?',
  'Wait for the parcel',
  'What came?',
  'Wait for the inspection',
  'Accepted?',
  'Refund the customer',
  'Settled?',
  'Close the case',
] as const;

/** How a return travels from the request to the money, and the five functions that it calls on the way. */
export class ReturnWorkflow extends Construct {
  readonly workflow: Workflow;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.workflow = new Workflow(this, 'Return', {
      definition: 'return/return.asl.json',
      tasks: [
        new TaskFunction(this, 'DecideReturn', { area: 'returns', writes: ['cases'] }),
        new TaskFunction(this, 'AskForApproval', { area: 'approvals', writes: ['cases'], reads: ['people'], stores: ['vault'] }),
        new TaskFunction(this, 'AwaitAnswer', { area: 'waiting', writes: ['cases'], stores: ['vault'] }),
        this.refundReturn(),
        new TaskFunction(this, 'CloseReturn', { area: 'returns', writes: ['cases'] }),
      ],
      startsWhen: hears(surroundingsOf(this).bus, [ReturnRequested, ReturnRestarted, ReturnReopened]),
      journey: autoApprovedJourney,
      impact: 'Returns are accepted, but nobody decides or refunds them.',
    });
  }

  /** The only function that moves money. */
  private refundReturn(): TaskFunction {
    const refund = new TaskFunction(this, 'RefundReturn', { area: 'refunds', writes: ['cases'], timeout: Duration.seconds(30) });
    mayAskProvider(refund);
    return refund;
  }
}
