import { readFileSync } from 'node:fs';
import { readDefinition } from '../states/read-definition.ts';
import { membersOf } from './members.ts';
import type { MachineModel } from './model.ts';
import type { Resolved } from './resolve-stacks.ts';
import { TemplateError } from './template.ts';

/** A state machine with its placeholders filled in. Throws DefinitionError for a field that the engine does not run. */
export function readMachine({ name, short, identity, properties, stack }: Resolved): MachineModel {
  const type = properties.StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const substitutions = membersOf(properties, 'DefinitionSubstitutions');
  const text = sourceOf(name, properties, stack.assets).replace(/\$\{([A-Za-z0-9_]+)\}/g, (placeholder, key: string) => {
    if (!(key in substitutions)) throw new TemplateError(`State machine "${name}": nothing is given for the placeholder ${placeholder}`);
    return JSON.stringify(String(substitutions[key])).slice(1, -1);
  });
  return { name, short, arn: identity.ref, type, definition: readDefinition(JSON.parse(text), type) };
}

function sourceOf(name: string, properties: Record<string, unknown>, assets: ReadonlyMap<string, string>): string {
  if (typeof properties.DefinitionString === 'string') return properties.DefinitionString;
  if (properties.Definition !== undefined) return JSON.stringify(properties.Definition);
  const path = assets.get(String(membersOf(properties, 'DefinitionS3Location').Key));
  if (path === undefined) throw new TemplateError(`State machine "${name}" has no definition that can be read here`);
  return readFileSync(path, 'utf8');
}
