import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ReturnRequested } from '../../../events/return-requested.ts';
import { ReturnRestarted } from '../../../events/return-restarted.ts';
import { mayReadSecret } from '../../constructs/permissions.ts';
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
      startsWhen: hears(surroundingsOf(this).bus, [ReturnRequested, ReturnRestarted]),
      journey: autoApprovedJourney,
      impact: 'Returns are accepted, but nobody decides or refunds them.',
    });
  }

  /** The only function that moves money. */
  private refundReturn(): TaskFunction {
    const { payments, paymentsUrl, secrets } = surroundingsOf(this).stage;
    const address = {
      local: { PAYMENTS_URL: paymentsUrl ?? 'http://payments.local' },
      stripe: paymentsUrl ? { STRIPE_API_BASE: paymentsUrl } : {},
      none: {},
    }[payments];
    const refund = new TaskFunction(this, 'RefundReturn', {
      area: 'refunds',
      writes: ['cases'],
      timeout: Duration.seconds(30),
      environment: { PAYMENTS: payments, ...address },
    });
    if (payments === 'stripe') mayReadSecret(refund, 'STRIPE_SECRET_NAME', secrets.stripe);
    return refund;
  }
}
