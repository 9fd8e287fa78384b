import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { mayAskProvider } from '../../constructs/permissions.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { every } from '../../constructs/triggers.ts';

/** What keeps refunds true after they were made: unknown outcomes are looked up, books are compared, accounts are forgotten. None of it moves money. */
export class Refunds extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const chase = new TaskFunction(this, 'ChaseRefunds', {
      area: 'refunds',
      writes: ['cases'],
      queries: ['byStatus'],
      timeout: Duration.minutes(5),
    });
    mayAskProvider(chase);
    new EventSubscription(this, 'ChaseRefundsEveryHour', {
      to: chase,
      when: every(Duration.hours(1)),
      worth: Duration.minutes(50),
      impact: 'Refunds of unknown outcome stay unknown, and nobody is told after a day.',
    });
    const reconcile = new TaskFunction(this, 'ReconcilePayments', {
      area: 'refunds',
      writes: ['cases'],
      queries: ['byStatus'],
      memory: 1024,
      timeout: Duration.minutes(15),
    });
    mayAskProvider(reconcile);
    new EventSubscription(this, 'ReconcilePaymentsEveryDay', {
      to: reconcile,
      when: every(Duration.days(1)),
      impact:
        'Differences between the payment provider and our ledger go unnoticed, and so do refunds made in its dashboard whose webhook was lost.',
    });
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
