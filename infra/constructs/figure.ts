import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Figure } from '../../functions/runtime/figures.ts';
import type { Stage } from '../stages.ts';

/** One of the figures that functions tell (functions/runtime/figures.ts), of one stage; of one measure, kind or status when `of` names it. */
export function figure(name: Figure, { stage }: Stage, options: MetricOptions, of: Readonly<Record<string, string>> = {}): Metric {
  return new Metric({ namespace: 'Redress', metricName: name, dimensionsMap: { stage, ...of }, ...options });
}
