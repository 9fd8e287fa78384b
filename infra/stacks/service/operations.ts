import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { ApiFunction } from '../../constructs/api-function.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { every, hearsStopped } from '../../constructs/triggers.ts';
import type { Workflow } from '../../constructs/workflow.ts';

/** What keeps the rest honest: a stopped workflow becomes the task of a person, and somebody can ask whether we are there. */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { api, workflow }: { readonly api: HttpApi; readonly workflow: Workflow }) {
    super(scope, id);
    const hand = new TaskFunction(this, 'HandToPerson', { area: 'operations', writes: ['cases'] });
    workflow.mayDescribeExecutions(hand);
    new EventSubscription(this, 'HandStoppedWorkToPerson', {
      to: hand,
      when: hearsStopped(workflow.stateMachine.stateMachineArn),
      impact: 'Cases whose workflow failed lie still and belong to nobody.',
    });
    new EventSubscription(this, 'CountTwiceADay', {
      to: new TaskFunction(this, 'MeasureCases', {
        area: 'operations',
        reads: ['cases'],
        queries: ['byStatus'],
        timeout: Duration.minutes(1),
      }),
      when: every(Duration.hours(12)),
      worth: Duration.minutes(30),
      impact: 'Nobody sees how many cases are open and how many refunds are pending.',
    });
    new ApiFunction(this, 'ServeHealth', { area: 'service', api, at: ['/healthz'], below: ['/v1'] });
  }
}
