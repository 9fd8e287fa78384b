import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, describe, expect, it } from 'vitest';
import { readLetter } from '../../scripts/replay/letter.ts';
import { redrive } from '../../scripts/replay/redrive.ts';

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const honour = arn('lambda', 'function:HonourRing:live');
const workflow = arn('states', 'stateMachine:Return');
const event = (eventId: string) => ({
  id: `bus-${eventId}`,
  'detail-type': 'clock.rang.v1',
  source: 'redress',
  detail: { metadata: { eventId, caseId: 'R-1' }, data: { note: 'ana@customer.example' } },
});

/** As EventBridge leaves it. */
const ofRule = (eventId: string, target: string): Message => ({
  MessageId: eventId,
  ReceiptHandle: `handle-${eventId}`,
  Body: JSON.stringify(event(eventId)),
  MessageAttributes: {
    TARGET_ARN: { DataType: 'String', StringValue: target },
    RULE_ARN: { DataType: 'String', StringValue: arn('events', 'rule/redress/rule') },
    ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
  },
});

/** As Lambda leaves it. */
const ofFunction = (eventId: string): Message => ({
  MessageId: eventId,
  ReceiptHandle: `handle-${eventId}`,
  Body: JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-26T00:00:00.000Z',
    requestContext: { requestId: '1', functionArn: honour, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: event(eventId),
    responseContext: { statusCode: 200, executedVersion: '7', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Overtaken', errorMessage: 'about ana@customer.example' },
  }),
});
const strange: Message = { MessageId: 'strange', ReceiptHandle: 'handle-strange', Body: 'hello' };

afterAll(() => {
  mockClient(SQSClient).restore();
  mockClient(LambdaClient).restore();
  mockClient(SFNClient).restore();
});

async function run(messages: readonly Message[], dryRun = false, refused?: string) {
  const [queues, lambda, states] = [mockClient(SQSClient), mockClient(LambdaClient), mockClient(SFNClient)];
  queues.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: String(messages.length) } });
  queues
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [...messages] })
    .resolves({});
  queues.on(DeleteMessageCommand).resolves({}).on(ChangeMessageVisibilityCommand).resolves({});
  if (refused) {
    lambda.on(InvokeCommand).rejects(Object.assign(new Error(refused), { name: refused }));
    states.on(StartExecutionCommand).rejects(Object.assign(new Error(refused), { name: refused }));
  } else {
    lambda.on(InvokeCommand).resolves({});
    states.on(StartExecutionCommand).resolves({});
  }
  const told: string[] = [];
  const outcome = await redrive({
    queues: new SQSClient({}),
    lambda: new LambdaClient({}),
    states: new SFNClient({}),
    queueUrl: 'https://queue',
    dryRun,
    onLetter: (letter, fate, done, of) => void told.push(`${done}/${of} ${letter?.type} ${letter?.eventId} ${letter?.error} ${fate}`),
  });
  const handles = (calls: readonly { args: readonly { input: unknown }[] }[]) =>
    calls.map(({ args }) => (args[0]!.input as { ReceiptHandle: string }).ReceiptHandle);
  return {
    outcome,
    told,
    invoked: lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input),
    started: states.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input),
    deleted: handles(queues.commandCalls(DeleteMessageCommand)),
    released: handles(queues.commandCalls(ChangeMessageVisibilityCommand)),
  };
}

describe('npm run replay', () => {
  it('sends what a rule could not deliver to its target: the event to a function, its detail to a workflow', async () => {
    const { invoked, started, deleted, outcome } = await run([ofRule('e1', honour), ofRule('e2', workflow)]);
    expect(invoked).toEqual([{ FunctionName: honour, InvocationType: 'Event', Payload: JSON.stringify(event('e1')) }]);
    expect(started).toMatchObject([{ stateMachineArn: workflow, input: JSON.stringify(event('e2').detail) }]);
    expect(deleted).toEqual(['handle-e1', 'handle-e2']);
    expect(outcome).toEqual({ sent: 2, left: 0 });
  });

  it('sends what a function could not do to that function again, without the envelope', async () => {
    const { invoked, deleted } = await run([ofFunction('e3')]);
    expect(invoked).toEqual([{ FunctionName: honour, InvocationType: 'Event', Payload: JSON.stringify(event('e3')) }]);
    expect(deleted).toEqual(['handle-e3']);
  });

  it('only tells in a dry run, ids and error names alone, and gives every message back', async () => {
    const { told, invoked, started, deleted, released, outcome } = await run([ofRule('e1', workflow), ofFunction('e2')], true);
    expect(told).toEqual(['1/2 clock.rang.v1 e1 NO_PERMISSIONS would be sent back', '2/2 clock.rang.v1 e2 Overtaken would be sent back']);
    expect([invoked, started, deleted]).toEqual([[], [], []]);
    expect(released).toEqual(['handle-e1', 'handle-e2']);
    expect(outcome).toEqual({ sent: 0, left: 2 });
    expect(told.join()).not.toContain('@');
  });

  it('leaves what fails and what it does not understand', async () => {
    const { told, deleted, released, outcome } = await run([ofFunction('e1'), strange], false, 'TooManyRequestsException');
    expect(told).toEqual([
      '1/2 clock.rang.v1 e1 Overtaken failed: TooManyRequestsException',
      '2/2 undefined undefined undefined not understood',
    ]);
    expect(deleted).toEqual([]);
    expect(released).toEqual(['handle-e1', 'handle-strange']);
    expect(outcome).toEqual({ sent: 0, left: 2 });
  });

  it('is safe to repeat: an execution is named after its event, one that exists counts as sent', async () => {
    const [once, again] = [await run([ofRule('e1', workflow)]), await run([ofRule('e1', workflow)], false, 'ExecutionAlreadyExists')];
    expect(again.started[0]?.name).toBe(once.started[0]?.name);
    expect(again.outcome).toEqual({ sent: 1, left: 0 });
  });

  it.each([
    ['no body', {}],
    ['no event in it', { Body: '{}' }],
    ['a target, but no event', { ...ofRule('e', honour), Body: '{"a":1}' }],
  ])('does not understand a message with %s', (_, message) => {
    expect(readLetter(message)).toBeUndefined();
  });
});
