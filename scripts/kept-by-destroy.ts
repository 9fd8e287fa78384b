import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';

/** Something that outlives its stack. */
export interface Kept {
  /** As CloudFormation names it, as AWS::DynamoDB::Table. */
  readonly type: string;
  readonly name: string;
}

/** The stacks of a stage that stand, by name. */
export async function standing(client: CloudFormationClient, stage: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateDescribeStacks({ client }, {}))
    for (const { StackName = '', StackStatus = '' } of page.Stacks ?? [])
      if (new RegExp(`^redress-[a-z]+-${stage}$`).test(StackName) && StackStatus !== 'DELETE_COMPLETE') names.push(StackName);
  return names;
}

/** What of a deployed stack stays when it is deleted: the resources that its template says to retain. */
export async function keptByDestroy(client: CloudFormationClient, stack: string): Promise<Kept[]> {
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: stack, TemplateStage: 'Original' }));
  const { Resources = {} } = JSON.parse(TemplateBody) as { Resources?: Record<string, { DeletionPolicy?: string }> };
  const kept: Kept[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stack }))
    for (const { LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      if (Resources[LogicalResourceId]?.DeletionPolicy === 'Retain') kept.push({ type: ResourceType, name: PhysicalResourceId });
  return kept;
}
