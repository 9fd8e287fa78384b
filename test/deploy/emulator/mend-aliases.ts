import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { CreateAliasCommand, LambdaClient, ListAliasesCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { clientFor } from '../shop/deployed-shop.ts';
import type { Account } from './cdk.ts';

/**
 * MiniStack makes a function anew when its code changes and forgets its aliases (a probe says when it stops doing so). Puts each alias of
 * a stack back onto the newest version, as CloudFormation would have left it; answers with the functions that were mended.
 */
export async function mendAliases(account: Account, stack: string): Promise<string[]> {
  const lambda = new LambdaClient(clientFor(account));
  const mended: string[] = [];
  const client = new CloudFormationClient(clientFor(account));
  for await (const page of paginateListStackResources({ client }, { StackName: stack }))
    for (const { ResourceType, PhysicalResourceId = '' } of page.StackResourceSummaries ?? []) {
      if (ResourceType !== 'AWS::Lambda::Alias') continue;
      const [FunctionName = '', Name = ''] = PhysicalResourceId.split(':').slice(-2);
      const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName }));
      if (Aliases?.some((alias) => alias.Name === Name)) continue;
      const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
      const newest = Math.max(...(Versions ?? []).map(({ Version }) => Number(Version) || 0));
      await lambda.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion: String(newest) }));
      mended.push(FunctionName);
    }
  return mended;
}
