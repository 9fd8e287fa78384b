import { Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The resources that end up with a `*`, as cdk-nag writes them down in its findings. */
export function wildcardsIn(scope: IConstruct, resources: readonly string[]): string[] {
  return resources.map((resource) => flat(Stack.of(scope).resolve(resource))).filter((resource) => resource.includes('*'));
}

/** Tells cdk-nag why the policies below `scope` may name this resource, and only this one. */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  acknowledge(scope, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** Acknowledges each wildcard in the policies below a child of the stack that somebody else's code made, as the stack will write them. */
export function acknowledgeWildcardsBelow(stack: Stack, child: string, reason: string): void {
  const policies = stack.node.children.filter(({ node }) => node.id.startsWith(child)).flatMap(({ node }) => node.findAll());
  for (const policy of policies.filter((construct) => construct instanceof CfnPolicy)) {
    const { Statement } = stack.resolve(policy.policyDocument) as { Statement: { Action: string | string[]; Resource: unknown }[] };
    for (const { Action, Resource } of Statement) {
      for (const resource of [Resource].flat().map(flat).filter(hasWildcard)) acknowledgeWildcard(policy, resource, reason);
      for (const action of [Action].flat().filter(hasWildcard)) acknowledge(policy, `AwsSolutions-IAM5[Action::${action}]`, reason);
    }
  }
}

const hasWildcard = (text: string): boolean => text.includes('*');

/** The ARN of a bucket as the stack of `scope` will write it; in another stack that is an import, fixed now so that it can be acknowledged. */
export function bucketArnFor(scope: IConstruct, bucket: Bucket): string {
  const owner = Stack.of(bucket);
  return owner === Stack.of(scope) ? bucket.bucketArn : owner.exportValue(bucket.bucketArn);
}

/** A resolved ARN as one text: `<Name.Arn>` for an attribute, the export's name for an import. */
function flat(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const node = resolved as Readonly<Record<string, unknown>>;
  if ('Fn::Join' in node) {
    const [delimiter, items] = node['Fn::Join'] as [string, unknown[]];
    return items.map(flat).join(delimiter);
  }
  if ('Fn::GetAtt' in node) return `<${(node['Fn::GetAtt'] as string[]).join('.')}>`;
  if (typeof node['Fn::Sub'] === 'string') return node['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');
  if ('Fn::ImportValue' in node) return flat(node['Fn::ImportValue']);
  if ('Ref' in node) return `<${node.Ref}>`;
  return JSON.stringify(node);
}
