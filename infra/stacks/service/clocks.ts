import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClockRang } from '../../../events/clock-rang.ts';
import { PolicyPublished } from '../../../events/policy-published.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { figure } from '../../constructs/figure.ts';
import { ImpactAlarm } from '../../constructs/impact-alarm.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { every, hears } from '../../constructs/triggers.ts';

/** Deadlines: every minute somebody looks whether a clock is due, and somebody does what its ring asks for. */
export class Clocks extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ring = new TaskFunction(this, 'RingDueClocks', {
      area: 'clocks',
      writes: ['cases'],
      reads: ['people'],
      queries: ['byWake'],
      timeout: Duration.seconds(60),
    });
    new EventSubscription(this, 'EveryMinute', {
      to: ring,
      when: every(Duration.minutes(1)),
      worth: Duration.minutes(5),
      impact: 'Reminders, expiries and escalations come late.',
    });
    new EventSubscription(this, 'HonourEachRing', {
      to: new TaskFunction(this, 'HonourRing', { area: 'clocks', writes: ['cases'] }),
      when: hears(surroundingsOf(this).bus, [ClockRang]),
      impact: 'Clocks ring, but returns do not expire and late labels reach nobody.',
    });
    new EventSubscription(this, 'ReviewDeadlinesWhenPoliciesChange', {
      to: new TaskFunction(this, 'ReviewDeadlines', {
        area: 'clocks',
        writes: ['cases'],
        reads: ['people'],
        queries: ['byStatus'],
        timeout: Duration.minutes(15),
      }),
      when: hears(surroundingsOf(this).bus, [PolicyPublished]),
      impact: 'Open cases keep the deadlines of the policy before until something happens to them.',
    });
    new EventSubscription(this, 'ReviewApprovalsWhenPoliciesChange', {
      to: new TaskFunction(this, 'ReviewApprovals', {
        area: 'approvals',
        writes: ['cases'],
        reads: ['people'],
        queries: ['byStatus'],
        timeout: Duration.minutes(15),
      }),
      when: hears(surroundingsOf(this).bus, [PolicyPublished]),
      impact: 'Deputies are not asked when somebody is away, and former approvers are not told that others decide now.',
    });
    this.alarmWhenLate();
  }

  /** RingDueClocks tells each minute how long the oldest due clock has been due, 0 when none is. */
  private alarmWhenLate(): void {
    const { stage } = surroundingsOf(this);
    new ImpactAlarm(this, 'OldestWake', {
      metric: figure('OldestOverdueWake', stage, { statistic: 'Maximum', period: Duration.minutes(5) }),
      above: Duration.minutes(5).toSeconds(),
      impact: 'Deadlines pass unnoticed: promises to customers break silently.',
      look: 'the logs of RingDueClocks.',
      alsoWhenSilent: true,
    });
  }
}
