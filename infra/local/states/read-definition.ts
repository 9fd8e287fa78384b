import type { Definition, MachineType } from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import { MACHINE_FIELDS, PROCESSOR_FIELDS, SCOPE_FIELDS } from './definition-fields.ts';
import { readList, readObject } from './read-object.ts';
import { checkState, type StateLinks } from './read-state.ts';

interface Reading {
  language: unknown;
  machine: MachineType;
  names: Set<string>;
}

/**
 * Takes parsed ASL for a definition, or throws DefinitionError: unknown fields, JSONPath, dangling or unreachable states, bad
 * JSONata and whatever else this engine does not run. Never skips anything in silence.
 */
export function readDefinition(json: unknown, machine: MachineType = 'STANDARD'): Definition {
  const top = readObject(json, undefined, '', MACHINE_FIELDS);
  const reading: Reading = { language: top.QueryLanguage, machine, names: new Set() };
  if (top.QueryLanguage !== undefined && top.QueryLanguage !== 'JSONata') {
    throw new DefinitionError(undefined, 'QueryLanguage', 'must be "JSONata": JSONPath is not supported');
  }
  if (
    top.TimeoutSeconds !== undefined &&
    (!Number.isInteger(top.TimeoutSeconds) || Number(top.TimeoutSeconds) < 1 || Number(top.TimeoutSeconds) > 99_999_999)
  ) {
    throw new DefinitionError(undefined, 'TimeoutSeconds', 'must be a whole number from 1 to 99999999');
  }
  checkScope(top, undefined, '', new Map(), reading);
  return json as Definition;
}

/** Checks the states of one scope; `outer` holds the variables of the scopes around it, with the state that sets each. */
function checkScope(
  scope: Record<string, unknown>,
  owner: string | undefined,
  place: string,
  outer: ReadonlyMap<string, string>,
  reading: Reading,
): void {
  const states = readObject(scope.States, owner, `${place}States`);
  const start = scope.StartAt;
  if (typeof start !== 'string' || !Object.hasOwn(states, start))
    throw new DefinitionError(owner, `${place}StartAt`, `must name a state of its scope, not ${JSON.stringify(start)}`);
  const links = new Map<string, StateLinks>();
  const variables = new Map(outer);
  for (const [name, value] of Object.entries(states)) {
    if (name.length === 0 || name.length > 80) throw new DefinitionError(name, 'States', 'has a name that is not 1 to 80 characters long');
    if (reading.names.has(name)) throw new DefinitionError(name, 'States', 'has a name that another state of the machine has: rename one');
    reading.names.add(name);
    const found = checkState(name, value, reading.language, reading.machine);
    links.set(name, found);
    for (const { field, name: variable } of found.assigned) {
      const set = outer.get(variable);
      if (set !== undefined)
        throw new DefinitionError(
          name,
          field,
          `sets a variable of the outer scope (state "${set}" sets it): choose another name and return the value as Output`,
        );
      variables.set(variable, name);
    }
  }
  checkTargets(links, states);
  checkReachable(start, links);
  for (const [name, value] of Object.entries(states)) checkInside(name, value as Record<string, unknown>, variables, reading);
}

function checkTargets(links: Map<string, StateLinks>, states: Record<string, unknown>): void {
  for (const [name, { targets }] of links) {
    for (const { field, name: target } of targets) {
      if (typeof target !== 'string' || !Object.hasOwn(states, target))
        throw new DefinitionError(name, field, `must name a state of the same scope, not ${JSON.stringify(target)}`);
    }
  }
}

function checkReachable(start: string, links: Map<string, StateLinks>): void {
  const reached = new Set<string>([start]);
  for (const name of reached) for (const { name: target } of links.get(name)?.targets ?? []) reached.add(String(target));
  for (const name of links.keys())
    if (!reached.has(name)) throw new DefinitionError(name, 'Next', 'of no other state leads here: the state cannot be reached');
}

function checkInside(name: string, state: Record<string, unknown>, variables: ReadonlyMap<string, string>, reading: Reading): void {
  if (state.Type === 'Parallel') {
    for (const [index, branch] of readList(state.Branches, name, 'Branches').entries()) {
      const place = `Branches[${index}]`;
      checkScope(readObject(branch, name, place, SCOPE_FIELDS), name, `${place}/`, variables, reading);
    }
  }
  if (state.Type !== 'Map') return;
  const processor = readObject(state.ItemProcessor, name, 'ItemProcessor', PROCESSOR_FIELDS);
  const config = readObject(processor.ProcessorConfig ?? {}, name, 'ItemProcessor/ProcessorConfig', ['Mode', 'ExecutionType']);
  if (config.Mode !== undefined && config.Mode !== 'INLINE') {
    throw new DefinitionError(
      name,
      'ItemProcessor/ProcessorConfig/Mode',
      `is ${JSON.stringify(config.Mode)}, which this engine does not run: use "INLINE"`,
    );
  }
  if (config.ExecutionType !== undefined)
    throw new DefinitionError(name, 'ItemProcessor/ProcessorConfig/ExecutionType', 'belongs to a DISTRIBUTED Map: remove it');
  checkScope(processor, name, 'ItemProcessor/', variables, reading);
}
