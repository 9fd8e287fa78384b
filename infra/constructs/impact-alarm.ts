import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { runbookSection } from './runbook-section.ts';
import { surroundingsOf } from './surroundings.ts';

export interface ImpactAlarmProps {
  readonly metric: IMetric;
  /** It sounds when the metric is above this. */
  readonly above: number;
  /** What the business loses while it sounds, in a sentence. */
  readonly impact: string;
  /** What to look at first. */
  readonly look: string;
  readonly periods?: number;
  /** The metric comes all the time, so that its silence is an alarm as well. */
  readonly alsoWhenSilent?: true;
}

/**
 * An alarm that tells whom it hurts and where to look before anybody opens a dashboard, to the topic of the stage, and says when it is over. Its
 * section of docs/runbook.md follows from where it stands in the stack; a test asks for the section.
 */
export class ImpactAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    this.alarm = new Alarm(this, 'Alarm', {
      metric: props.metric,
      threshold: props.above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.alsoWhenSilent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `Impact: ${props.impact} Look: ${props.look} Runbook: docs/runbook.md#${runbookSection(this)}`,
    });
    const tell = new SnsAction(surroundingsOf(this).alarms);
    this.alarm.addAlarmAction(tell);
    this.alarm.addOkAction(tell);
  }
}
