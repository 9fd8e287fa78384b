import { settings } from './settings.ts';

const units = {
  OpenCases: 'Count',
  RefundsPending: 'Count',
  OldestOverdueWake: 'Seconds',
  OpenDeadlines: 'Count',
  DeadlinesAtRisk: 'Count',
  BreachedDeadlines: 'Count',
  SilenceP50: 'Seconds',
  SilenceP90: 'Seconds',
  SilentOverFiveDays: 'Count',
  AnsweredPercent: 'Percent',
} as const;
export type Figure = keyof typeof units;

/** Figures for CloudWatch. */
export interface Figures {
  /** Figures of this moment; of one measure, kind or status only when it is named. */
  tell(values: Partial<Record<Figure, number>>, of?: Readonly<Record<string, string>>): void;
}

/**
 * Writes figures as log lines in the embedded metric format, out of which CloudWatch makes metrics: no call, no permission. Straight to
 * the stream, for Lambda puts a time and a level before what `console` says
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function figures(write: (line: string) => unknown = (line) => process.stdout.write(`${line}\n`)): Figures {
  return {
    tell: (values, of) => {
      const dimensions = { stage: settings().stage, ...of };
      const named = Object.keys(values) as Figure[];
      const metrics = named.map((Name) => ({ Name, Unit: units[Name] }));
      const directive = { Namespace: 'Redress', Dimensions: [Object.keys(dimensions)], Metrics: metrics };
      write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...dimensions, ...values }));
    },
  };
}
