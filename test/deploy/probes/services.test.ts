import { AdminCreateUserCommand, CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ConnectClient, ListInstancesCommand } from '@aws-sdk/client-connect';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject } from 'vitest';
import { clientFor } from '../shop/deployed-shop.ts';
import { until } from '../shop/returning.ts';
import { gap } from './gap.ts';

const account = inject('emulator');
const to = clientFor(account);
const states = new SFNClient(to);
const role = 'arn:aws:iam::000000000000:role/probe';

/** Runs a definition of states to its end. */
async function runStates(name: string, definition: object) {
  const made = await states.send(
    new CreateStateMachineCommand({ name: `${name}-${Date.now().toString(36)}`, roleArn: role, definition: JSON.stringify(definition) }),
  );
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn: made.stateMachineArn, input: '{}' }));
  return await until(async () => {
    const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status !== 'RUNNING' && execution;
  }, `${name} ends`);
}

describe('gaps in other services', () => {
  gap('a JSONata Wait waits', 'nothing: our workflows have no Wait', async () => {
    const started = performance.now();
    const { status } = await runStates('probe-wait', {
      QueryLanguage: 'JSONata',
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: '{% 1 + 1 %}', End: true } },
    });
    return status === 'SUCCEEDED' && performance.now() - started > 1900;
  });

  gap('a failed execution can be redriven', 'nothing: the journeys restart a case instead', async () => {
    const { executionArn } = await runStates('probe-redrive', { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Probe' } } });
    return await states.send(new RedriveExecutionCommand({ executionArn })).then(
      () => true,
      () => false,
    );
  });

  gap('IAM is enforced', 'nothing: grants are asserted on templates', async () => {
    // Nobody gave this key anything.
    const nobody = new DynamoDBClient({ ...to, credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'of-nobody' } });
    return await nobody.send(new ListTablesCommand({})).then(
      () => false,
      () => true,
    );
  });

  gap('a rule puts what it cannot deliver into its dead-letter queue', 'nothing: dead letters are asserted on templates', async () => {
    const [queues, events] = [new SQSClient(to), new EventBridgeClient(to)];
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'probe-dead' }));
    await events.send(new PutRuleCommand({ Name: 'probe-dead', EventPattern: JSON.stringify({ source: ['probe'] }) }));
    const Arn = `arn:aws:lambda:${account.region}:000000000000:function:nowhere`;
    const dead = { Arn: `arn:aws:sqs:${account.region}:000000000000:probe-dead` };
    const target = { Id: 'nowhere', Arn, DeadLetterConfig: dead, RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } };
    await events.send(new PutTargetsCommand({ Rule: 'probe-dead', Targets: [target] }));
    await events.send(new PutEventsCommand({ Entries: [{ Source: 'probe', DetailType: 'probe', Detail: '{}' }] }));
    const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3 }));
    return (Messages?.length ?? 0) > 0;
  });

  gap('a first password suits the policy of its pool', 'the shorter passwords in test/deploy/emulator/fit-assembly.ts', async () => {
    const pools = new CognitoIdentityProviderClient(to);
    const policy = { PasswordPolicy: { MinimumLength: 32 } };
    const { UserPool } = await pools.send(new CreateUserPoolCommand({ PoolName: 'probe', Policies: policy }));
    const user = { UserPoolId: UserPool?.Id, Username: 'p_1', MessageAction: 'SUPPRESS' } as const;
    return await pools.send(new AdminCreateUserCommand(user)).then(
      () => true,
      () => false,
    );
  });

  gap('Amazon Connect answers', 'nothing: Connect is played by the local cloud', async () => {
    return await new ConnectClient({ ...to, maxAttempts: 1 }).send(new ListInstancesCommand({})).then(
      ({ InstanceSummaryList }) => InstanceSummaryList !== undefined,
      () => false,
    );
  });

  gap('the store of sent mails keeps their tags', 'the guess of the notice in test/deploy/shop/sent-mails.ts', async () => {
    await new SESv2Client(to).send(
      new SendEmailCommand({
        FromEmailAddress: 'returns@shop.example',
        Destination: { ToAddresses: ['probe@customer.example'] },
        Content: { Simple: { Subject: { Data: 'Probe' }, Body: { Text: { Data: 'Probe' } } } },
        EmailTags: [{ Name: 'notice', Value: 'tag-of-the-probe' }],
      }),
    );
    const kept = await (await fetch(`${account.endpoint}/_ministack/ses/messages`)).text();
    expect(kept).toContain('probe@customer.example');
    return kept.includes('tag-of-the-probe');
  });
});
