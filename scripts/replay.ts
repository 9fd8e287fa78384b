import { parseArgs } from 'node:util';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { redrive } from './replay/redrive.ts';

const usage = `npm run replay -- --dlq NAME [--stage STAGE] [--dry-run] [--url URL]
Sends what waits in a dead-letter queue back to where it came from. NAME is the queue's name or a part of it, as HonourEachRing; STAGE is
dev unless said. --url: an endpoint that answers as AWS does (AWS_ENDPOINT_URL works as well).`;

function options() {
  const text = { type: 'string' } as const;
  return parseArgs({
    options: { dlq: text, stage: { ...text, default: 'dev' }, url: text, 'dry-run': { type: 'boolean', default: false } },
  }).values;
}

/** The one dead-letter queue of the stage that has `name` in its name. */
async function queueOf(client: SQSClient, stage: string, name: string): Promise<string> {
  const urls: string[] = [];
  for await (const page of paginateListQueues({ client, pageSize: 1000 }, { QueueNamePrefix: `redress-service-${stage}-` }))
    urls.push(...(page.QueueUrls ?? []));
  const called = (url: string): string => url.split('/').at(-1) ?? '';
  const exact = urls.filter((url) => called(url) === name);
  const found = exact.length > 0 ? exact : urls.filter((url) => called(url).toLowerCase().includes(name.toLowerCase()));
  if (found.length === 1) return found[0]!;
  const among = (found.length > 0 ? found : urls).map(called).join('\n  ');
  throw new Error(
    `${found.length > 0 ? 'Several queues are' : 'No queue is'} called ${name}. There are:\n  ${among || 'none: is the stage deployed?'}`,
  );
}

async function run(): Promise<number> {
  const { dlq, stage, url, 'dry-run': dryRun } = options();
  if (!dlq) throw new Error('Name a queue with --dlq.');
  const to = url ? { endpoint: url } : {};
  const queues = new SQSClient(to);
  const { sent, left } = await redrive({
    queues,
    lambda: new LambdaClient(to),
    states: new SFNClient(to),
    queueUrl: await queueOf(queues, stage, dlq),
    dryRun,
    onLetter: (letter, fate, done, of) => {
      const what = letter
        ? `${letter.type} ${letter.eventId} → ${letter.target.split(':').slice(6).join(':')} (${letter.error})`
        : 'a message';
      console.log(`${done} of ${of}: ${what}: ${fate}`);
    },
  });
  console.log(dryRun ? `${left} wait; nothing was changed.` : `${sent} sent back, ${left} left in the queue.`);
  return left > 0 && !dryRun ? 1 : 0;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  return 2;
});
