import { readFileSync, writeFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { acknowledge } from '../../../infra/constructs/acknowledge.ts';
import { asynchronousEdges } from '../../../infra/rules/asynchronous-edges.ts';
import type { Resources } from '../../../infra/rules/finding.ts';
import { HouseRules, houseFindings } from '../../../infra/rules/house-rules.ts';
import { machineDefinitions } from '../../../infra/rules/machine-definitions.ts';
import { whatIsKept } from '../../../infra/rules/what-is-kept.ts';
import { wholeApp } from '../fixtures/whole-app.ts';

const alias = { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Listen' }, Name: 'live' } };
const target = { Arn: { Ref: 'ListenLive' }, DeadLetterConfig: { Arn: 'queue' }, RetryPolicy: { MaximumEventAgeInSeconds: 60 } };
const keeping = { FunctionName: { Ref: 'Listen' }, DestinationConfig: { OnFailure: { Destination: 'queue' } } };
const stream = {
  StartingPosition: 'LATEST',
  BisectBatchOnFunctionError: true,
  MaximumRetryAttempts: 9,
  DestinationConfig: { OnFailure: {} },
};
const calling = { AlarmActions: ['topic'], Dimensions: [{ Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }] };
const waiting = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  TimeoutSeconds: 9,
  Catch: [{ Next: 'End' }],
  Retry: [{ ErrorEquals: ['Unavailable'] }],
};
const machine = (state: object, more: object = {}) => ({
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { DefinitionString: JSON.stringify({ StartAt: 'Wait', States: { Wait: state } }), ...more },
  },
});
const rule = (one: object) => ({ Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [one] } } });
const listening = (config?: object): Resources => ({
  ...rule(target),
  ListenLive: alias,
  ...(config ? { Config: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: config } } : {}),
});
const queue = (alarm?: object): Resources => ({
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  ...(alarm ? { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: alarm } } : {}),
});

type Rule = (resources: Resources) => { rule: string }[];
const encrypted = { EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' } };

// Each: the rule, what breaks it, what keeps it, and how the rule is called.
const cases: readonly [string, Rule, Resources, Resources, string][] = [
  ['a rule without dead letters', asynchronousEdges, rule({ ...target, DeadLetterConfig: undefined }), rule(target), 'RuleDeadLetters'],
  ['a rule that tries for ever', asynchronousEdges, rule({ ...target, RetryPolicy: undefined }), rule(target), 'RuleRetry'],
  ['a listener that keeps nothing of what it could not do', asynchronousEdges, listening(), listening(keeping), 'ListenerFailure'],
  [
    'a listener whose configuration keeps nothing',
    asynchronousEdges,
    listening({ ...keeping, DestinationConfig: {} }),
    listening(keeping),
    'ListenerFailure',
  ],
  [
    'a stream that gives up in silence',
    asynchronousEdges,
    { S: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...stream, DestinationConfig: undefined } } },
    { S: { Type: 'AWS::Lambda::EventSourceMapping', Properties: stream } },
    'StreamFailure',
  ],
  [
    'a stream that tries for ever',
    asynchronousEdges,
    { S: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...stream, MaximumRetryAttempts: -1 } } },
    { S: { Type: 'AWS::Lambda::EventSourceMapping', Properties: stream } },
    'StreamFailure',
  ],
  ['a queue that calls nobody', asynchronousEdges, queue(), queue(calling), 'QueueAlarm'],
  ['a queue whose alarm calls nobody', asynchronousEdges, queue({ ...calling, AlarmActions: [] }), queue(calling), 'QueueAlarm'],
  [
    'a log for ever',
    whatIsKept,
    { L: { Type: 'AWS::Logs::LogGroup', Properties: {} } },
    { L: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } } },
    'LogRetention',
  ],
  [
    'a function without its log',
    whatIsKept,
    { F: { Type: 'AWS::Lambda::Function', Properties: {} } },
    { F: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: 'l' } } } },
    'OwnLogGroup',
  ],
  ['a history that AWS encrypts by its own key', whatIsKept, machine(waiting), machine(waiting, encrypted), 'HistoryKey'],
  [
    'a history whose data stands in a log',
    whatIsKept,
    machine(waiting, { ...encrypted, LoggingConfiguration: { IncludeExecutionData: true } }),
    machine(waiting, encrypted),
    'HistoryInLogs',
  ],
  [
    'an alarm that calls nobody',
    whatIsKept,
    { A: { Type: 'AWS::CloudWatch::Alarm', Properties: {} } },
    { A: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: ['topic'] } } },
    'AlarmAction',
  ],
  [
    'a table that a slip deletes',
    whatIsKept,
    { T: { Type: 'AWS::DynamoDB::Table', Properties: {} } },
    { T: { Type: 'AWS::DynamoDB::Table', Properties: { DeletionProtectionEnabled: true } } },
    'TableProtection',
  ],
  [
    'a callback without a timeout',
    machineDefinitions,
    machine({ ...waiting, TimeoutSeconds: undefined }),
    machine(waiting),
    'CarelessTask',
  ],
  ['a callback without a catch', machineDefinitions, machine({ ...waiting, Catch: undefined }), machine(waiting), 'CarelessTask'],
  [
    'a task that retries whatever it was',
    machineDefinitions,
    machine({ ...waiting, Retry: [{ ErrorEquals: ['States.ALL'] }] }),
    machine(waiting),
    'CarelessTask',
  ],
];

describe('the rules of this house', () => {
  it.each(cases)('find %s', (_, check, broken, kept, name) => {
    expect(check(broken).map(({ rule }) => rule)).toEqual([name]);
    expect(check(kept)).toEqual([]);
  });

  it('find a wildcard, until somebody says why', () => {
    const stack = new Stack(new App(), 'stack');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:Get*'], resources: ['arn:aws:s3:::photos/*'] }));
    const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Resources };
    const find = () => houseFindings(stack, Resources).map(({ what }) => what);
    expect(find()).toEqual([
      'name the resource of s3:Get* instead of arn:aws:s3:::photos/*, or say why any (acknowledgeWildcard)',
      'name the resource of s3:Get* instead of arn:aws:s3:::photos/*, or say why any (acknowledgeWildcard)',
    ]);
    acknowledge(role, 'AwsSolutions-IAM5[Resource::arn:aws:s3:::photos/*]', 'Photos have random names.');
    expect(find()).toHaveLength(1);
    acknowledge(role, 'AwsSolutions-IAM5[Action::s3:Get*]', 'Reading in every way.');
    expect(find()).toEqual([]);
  });

  it('find nothing here', () => {
    const { stacks, template } = wholeApp();
    const found = stacks.flatMap((stack) => houseFindings(stack, template(stack.node.id.split('-')[1]!).toJSON().Resources));
    expect(found).toEqual([]);
  });
});

describe('the plugin', () => {
  it('passes what is synthesized, and stops a template that breaks a rule, by its file', () => {
    const { app } = wholeApp();
    const assembly = app.synth();
    const stackTemplates = assembly.stacks.map(({ id, templateFullPath }) => ({
      stackConstructPath: id,
      templatePath: templateFullPath,
      accountId: undefined,
      region: undefined,
    }));
    const context = { templatePaths: stackTemplates.map(({ templatePath }) => templatePath), stackTemplates, appConstruct: app };
    expect(new HouseRules().validate(context)).toEqual({ success: true, violations: [] });

    const { templatePath } = stackTemplates.find(({ stackConstructPath }) => stackConstructPath.includes('service'))!;
    const template = JSON.parse(readFileSync(templatePath, 'utf8'));
    template.Resources.Careless = { Type: 'AWS::Logs::LogGroup', Properties: {} };
    writeFileSync(templatePath, JSON.stringify(template));
    const { success, violations } = new HouseRules().validate(context);
    expect([success, violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources[0]?.resourceLogicalId])]).toEqual([
      false,
      [['Redress-LogRetention', 'Careless']],
    ]);
  });
});
