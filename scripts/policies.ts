import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type PublishedPolicy, policySchemas } from '../domain/policies.ts';
import { readPolicy } from '../functions/policies/read-policy.ts';
import { invoke, type Target, targetOf } from './invoke.ts';
import { recognisePolicy } from './recognise-policy.ts';

const names = Object.keys(policySchemas) as PublishedPolicy[];
const usage = `npm run policies -- check|publish FILE [--name ${names.join('|')}] [--url URL | --stage NAME]
FILE is one policy as a JSON document; --name says which, else the file's name (returns.json), else what is in it.`;

function stop(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function policyOf(file: string, given: string | undefined): { name: PublishedPolicy; body: unknown } {
  const body = parsed(file);
  const named = names.find((one) => one === basename(file).split('.')[0]);
  const said = given ?? named ?? recognisePolicy(body);
  const name = names.find((one) => one === said);
  return name ? { name, body } : stop(said ? `"${said}" is no policy.` : `${file} does not tell which policy it is: say it with --name.`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return stop(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function read() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { url: { type: 'string' }, stage: { type: 'string' }, name: { type: 'string' } },
    });
    const [action, file, ...more] = positionals;
    if ((action !== 'check' && action !== 'publish') || !file || more.length > 0) return stop('Say check or publish, and name one file.');
    return { action, file, target: targetOf(values), ...policyOf(file, values.name) };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function complain(file: string, errors: readonly { pointer: string; message: string }[]): void {
  for (const { pointer, message } of errors) console.error(`${file} ${pointer || '/'}: ${message}`);
  process.exitCode = 1;
}

async function publish(file: string, name: PublishedPolicy, body: unknown, target: Target): Promise<void> {
  const answer = (await invoke(target, 'publish-policy', { name, body })) as {
    version?: number;
    errors?: { pointer: string; message: string }[];
  };
  if (answer.version === undefined) complain(file, answer.errors ?? []);
  else console.log(`${name} policy published as version ${answer.version}`);
}

const { action, file, target, name, body } = read();
const policy = readPolicy(name, body);
if ('errors' in policy) complain(file, policy.errors);
else if (action === 'check') console.log(`${file} is a valid ${name} policy`);
else await publish(file, name, body, target).catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
