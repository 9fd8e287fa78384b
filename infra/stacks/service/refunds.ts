import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { every } from '../../constructs/triggers.ts';

/** What keeps refunds true after they were made: unknown outcomes are looked up, books are compared, accounts are forgotten. None of it moves money. */
export class Refunds extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new EventSubscription(this, 'EraseAccountsEveryDay', {
      to: new TaskFunction(this, 'EraseAccounts', {
        area: 'refunds',
        writes: ['cases', 'people'],
        timeout: Duration.minutes(5),
      }),
      when: every(Duration.days(1)),
      impact: 'Account numbers of customers are kept longer than we promised them.',
    });
  }
}
