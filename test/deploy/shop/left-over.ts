import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { Account } from '../emulator/cdk.ts';
import { clientFor } from './deployed-shop.ts';

async function all<Page>(pages: AsyncIterable<Page>, of: (page: Page) => readonly (string | undefined)[] | undefined): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages) for (const name of of(page) ?? []) if (name) found.push(name);
  return found;
}

/** What of a stage an account still holds: functions, state machines, queues and buses that run, and the tables that keep. */
export async function leftOver(account: Account, stage: string): Promise<{ running: string[]; tables: string[] }> {
  const to = clientFor(account);
  const lambda = { client: new LambdaClient(to) };
  const { EventBuses } = await new EventBridgeClient(to).send(new ListEventBusesCommand({}));
  const names = [
    ...(await all(paginateListFunctions(lambda, {}), ({ Functions }) => Functions?.map(({ FunctionName }) => FunctionName))),
    ...(await all(paginateListStateMachines({ client: new SFNClient(to) }, {}), ({ stateMachines }) =>
      stateMachines?.map(({ name }) => name),
    )),
    ...(await all(paginateListQueues({ client: new SQSClient(to) }, {}), ({ QueueUrls }) => QueueUrls)),
    ...(EventBuses?.map(({ Name = '' }) => Name) ?? []),
  ];
  const tables = await all(paginateListTables({ client: new DynamoDBClient(to) }, {}), ({ TableNames }) => TableNames);
  const ours = (name: string): boolean => name.includes(stage);
  return { running: names.filter(ours), tables: tables.filter(ours) };
}
