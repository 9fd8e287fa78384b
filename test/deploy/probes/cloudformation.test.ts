import { DeleteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { LambdaClient, ListAliasesCommand } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { missingTypes } from '../emulator/missing-types.ts';
import { clientFor } from '../shop/deployed-shop.ts';
import { gap } from './gap.ts';
import { type Resources, SmallStack } from './small-stack.ts';

const account = inject('emulator');
const queue = { Type: 'AWS::SQS::Queue', Properties: {} };

/** Enough of each missing type for CloudFormation to take it. */
const specimens: Readonly<Record<(typeof missingTypes)[number], object>> = {
  'AWS::CloudWatch::CompositeAlarm': { AlarmRule: 'FALSE' },
  'AWS::Events::Archive': { SourceArn: `arn:aws:events:${account.region}:000000000000:event-bus/default` },
  'AWS::Events::EventBusPolicy': { StatementId: 'probe', Principal: '*', Action: 'events:PutEvents' },
  'AWS::Logs::MetricFilter': {
    LogGroupName: 'probe',
    FilterPattern: '',
    MetricTransformations: [{ MetricName: 'probe', MetricNamespace: 'probe', MetricValue: '1' }],
  },
  'AWS::Logs::QueryDefinition': { Name: 'probe', QueryString: 'fields @message' },
};

const withFunction = (answer: number): Resources => ({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'probe-aliases',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { ZipFile: `exports.handler = async () => ${answer};` },
    },
  },
  [`Version${answer}`]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
  Live: {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: { Ref: 'Function' }, FunctionVersion: { 'Fn::GetAtt': [`Version${answer}`, 'Version'] }, Name: 'live' },
  },
});

describe('gaps in CloudFormation', () => {
  for (const type of missingTypes)
    gap(type, 'the type from test/deploy/emulator/missing-types.ts', async () => {
      const stack = new SmallStack(account, 'type');
      const { status, reason } = await stack.create({ Probe: { Type: type, Properties: specimens[type] } });
      await stack.delete();
      return status === 'CREATE_COMPLETE' || !reason.includes('Unsupported resource type');
    });

  gap('a stack is deleted by its ARN', 'the mending of DeleteStack in test/deploy/emulator/mending-proxy.ts', async () => {
    const stack = new SmallStack(account, 'arn');
    await stack.create({ Queue: queue });
    await stack.delete((await stack.describe())?.StackId);
    const status = await stack.rest();
    await stack.delete();
    return status === 'DELETE_COMPLETE';
  });

  gap(
    'a change set that is not there can be deleted',
    'the mending of DeleteChangeSet in test/deploy/emulator/mending-proxy.ts',
    async () => {
      const stack = new SmallStack(account, 'changes');
      await stack.create({ Queue: queue });
      const command = new DeleteChangeSetCommand({ StackName: stack.name, ChangeSetName: 'never-made' });
      const deleted = await stack.cloudFormation.send(command).then(
        () => true,
        () => false,
      );
      await stack.delete();
      return deleted;
    },
  );

  gap('a function keeps its aliases when its code changes', 'test/deploy/emulator/mend-aliases.ts', async () => {
    const stack = new SmallStack(account, 'aliases');
    expect((await stack.create(withFunction(1))).status).toBe('CREATE_COMPLETE');
    expect(await stack.update(withFunction(2))).toBe('UPDATE_COMPLETE');
    const { Aliases } = await new LambdaClient(clientFor(account)).send(new ListAliasesCommand({ FunctionName: 'probe-aliases' }));
    await stack.delete();
    return Aliases?.some(({ Name }) => Name === 'live') ?? false;
  });

  gap('DeletionPolicy: Retain keeps a resource', 'the reading of the template in the last deploy test', async () => {
    const stack = new SmallStack(account, 'retain');
    await stack.create({ Queue: { ...queue, Properties: { QueueName: 'probe-retained' }, DeletionPolicy: 'Retain' } });
    await stack.delete();
    await stack.rest();
    return await new SQSClient(clientFor(account)).send(new GetQueueUrlCommand({ QueueName: 'probe-retained' })).then(
      () => true,
      () => false,
    );
  });

  gap('a user pool tells its ProviderURL', 'the written-out address in test/deploy/emulator/fit-assembly.ts', async () => {
    const stack = new SmallStack(account, 'pool');
    const QueueName = { 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Pool', 'ProviderURL'] }] }] };
    await stack.create({ Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} }, Queue: { ...queue, Properties: { QueueName } } });
    // What stands before the first colon of an address: https.
    const found = await new SQSClient(clientFor(account)).send(new GetQueueUrlCommand({ QueueName: 'https' })).then(
      () => true,
      () => false,
    );
    await stack.delete();
    return found;
  });

  it('makes what it knows: the probes above fail for what they say, not for the stack around it', async () => {
    const stack = new SmallStack(account, 'control');
    expect((await stack.create({ Queue: queue })).status).toBe('CREATE_COMPLETE');
    await stack.delete();
    expect(await stack.rest()).toBe('DELETE_COMPLETE');
  });
});
