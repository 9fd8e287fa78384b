import { type Contract, contractKey } from './contract.ts';

export interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: properties of any resource type
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: any }>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** One release: its templates, as they were or will be deployed. */
export interface Release {
  readonly data: Template;
  readonly service: Template;
}

/** A workflow of a release: what it is called by, and what each of its tasks is sent. */
export interface ReleasedWorkflow {
  readonly name: string;
  readonly logicalId: string;
  readonly express: boolean;
  readonly role: string;
  readonly tasks: readonly ReleasedTask[];
}
export interface ReleasedTask {
  readonly name: string;
  /** The logical id of the alias that it is called by. */
  readonly alias: string;
  /** The fields of each payload that a state sends. */
  readonly payloads: readonly (readonly string[])[];
}

interface State {
  readonly Arguments?: { readonly FunctionName?: string; readonly Payload?: object };
  readonly Branches?: readonly { readonly States: Record<string, State> }[];
  readonly ItemProcessor?: { readonly States: Record<string, State> };
}

/** The contract that a release's template carries; undefined for one that was synthesized without bundles. */
export function contractIn({ service }: Release): Contract | undefined {
  return service.Metadata?.[contractKey] as Contract | undefined;
}

/** The workflows in a release's template. */
export function workflowsIn({ service }: Release): ReleasedWorkflow[] {
  return Object.entries(service.Resources)
    .filter(([, { Type }]) => Type === 'AWS::StepFunctions::StateMachine')
    .map(([logicalId, { Properties }]) => {
      const states = allStates(JSON.parse(Properties.DefinitionString).States);
      const substitutions = Object.entries(Properties.DefinitionSubstitutions as Record<string, { Ref: string }>);
      return {
        name: logicalId.replace(/StateMachine[0-9A-F]{8}$/, ''),
        logicalId,
        express: Properties.StateMachineType === 'EXPRESS',
        role: Properties.RoleArn['Fn::GetAtt'][0],
        tasks: substitutions.map(([name, { Ref: alias }]) => ({
          name,
          alias,
          payloads: states
            .filter((state) => state.Arguments?.FunctionName === `\${${name}}`)
            .map((state) => Object.keys(state.Arguments?.Payload ?? {}).sort()),
        })),
      };
    });
}

function allStates(states: Record<string, State>): State[] {
  return Object.values(states).flatMap((state) => [
    state,
    ...[...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap((inner) => allStates(inner.States)),
  ]);
}

/** The aliases that a role may invoke, by their logical ids. */
export function mayInvoke({ service }: Release, role: string): Set<string> {
  const policies = Object.values(service.Resources).filter(
    ({ Type, Properties }) => Type === 'AWS::IAM::Policy' && Properties.Roles?.some((each: { Ref?: string }) => each.Ref === role),
  );
  const statements = policies.flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );
  const resources = statements
    .filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunction'))
    .flatMap(({ Resource }) => [Resource].flat());
  return new Set(resources.map((resource) => (resource as { Ref?: string }).Ref ?? ''));
}
