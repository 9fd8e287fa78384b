import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, it } from 'vitest';
import { ReturnRequested } from '../../../events/return-requested.ts';
import { ShopOrderPlaced } from '../../../events/shop-order-placed.ts';
import { EventSubscription } from '../../../infra/constructs/event-subscription.ts';
import { surroundingsOf } from '../../../infra/constructs/surroundings.ts';
import { TaskFunction } from '../../../infra/constructs/task-function.ts';
import { every, hears, hearsShop, hearsStopped, type Trigger } from '../../../infra/constructs/triggers.ts';
import { surroundedStack } from '../fixtures/surrounded-stack.ts';

function subscribed(when: Trigger | ((bus: ReturnType<typeof surroundingsOf>['bus']) => Trigger), worth?: Duration) {
  const { stack, template } = surroundedStack();
  const to = new TaskFunction(stack, 'SendNotice', { area: 'notices' });
  const { bus } = surroundingsOf(to);
  const trigger = typeof when === 'function' ? when(bus) : when;
  new EventSubscription(stack, 'OnEvents', { to, when: trigger, impact: 'Nobody hears.', ...(worth ? { worth } : {}) });
  return template();
}

describe('an event subscription', () => {
  it('calls the alias, retries deliveries for a day and keeps what could not be delivered', () => {
    subscribed((bus) => hears(bus, [ReturnRequested])).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['redress'], 'detail-type': ['return.requested.v1'] },
      EventBusName: { Ref: Match.stringLikeRegexp('^Bus') },
      Targets: [
        {
          Arn: { Ref: Match.stringLikeRegexp('Live') },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      ],
    });
  });

  it('keeps what the function could not do after two more tries', () => {
    subscribed((bus) => hears(bus, [ReturnRequested])).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] } } },
    });
  });

  it('has an encrypted queue, and an alarm that says whom it hurts', () => {
    const template = subscribed((bus) => hears(bus, [ReturnRequested]));
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp('^Impact: Nobody hears\\. Look: '),
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 0,
    });
  });

  it('hears the shop from any source but our own log', () => {
    subscribed((bus) => hearsShop(bus, [ShopOrderPlaced])).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: [{ 'anything-but': ['redress'] }], 'detail-type': ['shop.order.placed.v1'] },
    });
  });

  it('hears on the default bus that a workflow stopped', () => {
    subscribed(hearsStopped('arn:aws:states:eu-west-1:1:stateMachine:x')).hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.absent(),
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: ['arn:aws:states:eu-west-1:1:stateMachine:x'] },
      },
    });
  });

  it('fires by the time, and gives up on a minute that is long gone', () => {
    subscribed(every(Duration.minutes(1)), Duration.minutes(5)).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 185 } })],
    });
  });
});
