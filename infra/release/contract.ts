import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';
import { catalogue } from '../../events/catalogue.ts';
import type { Bundles } from '../constructs/bundling.ts';

/** The fields of an object that a function takes or gives; `others` says whether it bears fields that it does not know. */
export interface Fields {
  readonly known: readonly string[];
  readonly required: readonly string[];
  readonly others: boolean;
}

/** What a release promises to executions and records of the one before. Travels in the metadata of the service stack's template. */
export interface Contract {
  readonly inputs: Readonly<Record<string, Fields>>;
  readonly outputs: Readonly<Record<string, Fields>>;
  readonly events: readonly string[];
}

/** The key in the template's metadata. */
export const contractKey = 'redress:contract';

interface Schema {
  readonly properties?: Record<string, unknown>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The contract of the bundled functions that are tasks. */
export function contractOf(bundles: Bundles, tasks: readonly string[]): Contract {
  // Beside the bundles, as in Lambda, where no package.json says otherwise, a .js file is CommonJS.
  writeFileSync(join(bundles.directory, 'package.json'), '{"type":"commonjs"}\n');
  const load = createRequire(import.meta.url);
  const inputs: Record<string, Fields> = {};
  const outputs: Record<string, Fields> = {};
  for (const task of [...new Set(tasks)].sort()) {
    const { handler } = load(join(bundles.directory, task, 'index.js')) as { handler?: { input?: z.ZodType; output?: z.ZodType } };
    if (handler?.input) inputs[task] = fieldsOf(handler.input, 'input');
    if (handler?.output) outputs[task] = fieldsOf(handler.output, 'output');
  }
  return {
    inputs,
    outputs,
    events: Object.values(catalogue)
      .map(({ type }) => type)
      .sort(),
  };
}

/** The fields of a schema; of one with alternatives those of any, and only what each of them requires. */
export function fieldsOf(schema: z.ZodType, io: 'input' | 'output'): Fields {
  return merged(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema);
}

function merged(schema: Schema): Fields {
  const either = schema.anyOf ?? schema.oneOf;
  if (either) {
    const all = either.map(merged);
    return {
      known: [...new Set(all.flatMap(({ known }) => known))].sort(),
      required: (all[0]?.required ?? []).filter((field) => all.every(({ required }) => required.includes(field))),
      others: all.every(({ others }) => others),
    };
  }
  return {
    known: Object.keys(schema.properties ?? {}).sort(),
    required: [...(schema.required ?? [])].sort(),
    others: schema.additionalProperties !== false,
  };
}
