import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { policySchemas } from '../domain/policies.ts';
import { invoke, targetOf } from './invoke.ts';

const names = Object.keys(policySchemas);
const usage = `npm run policies -- check|publish FILE [--name ${names.join('|')}] [--url URL | --stage NAME]
FILE is one policy as a JSON document; its name is taken from the file name (returns.json) unless --name says it.`;

function stop(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function policyOf(file: string, given: string | undefined): { name: string; body: unknown } {
  const name = given ?? basename(file).split('.')[0] ?? '';
  if (!names.includes(name)) return stop(`"${name}" is no policy.`);
  try {
    return { name, body: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    return stop(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function complaints(name: string, body: unknown): string[] {
  const schema: z.ZodType = policySchemas[name as keyof typeof policySchemas];
  const result = schema.safeParse(body);
  return result.success ? [] : result.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, stage: { type: 'string' }, name: { type: 'string' } },
});
const [action, file] = positionals;
if ((action !== 'check' && action !== 'publish') || !file) stop('Say check or publish, and name a file.');
const { name, body } = policyOf(file, values.name);
const wrong = complaints(name, body);
if (wrong.length > 0) {
  for (const line of wrong) console.error(`${file}${line}`);
  process.exitCode = 1;
} else if (action === 'check') {
  console.log(`${file} is a valid ${name} policy`);
} else {
  try {
    const answer = (await invoke(targetOf(values), 'publish-policy', { name, body })) as {
      version?: number;
      errors?: { pointer: string; message: string }[];
    };
    for (const error of answer.errors ?? []) console.error(`${file}${error.pointer}: ${error.message}`);
    if (answer.version) console.log(`${name} policy published as version ${answer.version}`);
    else process.exitCode = 1;
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}
