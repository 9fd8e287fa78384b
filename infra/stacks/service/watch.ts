import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { figure } from '../../constructs/figure.ts';
import { ImpactAlarm } from '../../constructs/impact-alarm.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import type { Workflow } from '../../constructs/workflow.ts';

const period = Duration.minutes(5);

/** What is watched over the service as a whole; each edge brings an alarm of its own. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { api, workflow }: { readonly api: HttpApi; readonly workflow: Workflow }) {
    super(scope, id);
    new ImpactAlarm(this, 'ApiFails', {
      metric: api.metricServerError({ period, statistic: 'Sum' }),
      above: 5,
      impact: 'Customers and colleagues see an error page; what they sent may not be kept.',
      look: 'the access log for statuses of 500 and above, then the log of the function behind that route.',
    });
    new ImpactAlarm(this, 'FunctionsThrottled', {
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', period, statistic: 'Sum' }),
      above: 0,
      impact: 'Requests are refused or come late: the account runs as many functions as it may.',
      look: 'the account’s concurrency against its quota, and which function takes most of it.',
    });
    new ImpactAlarm(this, 'WorkflowsStop', {
      metric: workflow.stateMachine.metricFailed({ period, statistic: 'Sum' }),
      above: 0,
      impact: 'A return no longer moves by itself; it is on the list of a person, who must restart or settle it.',
      look: 'the cases without owner in the console, then the execution that each names.',
    });
    new ImpactAlarm(this, 'CustomersWait', {
      metric: figure('SilentOverFiveDays', surroundingsOf(this).stage, { period: Duration.days(1), statistic: 'Maximum' }),
      above: 0,
      impact: 'At least one customer has heard from no person for more than five days.',
      look: 'GET /v1/agent/reports/silence: the longest waits stand first.',
    });
  }
}
