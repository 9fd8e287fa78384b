import { createHash } from 'node:crypto';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Letter, readLetter } from './letter.ts';

export interface Redriving {
  readonly queues: SQSClient;
  readonly lambda: LambdaClient;
  readonly states: SFNClient;
  readonly queueUrl: string;
  /** Only says what would happen. */
  readonly dryRun: boolean;
  /** Called for each letter, with what became of it. */
  readonly onLetter: (letter: Letter | undefined, fate: Fate, done: number, of: number) => void;
}
export type Fate = 'sent back' | 'would be sent back' | 'not understood' | `failed: ${string}`;

/** Long enough for all that one call receives; what is left is given back before. */
const hidden = 300;

/**
 * Sends the letters of a dead-letter queue back to where they came from and deletes each that was taken. What fails or is not understood
 * stays in the queue. Safe to repeat: listeners know events by their id, and an execution is named after its event. Answers how many stay.
 */
export async function redrive(by: Redriving): Promise<{ sent: number; left: number }> {
  const { queues, queueUrl: QueueUrl, dryRun, onLetter } = by;
  const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }));
  const about = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  const seen = new Set<string>();
  const kept: Message[] = [];
  let sent = 0;
  for (;;) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hidden,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
      }),
    );
    for (const message of Messages) {
      const fresh = !seen.has(message.MessageId ?? '');
      seen.add(message.MessageId ?? '');
      const letter = readLetter(message);
      const fate: Fate = !letter ? 'not understood' : dryRun ? 'would be sent back' : await sendBack(letter, by);
      if (fate === 'sent back') {
        await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
        sent += 1;
      } else kept.push(message);
      if (fresh) onLetter(letter, fate, seen.size, Math.max(about, seen.size));
    }
    // What fails anew comes back as another letter: a run ends when it has seen as many as there were.
    if (Messages.length === 0 || (about > 0 && seen.size >= about)) break;
  }
  for (const { ReceiptHandle } of kept)
    await queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  return { sent, left: kept.length };
}

async function sendBack({ target, payload, eventId }: Letter, { lambda, states }: Redriving): Promise<Fate> {
  try {
    if (target.split(':')[2] === 'states') {
      const name = `replay-${createHash('sha256').update(eventId).digest('hex').slice(0, 40)}`;
      await states.send(new StartExecutionCommand({ stateMachineArn: target, name, input: JSON.stringify(payload) }));
    } else await lambda.send(new InvokeCommand({ FunctionName: target, InvocationType: 'Event', Payload: JSON.stringify(payload) }));
    return 'sent back';
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    return name === 'ExecutionAlreadyExists' ? 'sent back' : `failed: ${name}`;
  }
}
