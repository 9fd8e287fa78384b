import { existsSync } from 'node:fs';
import { functionNameOf } from './identities.ts';
import { membersOf, numberOf, textOf } from './members.ts';
import type { FunctionModel } from './model.ts';
import type { Resolved } from './resolve-stacks.ts';
import { TemplateError } from './template.ts';

/** The functions, each with what its EventInvokeConfig (of any alias) says of asynchronous failures. */
export function readFunctions(functions: readonly Resolved[], configurations: readonly Resolved[]): FunctionModel[] {
  return functions.map((resource) => {
    const { name, properties, identity } = resource;
    const configured = configurations.find((each) => functionNameOf(each.properties.FunctionName) === name)?.properties ?? {};
    const onFailure = membersOf(membersOf(configured, 'DestinationConfig'), 'OnFailure').Destination;
    return {
      name,
      short: resource.short,
      arn: String(identity.attributes.Arn),
      handler: textOf(properties, 'Handler', `Function "${name}"`),
      code: codeOf(resource),
      environment: environmentOf(properties),
      timeoutSeconds: numberOf(properties, 'Timeout', 3),
      memoryMb: numberOf(properties, 'MemorySize', 128),
      asynchronous: {
        retries: numberOf(configured, 'MaximumRetryAttempts', 2),
        maxAgeSeconds: numberOf(configured, 'MaximumEventAgeInSeconds', 21_600),
        ...(onFailure === undefined ? {} : { onFailure: String(onFailure) }),
      },
    };
  });
}

function environmentOf(properties: Record<string, unknown>): Record<string, string> {
  const variables = membersOf(membersOf(properties, 'Environment'), 'Variables');
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)]));
}

function codeOf({ name, properties, stack }: Resolved): string {
  const { S3Key, ZipFile } = membersOf(properties, 'Code');
  if (ZipFile !== undefined) throw new TemplateError(`Function "${name}": the local cloud runs bundles, not code inside the template`);
  const path = stack.assets.get(String(S3Key));
  if (path === undefined || !existsSync(path)) throw new TemplateError(`Function "${name}": no file for its code ${String(S3Key)}`);
  return path;
}
