import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { TaskFunction } from './task-function.ts';
import type { Trigger } from './triggers.ts';

export interface EventSubscriptionProps {
  readonly to: TaskFunction;
  readonly when: Trigger;
  /** What the business loses while deliveries fail, in a sentence. */
  readonly impact: string;
  /** How long a delivery stays worth trying; a day unless said. */
  readonly worth?: Duration;
}

/**
 * A function that hears. The rule's dead-letter queue catches what could not be delivered, the function's on-failure destination what
 * it could not do after two more tries; both are one queue, since a person or `replay` deals with both in the same way.
 */
export class EventSubscription extends Construct {
  readonly rule: Rule;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: EventSubscriptionProps) {
    super(scope, id);
    const worth = props.worth ?? Duration.days(1);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { impact: props.impact });
    this.rule = new Rule(this, 'Rule', { ...props.when, description: `Calls ${props.to.node.id}` });
    this.rule.addTarget(
      new LambdaFunction(props.to.live, { deadLetterQueue: this.deadLetters.queue, maxEventAge: worth, retryAttempts: 185 }),
    );
    props.to.live.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.seconds(Math.min(worth.toSeconds(), Duration.hours(6).toSeconds())),
      onFailure: new SqsDestination(this.deadLetters.queue),
    });
  }
}
