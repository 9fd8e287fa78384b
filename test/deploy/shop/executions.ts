import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Account } from '../emulator/cdk.ts';
import { clientFor } from './deployed-shop.ts';

/** The definition of a state machine as it is deployed now. */
export async function definitionOf(account: Account, stateMachineArn: string): Promise<string> {
  const { definition } = await new SFNClient(clientFor(account)).send(new DescribeStateMachineCommand({ stateMachineArn }));
  return definition ?? '';
}

/** The executions of a workflow that succeeded, by the case that they carried. */
async function executionsByCase(client: SFNClient, stateMachineArn: string): Promise<Map<string, { arn: string; output: unknown }>> {
  const found = new Map<string, { arn: string; output: unknown }>();
  for await (const page of paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'SUCCEEDED' }))
    for (const { executionArn: arn } of page.executions ?? []) {
      const { input = '{}', output = 'null' } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
      const { metadata } = JSON.parse(input) as { metadata: { caseId: string } };
      found.set(metadata.caseId, { arn: arn!, output: JSON.parse(output) });
    }
  return found;
}

/** What the executions of a workflow that succeeded ended with, by case. */
export async function outputsByCase(account: Account, stateMachineArn: string): Promise<Map<string, unknown>> {
  const found = await executionsByCase(new SFNClient(clientFor(account)), stateMachineArn);
  return new Map([...found].map(([caseId, { output }]) => [caseId, output]));
}

/** The states that the execution of a case entered, in order. */
export async function statesPassed(account: Account, stateMachineArn: string, caseId: string): Promise<string[]> {
  const client = new SFNClient(clientFor(account));
  const execution = (await executionsByCase(client, stateMachineArn)).get(caseId);
  if (!execution) throw new Error(`no execution of ${caseId} succeeded`);
  const passed: string[] = [];
  for await (const page of paginateGetExecutionHistory({ client }, { executionArn: execution.arn }))
    for (const { stateEnteredEventDetails } of page.events ?? [])
      if (stateEnteredEventDetails?.name) passed.push(stateEnteredEventDetails.name);
  return passed;
}
