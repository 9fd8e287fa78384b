import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Relay } from '../../../infra/constructs/relay.ts';
import { TaskFunction } from '../../../infra/constructs/task-function.ts';
import { statementsOf, surroundedStack } from '../fixtures/surrounded-stack.ts';

function relayed() {
  const { stack, template } = surroundedStack();
  new Relay(stack, 'Relay', { to: new TaskFunction(stack, 'RelayLog', { area: 'events' }), impact: 'Nothing moves.' });
  return template();
}

describe('the relay', () => {
  const template = relayed();

  it('hears inserted log records and nothing else', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: {
        Filters: [{ Pattern: Match.serializedJson({ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'LOG#' }] } } } }) }],
      },
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  it('reports partial failures, bisects, and keeps in a bucket what it gives up on before the stream forgets it', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: Match.anyValue(),
      DestinationConfig: { OnFailure: { Destination: { 'Fn::ImportValue': Match.stringLikeRegexp('Undelivered') } } },
    });
    const [mapping] = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
    expect(mapping?.Properties.MaximumRecordAgeInSeconds).toBeLessThan(86_400);
  });

  it('may read the stream and put into that bucket', () => {
    const statements = statementsOf(template, /RelayLog/);
    expect(statements.flatMap(({ Action }) => Action)).toEqual(
      expect.arrayContaining(['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 's3:PutObject', 's3:ListBucket']),
    );
    const streams = statements.filter(({ Action }) => Action.includes('dynamodb:GetRecords'));
    expect(JSON.stringify(streams)).toContain('StreamArn');
  });

  it('sounds when it is more than five minutes behind', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Threshold: 300_000,
      AlarmDescription: Match.stringLikeRegexp('Impact: Nothing moves\\.'),
    });
  });
});
