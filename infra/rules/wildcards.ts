import { type Finding, ofType, type Resources } from './finding.ts';

/** One action on one resource that a role may, of which either has a wildcard; `finding` is how cdk-nag writes it. */
export interface Wildcard {
  readonly resource: string;
  readonly actions: readonly string[];
  readonly on: string;
  readonly finding: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'];

/** Every wildcard in what roles are allowed. A resource of an index (`…/index/byStatus`) or a secret's six unknown characters is none. */
export function wildcardsOf(resources: Resources): Wildcard[] {
  return policies
    .flatMap((type) => ofType(resources, type))
    .flatMap(([resource, { Properties }]) => {
      const documents = [
        Properties.PolicyDocument,
        ...(Properties.Policies ?? []).map((policy: { PolicyDocument: object }) => policy.PolicyDocument),
      ];
      const statements: Statement[] = documents.flatMap((document) => document?.Statement ?? []);
      return statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => inStatement(resource, statement));
    });
}

function inStatement(resource: string, { Action = [], Resource = [] }: Statement): Wildcard[] {
  const actions = [Action].flat() as string[];
  const on = [Resource].flat().map(written);
  return [
    ...on
      .filter((text) => text.includes('*'))
      .map((text) => ({ resource, actions, on: text, finding: `AwsSolutions-IAM5[Resource::${text}]` })),
    ...actions
      .filter((action) => action.includes('*'))
      .map((action) => ({ resource, actions: [action], on: on.join(), finding: `AwsSolutions-IAM5[Action::${action}]` })),
  ];
}

/** A resource as one text, its intrinsic functions as cdk-nag writes them: `<Name.Arn>`. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const node = value as Readonly<Record<string, unknown>>;
  if ('Fn::Join' in node) return (node['Fn::Join'] as [string, unknown[]])[1].map(written).join((node['Fn::Join'] as [string])[0]);
  if ('Fn::GetAtt' in node) return `<${(node['Fn::GetAtt'] as string[]).join('.')}>`;
  if (typeof node['Fn::Sub'] === 'string') return node['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');
  if ('Fn::ImportValue' in node) return written(node['Fn::ImportValue']);
  return 'Ref' in node ? `<${node.Ref}>` : JSON.stringify(node);
}

/** The wildcards for which nobody gave a reason. `reasons` are those given, by finding, at the resource or above it. */
export function unexplainedWildcards(resources: Resources, reasons: (resource: string) => ReadonlyMap<string, string>): Finding[] {
  return wildcardsOf(resources)
    .filter(({ resource, finding }) => !reasons(resource).get(finding))
    .map(({ resource, actions, on }) => ({
      rule: 'Wildcard',
      resource,
      what: `name the resource of ${actions.join(', ')} instead of ${on}, or say why any (acknowledgeWildcard)`,
    }));
}
