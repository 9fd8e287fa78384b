import { functionNameOf, INERT } from './identities.ts';
import { textOf } from './members.ts';
import type { Model, RouteModel } from './model.ts';
import { readFunctions } from './read-functions.ts';
import { readMachine } from './read-machine.ts';
import { readMapping } from './read-mapping.ts';
import { readRule } from './read-rule.ts';
import { readUserPools } from './read-user-pools.ts';
import { type Resolved, resolveStacks } from './resolve-stacks.ts';
import { type Stack, TemplateError } from './template.ts';

/** Reads everything that the stacks deploy; `endpoint` is where the HTTP API will be. Throws TemplateError or DefinitionError. */
export function readModel(stacks: readonly Stack[], endpoint: string): Model {
  const resources = resolveStacks(stacks, endpoint);
  const of = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  return {
    tables: of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(({ name, properties }) => ({ name, properties })),
    functions: readFunctions(of('AWS::Lambda::Function'), of('AWS::Lambda::EventInvokeConfig')),
    mappings: of('AWS::Lambda::EventSourceMapping').map(readMapping),
    buses: ['default', ...of('AWS::Events::EventBus').map(({ name }) => name)],
    rules: of('AWS::Events::Rule')
      .map(readRule)
      .filter((rule) => rule !== undefined),
    machines: of('AWS::StepFunctions::StateMachine').map(readMachine),
    routes: readRoutes(of('AWS::ApiGatewayV2::Route'), of('AWS::ApiGatewayV2::Integration')),
    buckets: of('AWS::S3::Bucket').map(({ name }) => name),
    secrets: of('AWS::SecretsManager::Secret').map(({ name }) => name),
    userPools: readUserPools(of('AWS::Cognito::UserPool'), of('AWS::Cognito::UserPoolClient')),
  };
}

/** The types that are recorded without doing anything here. */
export const inertTypes: readonly string[] = Object.keys(INERT);

function readRoutes(routes: readonly Resolved[], integrations: readonly Resolved[]): RouteModel[] {
  return routes.map(({ logicalId, properties }) => {
    const key = textOf(properties, 'RouteKey', `Route "${logicalId}"`);
    const target = textOf(properties, 'Target', `Route "${logicalId}"`).replace(/^integrations\//, '');
    const integration = integrations.find(({ identity }) => identity.ref === target);
    if (integration === undefined) throw new TemplateError(`Route "${key}" targets the integration "${target}", which does not exist`);
    const { IntegrationType, PayloadFormatVersion, IntegrationUri } = integration.properties;
    if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0')
      throw new TemplateError(`Route "${key}": the local cloud knows Lambda integrations with payload format 2.0 only`);
    if (properties.AuthorizationType !== undefined && properties.AuthorizationType !== 'NONE')
      throw new TemplateError(`Route "${key}": the local cloud knows no authorizer of type ${String(properties.AuthorizationType)}`);
    const [method = 'ANY', path = '$default'] = key === '$default' ? ['ANY', '$default'] : key.split(' ');
    return { key, method, path, functionName: functionNameOf(IntegrationUri) };
  });
}
