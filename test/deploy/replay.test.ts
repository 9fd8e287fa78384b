import { CreateStateMachineCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { environmentFor } from './emulator/cdk.ts';
import { runCommand } from './emulator/run-command.ts';
import { clientFor } from './shop/deployed-shop.ts';

const account = inject('emulator');

describe('npm run replay', () => {
  it('tells what waits, then starts the workflow that a rule could not, and empties the queue', async () => {
    const [states, queues] = [new SFNClient(clientFor(account)), new SQSClient(clientFor(account))];
    const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    const machine = { name: `replayed-${Date.now()}`, roleArn: 'arn:aws:iam::000000000000:role/replay', definition };
    const { stateMachineArn } = await states.send(new CreateStateMachineCommand(machine));
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'redress-service-deploytest-ReplayedDeadLetters' }));
    const text = (StringValue = '') => ({ DataType: 'String', StringValue });
    const detail = { metadata: { eventId: 'R-1.1', caseId: 'R-1' }, data: { name: 'Ana Putri' } };
    const MessageBody = JSON.stringify({ 'detail-type': 'return.requested.v1', source: 'redress', detail });
    const MessageAttributes = { TARGET_ARN: text(stateMachineArn), ERROR_CODE: text('NO_PERMISSIONS') };
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));

    const replay = ['run', '--silent', 'replay', '--', '--stage', 'deploytest', '--dlq', 'replayeddead', '--url', account.endpoint];
    const dry = await runCommand('npm', [...replay, '--dry-run'], { env: environmentFor(account) });
    expect(dry).toMatchObject({ code: 0, said: expect.stringContaining('return.requested.v1 R-1.1 → ') });
    expect(dry.said).not.toContain('Ana');
    const done = await runCommand('npm', replay, { env: environmentFor(account) });
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('1 sent back, 0 left in the queue.') });

    const { executions } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toHaveLength(1);
    const attributes = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(attributes.Attributes?.ApproximateNumberOfMessages).toBe('0');
    const unknown = await runCommand('npm', [...replay.slice(0, -4), '--dlq', 'nowhere'], { env: environmentFor(account) });
    expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining('No queue is called nowhere') });
  });
});
