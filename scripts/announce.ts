import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stageNamed } from '../infra/stages.ts';
import { localUrl } from './invoke.ts';
import { republish } from './republish.ts';

const usage = `npm run announce -- --since INSTANT [--url URL | --stage NAME] [--table NAME] [--bus NAME]
Puts every log record since INSTANT (e.g. 2026-11-01T00:00:00Z) on the bus again. --url: an endpoint that answers as AWS does, the
local cloud unless a stage is named (AWS_ENDPOINT_URL works as well). Table and bus are those of the stage unless named.`;

function stop(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function options() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { since: text, url: text, stage: text, table: text, bus: text } }).values;
  } catch (error) {
    return stop((error as Error).message);
  }
}

/** The table that the stage's functions use. */
async function tableOf(lambda: LambdaClient, stage: string): Promise<string> {
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: `redress-${stage}-import-orders` }));
  const table = Environment?.Variables?.CASES_TABLE;
  return table ?? stop(`The functions of stage ${stage} name no table: give it with --table.`);
}

const { since, stage: named, table, bus, ...values } = options();
const stage = named ?? 'local';
const url = named || process.env.AWS_ENDPOINT_URL ? values.url : (values.url ?? localUrl);
const from = new Date(since ?? stop('--since is missing.'));
if (Number.isNaN(from.getTime())) stop(`"${since}" is no instant.`);
const local = { endpoint: url ?? '', region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const connection = url ? local : {};
try {
  const count = await republish({
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(connection)),
    bus: new EventBridgeClient(connection),
    table: table ?? (await tableOf(new LambdaClient(connection), stage)),
    busName: bus ?? stageNamed(stage).busName,
    since: from.toISOString(),
  });
  console.log(`${count} records announced`);
} catch (error) {
  console.error(`Could not announce: ${error instanceof Error ? error.message || error.name : String(error)}`);
  process.exitCode = 1;
}
