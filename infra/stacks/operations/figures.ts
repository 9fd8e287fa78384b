import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IWidget, MathExpression, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import { figure } from '../../constructs/figure.ts';
import type { Stage } from '../../stages.ts';
import type { ServiceStack } from '../service-stack.ts';

/** Every metric of a figure, one line for each kind and status, or measure, as they come: complaints appear by themselves. */
function eachOf(name: string, dimensions: string, { stage }: Stage, period: Duration): MathExpression {
  const expression = `SEARCH('{Redress,stage,${dimensions}} MetricName="${name}" stage="${stage}"', 'Maximum', ${period.toSeconds()})`;
  return new MathExpression({ expression, label: '', period });
}

const hour = Duration.hours(1);
const sixHours = Duration.hours(6);
const day = Duration.days(1);

/** How the shop stands: cases by state, clocks at risk, refunds pending, age of silence. */
export function figureRow(stage: Stage): IWidget[] {
  const silence = (name: 'SilenceP50' | 'SilenceP90', label: string) => figure(name, stage, { period: day, statistic: 'Maximum', label });
  return [
    new GraphWidget({
      title: 'Returns and complaints by state',
      left: [eachOf('OpenCases', 'kind,status', stage, hour)],
      stacked: true,
      width: 8,
    }),
    new GraphWidget({ title: 'Clocks at risk', left: [eachOf('DeadlinesAtRisk', 'measure', stage, sixHours)], width: 4 }),
    new GraphWidget({ title: 'Deadlines missed', left: [eachOf('BreachedDeadlines', 'measure', stage, sixHours)], width: 4 }),
    new SingleValueWidget({
      title: 'Refunds pending',
      metrics: [figure('RefundsPending', stage, { period: hour, statistic: 'Maximum' })],
      width: 4,
    }),
    new GraphWidget({
      title: 'Age of silence (seconds)',
      left: [silence('SilenceP50', 'half wait less'), silence('SilenceP90', 'nine in ten wait less')],
      width: 4,
    }),
  ];
}

/** What fails: errors of functions and of the API, what could not be done, and what comes late. */
export function faultRow(stage: Stage, service: ServiceStack): IWidget[] {
  const period = Duration.minutes(5);
  const queues = service.node.findAll().filter((construct) => construct instanceof DeadLetters);
  const errors = `SEARCH('{AWS/Lambda,FunctionName} MetricName="Errors" "${service.stackName}"', 'Sum', ${period.toSeconds()})`;
  return [
    new GraphWidget({ title: 'Errors of functions', left: [new MathExpression({ expression: errors, label: '', period })], width: 8 }),
    new GraphWidget({
      title: 'Errors of API and workflow',
      left: [
        service.api.metricServerError({ period, statistic: 'Sum' }),
        service.workflow.stateMachine.metricFailed({ period, statistic: 'Sum' }),
      ],
      width: 4,
    }),
    new GraphWidget({
      title: 'What could not be done',
      left: queues.map(({ queue, node }) =>
        queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label: node.scope?.node.id ?? node.id }),
      ),
      width: 8,
    }),
    new GraphWidget({
      title: 'Late clocks (seconds)',
      left: [figure('OldestOverdueWake', stage, { period, statistic: 'Maximum' })],
      width: 4,
    }),
  ];
}
