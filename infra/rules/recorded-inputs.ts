import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { evaluateExpression, isExpression } from '../local/states/expressions.ts';
import { jsonataFunctions } from '../local/states/jsonata-functions.ts';

/** An expression of a workflow with what it saw in a journey and what it gave. */
export interface Recorded {
  readonly state: string;
  readonly field: string;
  readonly expression: string;
  /** Variables and `states`, without functions. */
  readonly sees: Readonly<Record<string, unknown>>;
  readonly gives: unknown;
}

/** Where an expression stands in a definition. */
export type Place = Pick<Recorded, 'state' | 'field' | 'expression'>;

const workflows = resolve(import.meta.dirname, '../../workflows');
const fileOf = (workflow: string): string => join(workflows, workflow, 'recorded-inputs.json');

/** The workflows, by their folders. */
export function workflowFolders(): string[] {
  return readdirSync(workflows).filter((name) => existsSync(join(workflows, name, `${name}.asl.json`)));
}

/** Every expression of a workflow's definition; `$` fields keep the engine's names, as `Choices[0]/Condition`. */
export function expressionsIn(workflow: string): Place[] {
  return inStates(JSON.parse(readFileSync(join(workflows, workflow, `${workflow}.asl.json`), 'utf8')).States);
}

function inStates(states: Readonly<Record<string, object>>): Place[] {
  return Object.entries(states).flatMap(([state, { Branches, ItemProcessor, ...own }]: [string, Inner]) => [
    ...inTemplate(own, '').map(({ field, expression }) => ({ state, field, expression })),
    ...[...(Branches ?? []), ...(ItemProcessor ? [ItemProcessor] : [])].flatMap(({ States }) => inStates(States)),
  ]);
}
interface Inner {
  readonly Branches?: readonly { readonly States: Record<string, object> }[];
  readonly ItemProcessor?: { readonly States: Record<string, object> };
}

function inTemplate(value: unknown, field: string): { field: string; expression: string }[] {
  if (isExpression(value)) return [{ field, expression: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => inTemplate(item, `${field}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => inTemplate(item, field === '' ? key : `${field}/${key}`));
}

/** What was recorded of a workflow. */
export function recordedOf(workflow: string): Recorded[] {
  return existsSync(fileOf(workflow)) ? (JSON.parse(readFileSync(fileOf(workflow), 'utf8')) as Recorded[]) : [];
}

/** The expressions of a workflow that no journey has reached. */
export function unrecorded(workflow: string): Place[] {
  const recorded = recordedOf(workflow);
  return expressionsIn(workflow).filter(
    (place) => !recorded.some((one) => one.state === place.state && one.expression === place.expression),
  );
}

/** What the expressions of a workflow now give for recorded inputs where it is not what they gave then; one sentence each. */
export async function changedResults(workflow: string, recorded: readonly Recorded[] = recordedOf(workflow)): Promise<string[]> {
  const standing = expressionsIn(workflow);
  const changes: string[] = [];
  for (const { state, field, expression, sees, gives } of recorded) {
    // The expression that stands there today, for the inputs of then: running executions bring such.
    const today = standing.filter((place) => place.state === state && place.field === field);
    const [now] = today.length > 0 ? today : standing.filter((place) => place.state === state && place.expression === expression);
    if (!now) continue;
    const bindings = { ...jsonataFunctions({ now: 0, random: () => 0.5 }), ...sees };
    const result = await evaluateExpression(now.expression, field, bindings).catch((error: Error) => error);
    if (result instanceof Error) changes.push(`${workflow}, "${state}", ${field}: ${result.message}`);
    else if (!isDeepStrictEqual(result, gives))
      changes.push(`${workflow}, "${state}", ${field}: ${JSON.stringify(result)} instead of ${JSON.stringify(gives)}`);
  }
  return changes;
}
