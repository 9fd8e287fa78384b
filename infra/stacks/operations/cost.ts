import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, type IWidget, MathExpression, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { DataStack } from '../data-stack.ts';
import type { ServiceStack } from '../service-stack.ts';

const period = Duration.days(1);

/** US dollars, list prices of us-east-1 in November 2026 without any free tier (https://aws.amazon.com/pricing/). */
const dollarsFor = {
  /** A millisecond of a function on ARM with 512 MB, which most have. */
  functionMillisecond: 0.0000133334 / 1000 / 2,
  invocation: 0.2 / 1e6,
  /** Eight transitions and a start, as most returns take. */
  execution: 9 * 0.000025,
  readUnit: 0.125 / 1e6,
  writeUnit: 0.625 / 1e6,
  request: 1 / 1e6,
  mail: 0.1 / 1000,
};

/** Written out: CloudWatch's expressions know no exponents. */
const price = (of: keyof typeof dollarsFor): string => dollarsFor[of].toFixed(14);

/** What a day costs, as far as the metrics of AWS tell: functions, workflows, tables, API, mail. Keys, logs, CloudFront and WAF are not in it. */
export function costRow(service: ServiceStack, data: DataStack): IWidget[] {
  const tables = Object.values(data.tables).map(({ table }) => table);
  const consumed = (unit: 'Read' | 'Write') =>
    tables.map(({ tableName }) => metric('AWS/DynamoDB', `Consumed${unit}CapacityUnits`, { TableName: tableName }));
  const ofFunctions = (name: string) =>
    `SUM(SEARCH('{AWS/Lambda,FunctionName} MetricName="${name}" "${service.stackName}"', 'Sum', 86400))`;
  const functions = dollars(
    `${ofFunctions('Duration')} * ${price('functionMillisecond')} + ${ofFunctions('Invocations')} * ${price('invocation')}`,
    'functions',
  );
  const workflows = dollars(`started * ${price('execution')}`, 'workflows', {
    started: service.workflow.stateMachine.metricStarted({ period, statistic: 'Sum' }),
  });
  const [reads, writes] = [named('r', consumed('Read')), named('w', consumed('Write'))];
  const sum = (metrics: Record<string, IMetric>) =>
    Object.keys(metrics)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + ');
  const kept = dollars(`(${sum(reads)}) * ${price('readUnit')} + (${sum(writes)}) * ${price('writeUnit')}`, 'tables', {
    ...reads,
    ...writes,
  });
  const api = dollars(`requests * ${price('request')}`, 'API', { requests: service.api.metricCount({ period, statistic: 'Sum' }) });
  const mail = dollars(`mails * ${price('mail')}`, 'mail', { mails: metric('AWS/SES', 'Send', {}) });
  return [
    new GraphWidget({
      title: 'Cost estimate per day (US dollars)',
      left: [functions, workflows, kept, api, mail],
      stacked: true,
      width: 16,
    }),
    new TextWidget({
      markdown:
        'An estimate at list prices of us-east-1: functions, workflows, tables, API, mail. Keys (four dollars a month), logs, CloudFront and WAF are not in it; the bill is right.',
      width: 8,
      height: 6,
    }),
  ];
}

const metric = (namespace: string, metricName: string, dimensionsMap: Record<string, string>): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, period, statistic: 'Sum' });

const named = (prefix: string, metrics: readonly Metric[]): Record<string, IMetric> =>
  Object.fromEntries(metrics.map((each, index) => [`${prefix}${index}`, each as IMetric]));

const dollars = (expression: string, label: string, usingMetrics: Record<string, IMetric> = {}): MathExpression =>
  new MathExpression({ expression, label, usingMetrics, period });
