import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';
import { surroundingsOf } from './surroundings.ts';
import type { TaskFunction } from './task-function.ts';
import { bucketArnFor } from './wildcards.ts';

/** Feeds every inserted log record of table `cases` to one function, in order per case, and keeps what it gives up on. */
export class Relay extends Construct {
  constructor(scope: Construct, id: string, props: { readonly to: TaskFunction; readonly impact: string }) {
    super(scope, id);
    const { tables, undelivered } = surroundingsOf(this);
    const stream = tables.cases.table.tableStreamArn;
    if (!stream) throw new Error('Table cases has no stream.');
    new EventSourceMapping(this, 'Mapping', {
      target: props.to.live,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('LOG#') } } },
        }),
      ],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(20),
      supportS3OnFailureDestination: true,
      onFailure: { bind: () => ({ destination: bucketArnFor(this, undelivered) }) },
    });
    this.grant(props.to, stream, bucketArnFor(this, undelivered));
    new ImpactAlarm(this, 'FallsBehind', {
      metric: props.to.function.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      above: Duration.minutes(5).toMilliseconds(),
      impact: props.impact,
      look: `the logs of ${props.to.node.id}; after 24 hours records leave the stream and only npm run announce brings them back.`,
    });
  }

  private grant(to: TaskFunction, stream: string, bucket: string): void {
    to.may({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [stream],
    });
    to.may({ actions: ['s3:ListBucket'], resources: [bucket] });
    to.may({
      actions: ['s3:PutObject'],
      resources: [`${bucket}/*`],
      anyBecause: 'Lambda names the object of each batch that it gives up on.',
    });
  }
}
